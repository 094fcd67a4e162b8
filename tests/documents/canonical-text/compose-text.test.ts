import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Block } from '../../../src/documents/canonical-text/blocks.ts';
import { composeText } from '../../../src/documents/canonical-text/compose-text.ts';
import { noteReference } from '../../../src/documents/canonical-text/note-reference.ts';

const compose = (blocks: Block[]) => composeText(blocks, { title: null });
const cell = (text: string, more: { rows?: number; columns?: number } = {}) => ({ text, ...more });

describe('the canonical text of blocks', () => {
  it('has lists by item with their lead-in and tables by row, with the spans of each', () => {
    const { text, paragraphs, blocks } = compose([
      { kind: 'heading', level: 2, text: '2.1 Fees', page: 3 },
      { kind: 'paragraph', text: 'Members know this. The fee covers:', page: 3 },
      {
        kind: 'list',
        page: 3,
        items: [
          { marker: '7.', depth: 0, text: 'the jetty' },
          { marker: null, depth: 1, text: 'a key' },
        ],
      },
      {
        kind: 'table',
        page: 4,
        caption: 'Rooms',
        rows: [
          { isHeader: true, cells: [cell('Floor'), cell('Room'), cell('Beds')] },
          { isHeader: false, cells: [cell('Second', { rows: 2 }), cell('201'), cell('4')] },
          { isHeader: false, cells: [cell('202'), cell('5')] },
          { isHeader: false, cells: [cell('Total', { columns: 2 }), cell('9')] },
        ],
      },
    ]);
    assert.equal(
      text,
      '## 2.1 Fees\n\nMembers know this. The fee covers:\n\n7. the jetty\n- a key\n\nRooms\nFloor | Room | Beds\nSecond | 201 | 4\nSecond | 202 | 5\nTotal |  | 9',
    );
    assert.deepEqual(
      paragraphs.map(({ page, heading }) => ({ page, heading })),
      [3, 3, 4].map((page) => ({ page, heading: '2.1 Fees' })),
    );
    const [heading, , list, table] = blocks;
    assert.ok(heading?.kind === 'heading' && list?.kind === 'list' && table?.kind === 'table', 'other kinds of blocks');
    assert.equal(heading.number, '2.1');
    assert.equal(text.slice(list.leadIn!.start, list.leadIn!.end), 'The fee covers:');
    assert.deepEqual(
      list.items.map(({ start, end, marker, depth }) => [text.slice(start, end), marker, depth]),
      [
        ['7. the jetty', '7.', 0],
        ['- a key', undefined, 1],
      ],
    );
    const shown = table.rows.map(({ cells }) => cells.map(({ start, end }) => text.slice(start, end)));
    assert.deepEqual(shown[2], ['Second', '202', '5']);
    assert.deepEqual(
      table.rows.map(({ cells }) => [cells[0]!.rows, cells[0]!.columns, cells[0]!.isRepeated]),
      [
        [undefined, undefined, undefined],
        [2, undefined, undefined],
        [undefined, undefined, true],
        [undefined, 2, undefined],
      ],
    );
  });

  it('links the marks of notes, before and after them', () => {
    const mark = noteReference({ id: 'n', marker: '1' });
    const { text, blocks } = compose([
      { kind: 'paragraph', text: `It holds 48${mark} boats.`, page: null },
      { kind: 'note', id: 'n', marker: '1', text: 'Without rafts.', page: null },
      { kind: 'paragraph', text: `Again${mark}.`, page: null },
    ]);
    assert.equal(text, 'It holds 48[1] boats.\n\n[1] Without rafts.\n\nAgain[1].');
    const note = blocks[1];
    assert.ok(note?.kind === 'note', 'the second block is no note');
    assert.deepEqual(
      note.references.map(({ start, end }) => [start, text.slice(start, end)]),
      [
        [11, '[1]'],
        [48, '[1]'],
      ],
    );
  });

  it('divides what is too long at items, rows, lines, sentences and words, with the page of each part', () => {
    const rows = Array.from({ length: 200 }, (_, index) => ({
      isHeader: index === 0,
      page: 1 + Math.floor(index / 50),
      cells: [cell(`Lamp ${index}`), cell(`${index * 7} lumens`)],
    }));
    const { text, paragraphs, blocks } = compose([
      { kind: 'table', page: 1, rows },
      { kind: 'paragraph', page: 9, text: 'A sentence of some words. '.repeat(200) },
      { kind: 'paragraph', page: 9, text: 'word'.repeat(2000) },
      {
        kind: 'list',
        page: 9,
        items: [1, 2, 3].map((own) => ({ marker: `${own}.`, depth: 0, text: 'long '.repeat(60) })),
      },
    ]);
    const longest = Math.max(...paragraphs.map(({ start, end }) => end - start));
    assert.ok(longest <= 2000, `a paragraph of ${longest} characters`);
    assert.ok(paragraphs.filter(({ page }) => page === 4).length > 1, 'the last rows are not on their page');
    assert.equal(paragraphs.filter(({ start }) => /^\d\. long/.test(text.slice(start))).length, 3);
    assert.equal(blocks.length, 4);
    const squashed = (whole: string) => whole.replace(/\s+/g, '');
    assert.equal(squashed(paragraphs.map(({ start, end }) => text.slice(start, end)).join('')), squashed(text));
  });
});
