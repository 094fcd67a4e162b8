import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Block } from '../../src/documents/canonical-text/blocks.ts';
import { composeText } from '../../src/documents/canonical-text/compose-text.ts';
import { noteReference } from '../../src/documents/canonical-text/note-reference.ts';
import { clauseAt, contextsOf } from '../../src/documents/paragraph-context.ts';

const mark = (id: string, marker: string) => noteReference({ id, marker });
const item = (marker: string | null, text: string, depth = 0) => ({ marker, depth, text });

/** The contexts of a document of these blocks, each clause by the words that it begins with. */
function contexts(blocks: Block[]) {
  const composed = composeText(blocks, { title: null });
  return contextsOf(composed).map((context) => {
    if (context === null) return null;
    const { clauses, items: _, rows: __, ...more } = context;
    const opening = (start: number) => composed.text.slice(start).split(/\s/, 2).join(' ');
    if (Object.keys(more).length === 0 && !clauses) return null;
    return { ...more, ...(clauses && { clauses: clauses.map(({ start, number }) => [opening(start), number]) }) };
  });
}

describe('what a paragraph is to be read with', () => {
  it('has the numbers of clauses as they are shown, with the word before them', () => {
    const texts = ['2.1. Взнос вносят.', 'Статья 5. О сроках', '§ 4 Of fees', 'а) вёсла', 'A plain sentence.'];
    const blocks = texts.map((text): Block => ({ kind: 'paragraph', text, page: null }));
    assert.deepEqual(contexts(blocks), [
      { clauses: [['2.1. Взнос', '2.1']] },
      { clauses: [['Статья 5.', 'Статья 5']] },
      { clauses: [['§ 4', '§ 4']] },
      { clauses: [['а) вёсла', 'а']] },
      null,
    ]);
  });

  it('has the numbers of items behind those of the items and the clause above them, and none where one is not known', () => {
    const items = [item('1.', 'one'), item('а)', 'deep', 1), item(null, 'bullet', 1), item('1.1.', 'whole', 1)];
    const list: Block = { kind: 'list', page: null, items };
    const leading: Block = { kind: 'paragraph', text: '3. The fee covers:', page: null };
    assert.deepEqual(contexts([list])[0], {
      clauses: [
        ['1. one', '1'],
        ['а) deep', '1 а)'],
        ['1.1. whole', '1.1'],
      ],
    });
    assert.deepEqual(contexts([leading, { ...list, items: [item('а)', 'oars'), item(null, 'a rope')] }]), [
      { clauses: [['3. The', '3']] },
      { leadIn: '3. The fee covers:', clauses: [['а) oars', '3 а)']] },
    ]);
  });

  it('has the items of lists and the rows of tables that stand in it, without header rows, and says what is a heading', () => {
    const row = (isHeader: boolean, ...cells: string[]) => ({ isHeader, cells: cells.map((text) => ({ text })) });
    const composed = composeText(
      [
        { kind: 'list', page: null, items: [item('1.', 'oars'), item(null, 'a rope')] },
        { kind: 'table', page: null, rows: [row(true, 'Boat', 'Price'), row(false, 'Kayak', '9')] },
      ],
      { title: null },
    );
    const shown = (spans: { start: number; end: number }[] | undefined) =>
      spans?.map(({ start, end }) => composed.text.slice(start, end));
    const [list, table] = contextsOf(composed);
    assert.deepEqual(shown(list?.items), ['1. oars', '- a rope']);
    assert.deepEqual(shown(table?.rows), ['Kayak | 9']);
    const heading = { text: 'Fees', paragraphs: [{ number: 1, start: 0, end: 4, page: null, heading: null }] };
    const blocks = [{ kind: 'heading' as const, start: 0, end: 4, level: 1 }];
    assert.deepEqual(contextsOf({ ...heading, blocks }), [{ isHeading: true }]);
  });

  it('tells the clause of a place', () => {
    const context = { clauses: [5, 20].map((start) => ({ start, number: `of ${start}` })) };
    assert.deepEqual(
      [0, 5, 19, 20, 99].map((offset) => clauseAt(context, offset)),
      [null, 'of 5', 'of 5', 'of 20', 'of 20'],
    );
    assert.equal(clauseAt(null, 5), null);
  });

  it('has what leads into a list, of a divided one in each of its paragraphs', () => {
    const leading: Block = { kind: 'paragraph', text: 'Members know. В оплату входит:', page: null };
    const divided: Block = { kind: 'list', page: null, items: [item(null, 'long '.repeat(60)), item(null, 'short')] };
    const leadIn = 'В оплату входит:';
    assert.deepEqual(contexts([leading, divided]), [
      null,
      { leadIn, isListDivided: true },
      { leadIn, isListDivided: true },
    ]);
    assert.deepEqual(contexts([leading, { ...divided, items: [item(null, 'short')] }]), [null, { leadIn }]);
  });

  it('has the caption and the header of the rows that stand apart from them', () => {
    const rows = Array.from({ length: 90 }, (_, index) => ({
      isHeader: index < 2,
      cells: [{ text: index < 2 ? `Head ${index}` : `Лампа ${index}` }, { text: `${index * 7} lumens` }],
    }));
    const [first, ...others] = contexts([{ kind: 'table', caption: 'Lamps', page: null, rows }]);
    assert.equal(first, null);
    assert.ok(others.length > 1, 'the table is in one paragraph');
    for (const context of others) {
      assert.deepEqual(context, { caption: 'Lamps', header: 'Head 0 | 0 lumens\nHead 1 | 7 lumens' });
    }
    assert.deepEqual(contexts([{ kind: 'table', page: null, rows: rows.slice(0, 4) }]), [null]);
  });

  it('has the notes that its marks point to, each once, wherever they stand', () => {
    const blocks: Block[] = [
      { kind: 'note', id: 'b', marker: '*', text: 'Before.', page: null },
      { kind: 'paragraph', text: `48${mark('a', '1')} boats${mark('b', '*')}, ${mark('a', '1')}`, page: null },
      { kind: 'paragraph', text: 'None.', page: null },
      { kind: 'note', id: 'a', marker: '1', text: 'Without\nrafts.', page: null },
    ];
    assert.deepEqual(contexts(blocks), [null, { notes: ['Without rafts.', 'Before.'] }, null, null]);
  });
});
