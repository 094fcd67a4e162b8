import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noBrowser } from '../../support/browser.ts';
import { createPromptedAssistant, madeUpCitation } from './prompted-assistant.ts';
import { ask, lastAnswer, setStage } from './stage.ts';

describe('the quotes of a Markdown document', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  const stage = setStage(async () => ({ assistant }));

  it('are shown without its signs, under their headings, at their marker and in the answer', async () => {
    const { chat } = await stage.visit({ body: '<pilcrow-chat mode="inline"></pilcrow-chat>' });
    const quote = 'Плата составляет **40 000 рублей** и вносится до [пятого числа](https://example.com/pay).';
    const citation = madeUpCitation({
      quote,
      heading: 'Договор › 3. Оплата',
      prefix: '## 3. Оплата\n\nСрок `30` дней.',
      suffix: '| Город | Цена |\n|---|---|\n| Казань | 450 |',
    });
    await ask(chat, 'Какова плата?');
    (await nextPrompt()).answer({ text: `«${quote}» [1]`, citations: [citation] });
    const answer = await lastAnswer(chat);
    await answer.locator('.marker').click();
    const card = answer.locator('.card');
    await card.waitFor();
    const plain = 'Плата составляет 40 000 рублей и вносится до пятого числа.';
    assert.equal(await card.locator('.card-quote').textContent(), plain);
    assert.match((await card.locator('.card-place').textContent())!, /Договор › 3\. Оплата/);
    assert.deepEqual(await card.locator('.neighbour').allTextContents(), [
      '…3. Оплата Срок 30 дней. ',
      ' Город · Цена Казань · 450…',
    ]);
    assert.equal(await answer.locator('.printed-notes span').textContent(), `«${plain}»`);
  });
});
