import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Block } from '../../src/documents/canonical-text/blocks.ts';
import { composeText } from '../../src/documents/canonical-text/compose-text.ts';
import { contextsOf } from '../../src/documents/paragraph-context.ts';
import { columnsOf } from '../../src/documents/table-columns.ts';

describe('columnsOf', () => {
  const row = (isHeader: boolean, ...cells: string[]) => ({ isHeader, cells: cells.map((text) => ({ text })) });
  const columnsAt = (words: string, block: Partial<Extract<Block, { kind: 'table' }>>) => {
    const { text, paragraphs, blocks } = composeText([{ kind: 'table', page: null, rows: [], ...block }], {
      title: null,
    });
    const start = text.indexOf(words);
    const index = paragraphs.findIndex((paragraph) => start < paragraph.end);
    const own = paragraphs[index]!;
    const context = contextsOf({ text, paragraphs, blocks })[index]!;
    return columnsOf({ ...own, text: text.slice(own.start, own.end), context }, { start, end: start + words.length });
  };
  const rows = [row(true, 'Boat', 'Price'), row(false, 'Kayak', '9'), row(false, 'Raft', '12')];

  it('finds what the columns of a row are called, in the paragraph or above it', () => {
    assert.deepEqual(columnsAt('Raft | 12', { caption: 'Boats', rows }), ['Boat', 'Price']);
    const more = Array.from({ length: 120 }, (_, index) => row(false, `Boat number ${index}`, String(index)));
    assert.deepEqual(columnsAt('Boat number 110 | 110', { rows: [rows[0]!, ...more] }), ['Boat', 'Price']);
  });

  it('names the row of a single cell, and only the columns of some cells', () => {
    assert.deepEqual(columnsAt('12', { rows }), ['Raft — Price']);
    assert.deepEqual(columnsAt('Raft', { rows }), ['Boat']);
    assert.deepEqual(columnsAt('Kayak | 9\nRaft | 12', { rows }), ['Boat', 'Price']);
  });

  it('knows the rows of Markdown', () => {
    const text = '| Boat | Price |\n|---|---|\n| Raft | 12 |';
    const row = { start: text.indexOf('| Raft'), end: text.length };
    const words = { start: text.indexOf('12'), end: text.indexOf('12') + 2 };
    assert.deepEqual(columnsOf({ start: 0, text, context: { rows: [row] } }, words), ['Raft — Price']);
    assert.deepEqual(columnsOf({ start: 0, text, context: { rows: [row] } }, row), ['Boat', 'Price']);
  });

  it('is null for the header itself and for a table without one', () => {
    assert.equal(columnsAt('Boat | Price', { rows }), null);
    assert.equal(columnsAt('Raft', { caption: 'Boats', rows: rows.slice(1) }), null);
  });
});
