import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { readQuestions } from '../../../src/evaluation/questions.ts';
import { assertAbove } from '../../support/assertions.ts';
import { noBrowser } from '../../support/browser.ts';
import { findWrongMarks, readMarks } from './marked-quotes.ts';
import { DECLARATION, startReader } from './open-reader.ts';

/** All questions of the file named by QUESTIONS, or else every twelfth of our own: all of them take a minute. */
const { QUESTIONS } = process.env;
const EVERY = QUESTIONS === undefined ? 12 : 1;

describe('marked words', { skip: noBrowser }, () => {
  const reader = startReader();

  const textOf = (page: Page, paragraph: number) => page.locator(`#paragraph-${paragraph} .text`).textContent();
  const isInView = async (page: Page) => {
    const box = await page.locator('mark.strong').first().boundingBox();
    return box !== null && box.y >= 0 && box.y < page.viewportSize()!.height;
  };

  it('are those of the quote, for every citation of an answer', async () => {
    const questions = await readQuestions([QUESTIONS ?? 'tests/questions/declaration.jsonl']);
    const sample = questions.filter((_, index) => index % EVERY === 0);
    const answers = await Promise.all(sample.map(({ question }) => reader.assistant().ask({ message: question })));
    assertAbove(answers.flatMap(({ citations }) => citations).length, 10);
    const page = await reader.open(DECLARATION);
    assert.deepEqual(await findWrongMarks(page, { url: reader.url(), answers }), []);
    await page.context().close();
  });

  it('of #paragraph-18 are the whole paragraph, in view, without a number', async () => {
    const page = await reader.open(`${DECLARATION}#paragraph-18`);
    assert.deepEqual(await readMarks(page), { none: await textOf(page, 18) });
    assert.equal(await isInView(page), true);
    await page.locator('#paragraph-20 .number').click();
    assert.deepEqual(await readMarks(page), { none: await textOf(page, 20) });
    await page.goBack();
    assert.deepEqual(await readMarks(page), { none: await textOf(page, 18) });
    await page.context().close();
  });

  it('of a quote range are its words, and are cleared by the link to another paragraph', async () => {
    const { text } = (await reader.assistant().document('csto-declaration-2024'))!;
    const start = text.indexOf('«Канал»');
    const page = await reader.open(`${DECLARATION}?quote=${start}-${start + 7}&quote=0-10#paragraph-18`);
    assert.deepEqual(await readMarks(page), { 1: '«Канал»', 2: text.slice(0, 10) });
    assert.equal(await page.locator('mark.strong').textContent(), '«Канал»');
    assert.equal(await isInView(page), true);
    await page.locator('#paragraph-17 .number').click();
    assert.deepEqual(await readMarks(page), { none: await textOf(page, 17) });
    await page.context().close();
  });

  it('of an invalid range are the paragraph, or none', async () => {
    const page = await reader.open(`${DECLARATION}?quote=0-99999999#paragraph-5`);
    assert.deepEqual(await readMarks(page), { none: await textOf(page, 5) });
    for (const address of ['?quote=0-99999999', '?quote=9-2', '#paragraph-999', '#paragraph-0', '?quote=%00#text']) {
      await page.goto(reader.url() + DECLARATION + address);
      assert.deepEqual(await readMarks(page), {}, address);
    }
    await page.context().close();
  });

  it('that cross one another are all marked, and are completely cleared', async () => {
    const { text, paragraphs } = (await reader.assistant().document('csto-declaration-2024'))!;
    const { start, end } = paragraphs[33]!;
    const spans = [
      [start, start + 20],
      [start + 5, end],
      [start + 10, end - 3],
      [start, end],
      [start, start + 20],
    ] as const;
    const page = await reader.open(DECLARATION);
    const html = () => page.locator('#paragraph-34 .text').innerHTML();
    const before = await html();
    const quotes = spans.map(([from, to]) => `quote=${from}-${to}`).join('&');
    await page.goto(`${reader.url()}${DECLARATION}?${quotes}#paragraph-34`);
    const expected = Object.fromEntries(spans.map(([from, to], index) => [index + 1, text.slice(from, to)]));
    assert.deepEqual(await readMarks(page), expected);
    assert.equal(await textOf(page, 34), text.slice(start, end));
    await page.getByRole('button', { name: 'Снять выделение' }).click();
    assert.equal(await html(), before);
    assert.equal(await page.locator('mark, .notes, .mark-tools').count(), 0);
    assert.equal(new URL(page.url()).search + new URL(page.url()).hash, '');
    await page.context().close();
  });

  it('keep the columns of a signature block', async () => {
    const page = await reader.open(`${DECLARATION}#paragraph-34`);
    assert.deepEqual(await page.locator('#paragraph-34 mark > .cell').allTextContents(), [
      'За Республику Армения',
      'За Кыргызскую Республику',
    ]);
    assert.equal(await page.locator('#paragraph-34 .cell').count(), 2);
    await page.context().close();
  });

  it('are underlined and noted at the end in print, without the rest of the page', async () => {
    const page = await reader.open(`${DECLARATION}?quote=0-10#paragraph-1`);
    assert.equal(await page.locator('.notes').isHidden(), true);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.notes li').textContent(), '¶1 ДЕКЛАРАЦИЯ');
    assert.equal(await page.locator('.notes li').getAttribute('value'), '1');
    for (const hidden of ['.bar', '.contents', '.chat', '.mark-tools']) {
      assert.ok(await page.locator(hidden).isHidden(), hidden);
    }
    await page.context().close();
  });

  it('cause no errors or warnings in the browser', () => {
    assert.deepEqual(reader.complaints, []);
  });
});
