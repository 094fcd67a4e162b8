import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Assistant } from '../../../../src/assistant.ts';
import { noBrowser } from '../../../support/browser.ts';
import { STRUCTURED } from '../../../support/structured-document.ts';
import { startReader } from '../open-reader.ts';

const { text, blocks, paragraphs } = STRUCTURED;
const withStructured = (assistant: Assistant): Assistant => ({
  ...assistant,
  chain: assistant.chain,
  introduction: async () => ({ about: '', questions: [] }),
  document: async () => STRUCTURED,
});

/** What is marked, by the kind of element around it, and what is left of the elements in the text. */
const readMarks = (page: Page, paragraph: number) =>
  page.evaluate((number) => {
    const own = document.querySelector(`#paragraph-${number} > .text`);
    const marks = [...(own?.querySelectorAll('mark') ?? [])];
    return {
      marked: marks.map((mark) => `${mark.closest('td, th, .item, pre')?.tagName} ${mark.textContent?.trim()}`),
      numbered: marks.filter((mark) => mark.dataset.continues === undefined).length,
      inside: [...(own?.querySelectorAll('mark :is(td, th, tr, li, .item)') ?? [])].length,
      text: own?.textContent ?? '',
    };
  }, paragraph);

describe('marks in tables and lists', { skip: noBrowser }, () => {
  const reader = startReader(withStructured);

  async function mark(start: number, end: number) {
    const { number, ...span } = paragraphs.find((one) => one.start <= start && end <= one.end)!;
    const page = await reader.open(`/documents/structured?quote=${start}-${end}#paragraph-${number}`);
    await page.locator('mark').first().waitFor({ state: 'attached' });
    const marks = await readMarks(page, number);
    assert.equal(marks.text, text.slice(span.start, span.end));
    assert.equal(marks.inside, 0, 'a mark holds a cell or an item');
    assert.equal(marks.numbered, 1);
    await page.context().close();
    return marks.marked.filter((one) => / \S/.test(one));
  }

  it('leave a table as it is: each cell of a row is marked by itself', async () => {
    const table = blocks.find((block) => block.kind === 'table')!;
    const row = table.rows[2]!;
    assert.deepEqual(await mark(row.start, row.end), ['TD Северный |', 'TD 1 200 |', 'TD 2 100[1]']);
    // Below a cell that spans two rows: what is repeated stands before the next one.
    const below = table.rows[3]!;
    assert.deepEqual(await mark(below.start, below.end), ['TD Северный | 1 350 |', 'TD 2 400']);
  });

  it('leave a list as it is: each item is marked by itself', async () => {
    const list = blocks.find((block) => block.kind === 'list')!;
    const [first, second] = list.items;
    assert.deepEqual(await mark(first!.start, second!.end), ['SPAN а) место у причала', 'SPAN б) охрана:']);
  });
});
