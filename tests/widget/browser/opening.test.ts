import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noBrowser } from '../../support/browser.ts';
import { createPromptedAssistant, madeUpCitation } from './prompted-assistant.ts';
import { ask, lastAnswer, setStage } from './stage.ts';

const DOCKED = '<pilcrow-chat mode="docked"></pilcrow-chat>';
const LONG = Array.from({ length: 60 }, (_, line) => `Строка ${line}.`).join('\n\n');

describe('opening and closing', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  const stage = setStage(async () => ({ assistant }));

  it('a docked chat suggests questions, and shows the conversation after a reload', async () => {
    const { page, chat } = await stage.visit({ body: DOCKED });
    const opener = chat.getByRole('button', { name: 'Показать вопросы и ответы' });
    await opener.press('Enter');
    await chat.getByRole('button', { name: 'Кто?' }).click();
    (await nextPrompt()).answer({ text: 'Никто.' });
    await lastAnswer(chat);
    await page.reload();
    assert.equal(await chat.locator('.log').isVisible(), false);
    await opener.click();
    await chat.getByText('Никто.').first().waitFor();
    assert.equal(await opener.count(), 0);
  });

  it('keeps a question being written and an open quote, and scrolls to the last answer', async () => {
    const { page, chat } = await stage.visit();
    await chat.locator('.launcher').click();
    for (const question of ['Первый?', 'Второй?']) {
      await ask(chat, question);
      (await nextPrompt()).answer({ text: `${LONG} [1]`, citations: [madeUpCitation()] });
      await lastAnswer(chat);
    }
    await chat.locator('.marker').last().click();
    await chat.getByRole('textbox').fill('Черновик');
    await page.keyboard.press('Escape');
    assert.equal(await chat.locator('.panel').isVisible(), false);
    await chat.locator('.launcher').click();
    assert.equal(await chat.getByRole('textbox').inputValue(), 'Черновик');
    const [log, last] = await Promise.all([
      chat.locator('.log').boundingBox(),
      chat.locator('.turn').last().boundingBox(),
    ]);
    assert.ok(Math.abs(last!.y - log!.y) < 40, `the last question is at the top: ${last!.y} under ${log!.y}`);
  });

  it('returns to the citation that was followed', async () => {
    const { chat } = await stage.visit({ body: DOCKED });
    await ask(chat, 'Кто?');
    (await nextPrompt()).answer({ text: 'Он [1].', citations: [madeUpCitation()] });
    await lastAnswer(chat);
    await chat.locator('.marker').click();
    await chat.evaluate((element) => (element as HTMLElementTagNameMap['pilcrow-chat']).close());
    await chat.evaluate((element) => (element as HTMLElementTagNameMap['pilcrow-chat']).backToAnswer());
    await chat.locator('.marker:focus').waitFor();
  });

  it('stops without sending the question being written', async () => {
    const { chat } = await stage.visit({ body: '<pilcrow-chat mode="inline"></pilcrow-chat>' });
    await ask(chat, 'Кто?');
    const { signal } = await nextPrompt();
    await chat.getByRole('textbox').fill('Черновик');
    await chat.getByRole('button', { name: 'Остановить' }).click();
    await chat.getByText('Ответ остановлен.').first().waitFor();
    assert.equal(await chat.locator('.turn').count(), 1);
    assert.equal(await chat.getByRole('textbox').inputValue(), 'Черновик');
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
  });

  for (const mode of ['launcher', 'docked', 'inline']) {
    it(`a chat that the page hides is hidden: ${mode}`, async () => {
      const { chat } = await stage.visit({ body: `<pilcrow-chat mode="${mode}" hidden></pilcrow-chat>` });
      await chat.locator('.pilcrow').waitFor({ state: 'attached' });
      assert.equal(await chat.locator('.pilcrow').isVisible(), false);
    });
  }

  it('starts a new conversation where the saved one is damaged', async () => {
    const { page, chat } = await stage.visit({ body: '<pilcrow-chat mode="inline"></pilcrow-chat>' });
    await ask(chat, 'Кто?');
    (await nextPrompt()).answer({ text: 'Он [1].', citations: [madeUpCitation()] });
    await lastAnswer(chat);
    await page.evaluate(() => {
      const key = Object.keys(sessionStorage)[0]!;
      sessionStorage[key] = sessionStorage[key].replace(/"citations":\[.*?\]/g, '"citations":[null]');
    });
    await page.reload();
    await chat.getByRole('button', { name: 'Кто?' }).waitFor();
    assert.equal(await chat.locator('.turn').count(), 0);
  });
});
