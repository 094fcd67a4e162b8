import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noBrowser } from '../../support/browser.ts';
import { createPromptedAssistant, madeUpCitation } from './prompted-assistant.ts';
import { ask, lastAnswer, setStage } from './stage.ts';

const TEXT = `## Порядок

Устав **ясно** говорит об _этом_ [1]:

1. первое [2];
2. второе, \`код [1]\`.

- [правила](https://rules.example/устав)
- [ловушка](javascript:alert(1))
- ![картинка](https://rules.example/picture.png)

> чужие слова [9]

\`\`\`
<b>строка</b>
\`\`\`

<img src="https://rules.example/html.png" onerror="alert(1)"><b>тег</b>`;

describe('the Markdown of a model', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  const stage = setStage(async () => ({ assistant }));

  it('is shown as text with its markers, without pictures and HTML', async () => {
    const { page, context, chat } = await stage.visit({ body: '<pilcrow-chat mode="inline"></pilcrow-chat>' });
    const elsewhere: string[] = [];
    context.on('request', (request) => {
      if (request.url().includes('rules.example')) elsewhere.push(request.url());
    });
    page.on('dialog', (dialog) => elsewhere.push(dialog.message()));
    await ask(chat, 'Что говорит устав?');
    const citations = [madeUpCitation(), madeUpCitation({ marker: 2, paragraph: 8 })];
    (await nextPrompt()).answer({ text: TEXT, citations });
    const answer = await lastAnswer(chat);
    const textOf = (name: string) => answer.locator(name).allTextContents();

    assert.deepEqual(await textOf('h4'), ['Порядок']);
    assert.deepEqual([await textOf('strong'), await textOf('em')], [['ясно'], ['этом']]);
    assert.deepEqual(await textOf('ol:not(.printed-notes) li'), ['первое 2;', 'второе, код [1].']);
    assert.deepEqual(await textOf('ul li'), ['правила', 'ловушка', 'картинка']);
    assert.deepEqual(await textOf('blockquote'), ['\nчужие слова [9]\n']);
    assert.deepEqual(await textOf('pre'), ['<b>строка</b>\n']);
    assert.deepEqual(await textOf('.marker'), ['1', '2']);
    const links = answer.locator('a');
    assert.equal(await links.count(), 1);
    assert.equal(await links.getAttribute('href'), `https://rules.example/${encodeURIComponent('устав')}`);
    assert.equal(await answer.locator('img, b').count(), 0);
    assert.match((await answer.textContent()) ?? '', /<b>тег<\/b>/);
    assert.deepEqual(elsewhere, []);
  });

  it('is followed by the sentences that its quotes do not support', async () => {
    const { chat } = await stage.visit({ body: '<pilcrow-chat mode="inline"></pilcrow-chat>' });
    await ask(chat, 'Что говорит устав?');
    const wrong = 'Всего их сорок [1].';
    const text = `Стороны договорились [1]. ${wrong}`;
    const unsupported = [{ start: text.length - wrong.length, end: text.length }];
    (await nextPrompt()).answer({ text, citations: [madeUpCitation()], unsupported });
    const notice = (await lastAnswer(chat)).locator('.unsupported');
    assert.equal(await notice.locator('.label').textContent(), 'Цитатами не подтверждено');
    assert.deepEqual(await notice.locator('li').allTextContents(), ['Всего их сорок.']);
  });
});
