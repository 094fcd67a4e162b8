import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shownParts } from '../../../../src/documents/formats/text/hidden-parts.ts';
import { readMarkdown } from '../../../../src/documents/formats/text/read-text.ts';

const read = (text: string) => {
  const found = readMarkdown(new TextEncoder().encode(text));
  const at = ({ start, end }: { start: number; end: number }) => found.text.slice(start, end);
  return { ...found, at, shown: found.paragraphs.map(at), kinds: found.blocks.map(({ kind }) => kind) };
};

describe('the blocks of Markdown', () => {
  it('finds a list with its lead-in, its markers and what is nested, also where blank lines are between', () => {
    const { blocks, at } = read(
      'Плата включает:\n\n- лодку;\n- жилет:\n  1. взрослый\n  2. детский\n\n- весло.\n\nКонец.',
    );
    const list = blocks.find((block) => block.kind === 'list')!;
    assert.deepEqual(
      list.items.map((item) => [item.depth, item.marker, at(item)]),
      [
        [0, undefined, '- лодку;'],
        [0, undefined, '- жилет:'],
        [1, '1.', '1. взрослый'],
        [1, '2.', '2. детский'],
        [0, undefined, '- весло.'],
      ],
    );
    assert.equal(at(list.leadIn!), 'Плата включает:');
  });

  it('finds tables with their header; the row of dashes is no row, an escaped bar is no border', () => {
    const { blocks, at } = read('Prices:\n| Boat | Price |\n|:--|--:|\n| Kayak | 5 |\n| a \\| b |');
    assert.deepEqual(
      blocks.map(({ kind }) => kind),
      ['paragraph', 'table'],
    );
    const table = blocks.find((block) => block.kind === 'table')!;
    assert.deepEqual(
      table.rows.map(({ isHeader, cells }) => [isHeader, ...cells.map(at)]),
      [
        [true, 'Boat', 'Price'],
        [false, 'Kayak', '5'],
        [false, 'a \\| b', ''],
      ],
    );
  });

  it('divides a large table at its rows', () => {
    const rows = Array.from({ length: 60 }, (_, index) => `| Boat ${index} | ${index} euros an hour |`);
    const { shown, blocks } = read(`| Boat | Price |\n|---|---|\n${rows.join('\n')}`);
    assert.ok(
      shown.every((paragraph) => paragraph.length <= 600),
      `parts of ${shown.map(({ length }) => length).join()}`,
    );
    assert.equal(shown.join('\n').replace(/\|-.*\n/, ''), ['| Boat | Price |', ...rows].join('\n'));
    assert.equal(blocks.length, 1);
  });

  it('links notes to their marks, not to those in code', () => {
    const { blocks, at } = read('Лодка[^1] и весло[^b].\n\n```\n[^1]\n```\n\n[^1]: Летом.\n[^b]: Зимой.');
    const notes = blocks.flatMap((block) => (block.kind === 'note' ? [block] : []));
    assert.deepEqual(
      notes.map((note) => [note.marker, at(note), note.references.map(at)]),
      [
        ['1', '[^1]: Летом.', ['[^1]']],
        ['b', '[^b]: Зимой.', ['[^b]']],
      ],
    );
  });

  it('keeps comments out of every paragraph, but not those in code', () => {
    const { text, shown } = read(
      '<!-- draft\n\nof a page -->\nOne <!-- two --> three.\n\n```\n<!-- code -->\n```\n\n`<!-- x -->` ends.',
    );
    assert.deepEqual(shown, ['One', 'three.', '```\n<!-- code -->\n```', '`<!-- x -->` ends.']);
    assert.match(text, /draft/);
    assert.deepEqual(read('One <!-- never closed.\n\nTwo.').shown, ['One <!-- never closed.', 'Two.']);
  });

  it('keeps data out of every paragraph', () => {
    const data = 'data:image/png;base64,QUJDQUJD';
    const { shown } = read(
      `A ![plan](${data} "Plan") b.\n\n<p><img src="${data}"></p>\n\n[pic]: ${data}\n\n[pic]: <${data}>\n\nThe end.`,
    );
    assert.deepEqual(shown, ['A', 'b.', 'The end.']);
  });

  it('reads what a folded part shows as the heading of the part, without its tags', () => {
    const text = '# Вопросы\n\n<details>\n<summary>Как оплатить?</summary>\n\nКартой.\n\n</details>\n\nКонец.';
    const { shown, kinds, paragraphs } = read(text);
    assert.deepEqual(shown, ['Как оплатить?', 'Картой.', 'Конец.']);
    assert.deepEqual(kinds, ['heading', 'heading', 'paragraph', 'paragraph']);
    assert.deepEqual(
      paragraphs.map(({ heading }) => heading),
      [null, 'Как оплатить?', null],
    );
  });

  it('numbers headings and clauses, and marks code', () => {
    const { blocks } = read('# Устав\n\n## 2.1 Сроки\n\n3. Срок — один год.\n\n```\n  a\n```');
    assert.deepEqual(
      blocks.map(({ start: _, end: __, ...block }) => block),
      [
        { kind: 'heading', level: 1 },
        { kind: 'heading', level: 2, number: '2.1' },
        { kind: 'paragraph', number: '3' },
        { kind: 'paragraph', isPreformatted: true },
      ],
    );
  });

  it('finds what is hidden in one pass, however many comments, brackets and backticks stay open', () => {
    for (const sign of ['<!--', '[', '`', '<details>', '![](data:', '<a "data:', '[a]:\n']) {
      const startedAt = performance.now();
      shownParts(sign.repeat(100_000));
      const took = performance.now() - startedAt;
      assert.ok(took < 5000, `${sign} takes ${Math.round(took)} ms`);
    }
  });
});
