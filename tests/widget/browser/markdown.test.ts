import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noBrowser } from '../../support/browser.ts';
import { createPromptedAssistant, madeUpCitation } from './prompted-assistant.ts';
import { ask, lastAnswer, setStage } from './stage.ts';

const INLINE = '<pilcrow-chat mode="inline"></pilcrow-chat>';
const TEXT = `## Порядок

Устав **ясно** говорит об _этом_ [1]:

1. первое [2];
2. второе, \`код [1]\`.

- [правила](https://rules.example/устав)
- [другие](https://rules.example/other), <https://rules.example/auto>, [ещё][1]
- [ловушка](javascript:alert(1))
- ![картинка](https://rules.example/picture.png)

[1]: https://rules.example/defined

> чужие слова [9]

\`\`\`
<b>строка</b>
\`\`\`

<img src="https://rules.example/html.png" onerror="alert(1)"><b>тег</b>`;

describe('the Markdown of a model', { skip: noBrowser }, () => {
  const { assistant, nextPrompt } = createPromptedAssistant();
  const stage = setStage(async () => ({ assistant }));

  it('is shown as text with its markers, without pictures and HTML', async () => {
    const { page, context, chat } = await stage.visit({ body: INLINE });
    const elsewhere: string[] = [];
    context.on('request', (request) => {
      if (request.url().includes('rules.example')) elsewhere.push(request.url());
    });
    page.on('dialog', (dialog) => elsewhere.push(dialog.message()));
    await ask(chat, 'Что говорит устав?');
    const quote = 'Правила: https://rules.example/устав.';
    const citations = [madeUpCitation(), madeUpCitation({ marker: 2, paragraph: 8, quote })];
    (await nextPrompt()).answer({ text: TEXT, citations });
    const answer = await lastAnswer(chat);
    const textOf = (name: string) => answer.locator(name).allTextContents();

    assert.deepEqual(await textOf('h4'), ['Порядок']);
    assert.deepEqual([await textOf('strong'), await textOf('em')], [['ясно'], ['этом']]);
    assert.deepEqual(await textOf('ol:not(.printed-notes) li'), ['первое 2;', 'второе, код [1].']);
    assert.deepEqual(await textOf('ul li'), [
      'правила',
      'другие, https://rules.example/auto, [ещё]1',
      'ловушка',
      'картинка',
    ]);
    assert.deepEqual(await textOf('blockquote'), ['\nчужие слова [9]\n']);
    assert.deepEqual(await textOf('pre'), ['<b>строка</b>\n']);
    assert.deepEqual(await textOf('.marker'), ['1', '2', '1', '1']);
    const links = answer.locator('a');
    assert.equal(await links.count(), 1);
    assert.equal(await links.getAttribute('href'), `https://rules.example/${encodeURIComponent('устав')}`);
    assert.equal(await answer.locator('img, b').count(), 0);
    assert.match((await answer.textContent()) ?? '', /<b>тег<\/b>/);
    assert.deepEqual(elsewhere, []);
  });

  it('has tables with a header, markers and breaks in their cells, that scroll and are reached by keyboard', async () => {
    const { page, chat } = await stage.visit({ body: INLINE }, { viewport: { width: 375, height: 600 } });
    await ask(chat, 'Какие сроки?');
    const wide = 'Неразрывноеназваниедлинногостолбца';
    const text = `\`\`\`\n${'код '.repeat(40)}\n\`\`\`\n- Сроки:\n  - **год** [1]\n\n| Срок | ${wide} | ${wide} |\n|:--|--:|---|\n| *год* | 5<br>или 6 [1] | \`a\\|b<br>\` |\n| 1. месяц |`;
    (await nextPrompt()).answer({ text, citations: [madeUpCitation()] });
    const answer = await lastAnswer(chat);
    const textOf = (name: string) => answer.locator(name).allTextContents();

    assert.deepEqual(await textOf('th[scope="col"]'), ['Срок', wide, wide]);
    assert.deepEqual(await textOf('td'), ['год', '5или 6 1', 'a|b<br>', '1. месяц', '', '']);
    assert.deepEqual([await answer.locator('td br').count(), await answer.locator('td em').count()], [1, 1]);
    assert.deepEqual(await textOf('li li'), ['год 1']);

    for (const scrolled of ['.table', 'pre']) {
      const isWider = await answer.locator(scrolled).evaluate((box) => box.scrollWidth > box.clientWidth);
      assert.deepEqual(
        [scrolled, isWider, await answer.locator(scrolled).getAttribute('tabindex')],
        [scrolled, true, '0'],
      );
    }
    assert.equal(await chat.locator('.log').evaluate((log) => log.scrollWidth > log.clientWidth), false);
    await answer.locator('.marker').first().focus();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await chat.locator('.table:focus').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const quote = await answer.locator('.card .card-quote').boundingBox();
    assert.ok(quote && quote.width > 100, 'the quote of a marker in a cell is not cut off');
  });

  it('has formulas as text, and each text in its own language and direction', async () => {
    const { chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Какая площадь?');
    const quote = 'ينص النظام على ذلك.';
    const text = `مساحة الدائرة \\(\\pi r^2\\) [1].\n\n\`\\(x\\)\``;
    (await nextPrompt()).answer({ text, citations: [madeUpCitation({ quote })] });
    const answer = await lastAnswer(chat);
    const first = answer.locator('> p').first();
    assert.equal(await first.textContent(), 'مساحة الدائرة π r² 1.');
    assert.deepEqual([await first.getAttribute('lang'), await first.getAttribute('dir')], ['ar', 'auto']);
    assert.equal(await first.evaluate((paragraph) => getComputedStyle(paragraph).direction), 'rtl');
    assert.equal(await answer.locator('code').textContent(), '\\(x\\)');
    assert.equal(await chat.locator('.answer > p[lang="ru"], .answer > p[lang="en"]').count(), 0);
    const printed = answer.locator('.printed-notes [lang="ar"][dir="auto"]');
    assert.equal(await printed.textContent(), `“${quote}”`);
  });

  it('is drawn again as it was after a reload, with the same links only', async () => {
    const { page, chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Где правила?');
    const text = '| Где |\n|---|\n| [здесь](https://rules.example/a) [1] |\n| [там](https://rules.example/b) |';
    const citations = [madeUpCitation({ quote: 'Правила стоят на https://rules.example/a, там же заявка.' })];
    (await nextPrompt()).answer({ text, citations, omitted: { sentences: 2, reasons: { unsupported: 2 } } });
    await lastAnswer(chat);
    await page.reload();
    const answer = await lastAnswer(chat);
    assert.deepEqual(await answer.locator('td').allTextContents(), ['здесь 1', 'там']);
    const links = answer.locator('.prose-link');
    assert.deepEqual(await links.allTextContents(), ['здесь']);
    assert.equal(await links.getAttribute('rel'), 'noopener noreferrer nofollow');
    assert.deepEqual(await answer.locator('.notice').allTextContents(), [
      'Не показано предложений без подтверждения: 2.',
    ]);
  });

  it('is followed by what is not shown of it, in the language of the answer', async () => {
    const { chat } = await stage.visit({ body: INLINE });
    const omitted = { sentences: 1, reasons: { unsupported: 1 } };
    const ANSWERS = [
      [{ omitted, truncated: true }, ['1 sentence without proof is not shown.', 'The model’s answer was cut off.']],
      [{ omitted: { ...omitted, sentences: 3 } }, ['3 sentences without proof are not shown.']],
      [
        { omitted, truncated: true, reason: 'model-unsupported' },
        ['These are excerpts: the model’s answer did not pass the check.'],
      ],
      [{}, []],
    ] as const;
    for (const [given, notices] of ANSWERS) {
      await ask(chat, 'What does the charter say?');
      (await nextPrompt()).answer({ text: 'It is so [1].', language: 'en', citations: [madeUpCitation()], ...given });
      assert.deepEqual(await (await lastAnswer(chat)).locator('.notice').allTextContents(), notices);
    }
  });

  it('is followed by the sentences that its quotes do not support', async () => {
    const { chat } = await stage.visit({ body: INLINE });
    await ask(chat, 'Что говорит устав?');
    const wrong = 'Всего их **сорок** [1].';
    const text = `Стороны договорились [1]. ${wrong}`;
    const unsupported = [{ start: text.length - wrong.length, end: text.length }];
    (await nextPrompt()).answer({ text, citations: [madeUpCitation()], unsupported });
    const notice = (await lastAnswer(chat)).locator('.unsupported');
    assert.equal(await notice.locator('.label').textContent(), 'Цитатами не подтверждено');
    assert.deepEqual(await notice.locator('li').allTextContents(), ['Всего их сорок.']);
    assert.equal(await notice.locator('strong').count(), 1);
  });
});
