import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { noBrowser } from '../../support/browser.ts';
import { checkWithAxe } from '../accessibility/run-axe.ts';
import { openQuotingAssistant } from './quoting-assistant.ts';
import { ask, lastAnswer, setStage } from './stage.ts';

const INLINE = '<pilcrow-chat mode="inline"></pilcrow-chat>';

describe('the quotes of an answer', { skip: noBrowser }, () => {
  const stage = setStage(openQuotingAssistant);

  async function answerTo(question: string): Promise<Locator> {
    const { chat } = await stage.visit({ body: INLINE });
    await ask(chat, question);
    return lastAnswer(chat);
  }
  const onOneLine = (texts: string[]) => texts.map((text) => text.replace(/\s+/g, ' ').trim());

  it('stand under their documents, each with headings, clause and page', async () => {
    const answer = await answerTo('За сколько дней предупредить?');
    const shown = answer.locator('> .label, blockquote');
    assert.deepEqual(onOneLine(await shown.allTextContents()), [
      'Договор аренды квартиры',
      '5.1. О расторжении предупреждают за 30 дней. 1 ¶45. Сроки · с. 4',
      'Плата составляет 690 евро в месяц 2 ¶13. Оплата · п. 3.2 · с. 2',
      'Трудовой договор',
      'Об увольнении работник предупреждает за 14 дней. 3 ¶12. Отпуск · п. 2.4',
    ]);
    assert.equal(await answer.locator('> p:not(.label)').count(), 0, 'the labels of the text are not shown twice');
  });

  it('are lists where the document has lists, folded where they are long, and unfold by keyboard', async () => {
    const answer = await answerTo('Что обязан арендатор?');
    const items = answer.locator('blockquote li');
    assert.equal(await items.count(), 6);
    const button = answer.getByRole('button', { name: 'Показать все (10)', expanded: false });
    await button.focus();
    await button.press('Enter');
    assert.equal(await items.count(), 10);
    assert.match((await items.last().textContent())!, /^– возвратить квартиру/);
    const inkOf = (found: Locator) => found.evaluate((one) => getComputedStyle(one).color);
    await answer.locator('.marker').hover();
    assert.equal(await inkOf(answer.locator('.card-quote')), await inkOf(answer.locator('blockquote')));
    const less = answer.getByRole('button', { name: 'Свернуть', expanded: true });
    assert.ok(await less.evaluate((one) => one.matches(':focus')), 'the focus stays on the button');
    await less.press('Space');
    assert.equal(await items.count(), 6);
  });

  it('show a short list whole', async () => {
    const answer = await answerTo('Что по ключам и животным?');
    assert.equal(await answer.locator('blockquote li').count(), 2);
    assert.equal(await answer.locator('[aria-expanded].text-button').count(), 0);
  });

  it('say of each cell of a row what it is', async () => {
    const answer = await answerTo('Какие суточные в Казани?');
    const pairs = await answer
      .locator('dl > div')
      .evaluateAll((all) => all.map((one) => `${one.children[0]!.textContent}: ${one.children[1]!.textContent}`));
    assert.deepEqual(pairs, [
      'Город: Казань',
      'Руководители: 6 200',
      'Специалисты: 4 500',
      'Проживание: до 8 000 в сутки',
    ]);
    assert.equal(await answer.locator('> p:not(.label)').count(), 0);
  });

  it('name the row and the column of a single cell', async () => {
    const answer = await answerTo('Сколько специалистам в Казани?');
    assert.equal(await answer.locator('.asked').textContent(), 'Казань — Специалисты');
    assert.match((await answer.locator('blockquote').textContent())!, /Специалисты4 500 1/);
  });

  it('show several rows as a table under the names of its columns', async () => {
    const answer = await answerTo('Какие суточные в городах?');
    const rows = answer.locator('blockquote tr');
    assert.deepEqual(await rows.first().locator('th[scope="col"]').allTextContents(), [
      'Город',
      'Руководители',
      'Специалисты',
      'Проживание',
    ]);
    assert.equal(await rows.count(), 3);
    assert.equal(await rows.nth(2).locator('td').first().textContent(), 'Москва');
  });

  it('show the question that they answer, once', async () => {
    const answer = await answerTo('Can I return a thing?');
    assert.equal(await answer.locator('blockquote').count(), 2);
    assert.deepEqual(await answer.locator('blockquote .asked').allTextContents(), ['How do I return an item?']);
    assert.equal(await answer.locator('.quote-place').count(), 0);
    await answer.locator('.marker').first().click();
    assert.match((await answer.locator('.neighbour').first().textContent())!, /^….*How do I return an item\? $/);
    assert.doesNotMatch((await answer.locator('.neighbour').first().textContent())!, /#/);
  });

  it('cut a long paragraph, and show it whole when asked to', async () => {
    const answer = await answerTo('When do parcels leave?');
    const quote = answer.locator('blockquote > p').first();
    assert.match((await quote.textContent())!, /Parcels…$/);
    await answer.getByRole('button', { name: 'Show the whole quote' }).click();
    assert.match((await quote.textContent())!, /every evening\.$/);
  });

  it('run from right to left where their language does, and so does the question', async () => {
    const { chat } = await stage.visit({ body: INLINE, language: 'en' });
    await ask(chat, 'متى تُرسل الطرود؟');
    const answer = await lastAnswer(chat);
    const directionOf = (found: Locator) => found.evaluate((one) => getComputedStyle(one).direction);
    const quote = answer.locator('blockquote');
    assert.deepEqual([await directionOf(quote), await quote.getAttribute('lang')], ['rtl', 'ar']);
    assert.equal(await directionOf(chat.locator('.question-text')), 'rtl');
    assert.equal(await directionOf(answer.locator('.label')), 'ltr');
  });

  it('that are only near are said to be, calmly', async () => {
    for (const [question, line] of [
      ['Можно ли курить?', 'Ближайшие места в документах:'],
      ['Is smoking allowed?', 'Closest passages:'],
    ] as const) {
      const answer = await answerTo(question);
      const first = answer.locator('> p').first();
      assert.equal(await first.textContent(), line);
      assert.equal(await first.evaluate((one) => getComputedStyle(one, '::before').content), 'none');
      await answer.locator('blockquote').waitFor();
    }
  });

  it('stay within a phone and accessible, whatever they are', async () => {
    const { page, chat } = await stage.visit(
      { body: `<main><h1>Library</h1>${INLINE}</main>` },
      { viewport: { width: 320, height: 700 } },
    );
    for (const question of ['Какие суточные в городах?', 'Какие суточные в Казани?', 'Что обязан арендатор?']) {
      await ask(chat, question);
      await chat.locator('.turn:last-child', { hasText: question }).waitFor();
      await lastAnswer(chat);
      const isWide = await chat.locator('.log').evaluate((log) => log.scrollWidth > log.clientWidth);
      assert.equal(isWide, false, question);
      await checkWithAxe(page);
    }
    assert.equal(await page.evaluate(() => document.scrollingElement!.scrollWidth > innerWidth), false);
  });
});
