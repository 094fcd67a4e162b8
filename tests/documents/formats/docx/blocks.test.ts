import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { item, numbering, p, readWord } from './word-file.ts';

const BOLD = { look: '<w:b/>' };
const TITLE = { look: '<w:b/>', properties: '<w:jc w:val="center"/>' };
const linesOf = async (body: string) => (await readWord({ body })).text.split('\n\n');
const cell = (text: string, { properties = '', look = '' } = {}) =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text, { look })}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
const table = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`;

async function tableOf(body: string) {
  const { text, blocks } = await readWord({ body });
  const block = blocks.find(({ kind }) => kind === 'table');
  assert.ok(block?.kind === 'table', `a table in ${text}`);
  return { lines: text.slice(block.start, block.end).split('\n'), headers: block.rows.map(({ isHeader }) => isHeader) };
}

describe('headings that no style marks', () => {
  it('are short lines in bold or capitals above what they head', async () => {
    const body = [
      p('Правила проживания', BOLD),
      p('ВРЕМЯ ПОСЕЩЕНИЙ'),
      p('С 9:00 до 22:00 ежедневно, при предъявлении паспорта на входе в здание.'),
      p('1.1. Плата', BOLD),
      p('Плата составляет 1 200 рублей в месяц и вносится до десятого числа.'),
      p('Внесённая плата не возвращается.', BOLD),
      p('Запрещается:', BOLD),
      p('Курить, держать животных, пользоваться обогревателями.'),
      p('Комендант', BOLD),
    ].join('');
    assert.deepEqual(
      (await linesOf(body)).filter((line) => line.startsWith('#')),
      ['# Правила проживания', '## ВРЕМЯ ПОСЕЩЕНИЙ', '### 1.1. Плата'],
    );
  });

  it('are one where centred lines stand below each other', async () => {
    const body =
      p('ДОГОВОР', TITLE) +
      p('оказания услуг', TITLE) +
      p('') +
      p('Исполнитель убирает помещения Заказчика каждый день.');
    assert.equal((await linesOf(body))[0], '# ДОГОВОР оказания услуг');
  });

  it('are not found where everything is bold, nor at the right, nor in tables', async () => {
    const bold =
      p('Short line', BOLD) + p('All of this document is set in bold letters, so that bold marks nothing.', BOLD);
    const right =
      p('Утверждаю', { ...BOLD, properties: '<w:jc w:val="right"/>' }) +
      p('Обычный текст, который стоит ниже этой строки.');
    const inTable =
      table(row(cell('Имя', BOLD), cell('Дата', BOLD))) + p('Обычный текст, который стоит ниже этой таблицы.');
    for (const body of [bold, right, inTable]) assert.doesNotMatch((await linesOf(body)).join('\n'), /^#/m);
  });
});

describe('lists of a Word file', () => {
  it('keep their markers, and what stands in an item stands below it', async () => {
    const { blocks, text } = await readWord({
      body: item('Plants:') + item('roses', { list: 2 }) + item('lilies', { list: 2 }) + item('Tools') + p('The end.'),
      parts: [numbering([[{ text: '%1)' }], [{ text: '·', format: 'bullet' }]])],
    });
    const [list] = blocks;
    assert.ok(list?.kind === 'list', `a list in ${text}`);
    assert.deepEqual(
      list.items.map(({ marker, depth }) => [marker, depth]),
      [
        ['1)', 0],
        [undefined, 1],
        [undefined, 1],
        ['2)', 0],
      ],
    );
  });
});

describe('tables of a Word file', () => {
  it('keep merged cells in their columns, and cells of several paragraphs whole', async () => {
    const below = (value: string) => ({ properties: `<w:vMerge${value}/>` });
    const two = `<w:tc><w:tcPr/>${p('55')}${p('with breakfast')}</w:tc>`;
    const { lines, headers } = await tableOf(
      table(
        row(cell('Floor', BOLD), cell('Room', BOLD), cell('Price', BOLD)),
        row(cell('Second', below(' w:val="restart"')), cell('201'), cell('40')),
        row(cell('', below('')), cell('202'), two),
        row(cell('All rooms', { properties: '<w:gridSpan w:val="2"/>' }), cell('95')),
      ),
    );
    assert.deepEqual(lines, [
      'Floor | Room | Price',
      'Second | 201 | 40',
      'Second | 202 | 55 with breakfast',
      'All rooms |  | 95',
    ]);
    assert.deepEqual(headers, [true, false, false, false]);
  });

  it('keep a nested table in its cell, and one that only holds others is none', async () => {
    const inner = table(row(cell('a'), cell('b')), row(cell('c'), cell('d')));
    const nested = await tableOf(
      table(row(cell('Left'), `<w:tc>${inner}<w:p/></w:tc>`), row(cell('Below'), cell('e'))),
    );
    assert.deepEqual(nested.lines, ['Left | a b c d', 'Below | e']);
    const layout = await tableOf(table(row(`<w:tc>${p('Beside it.')}</w:tc>`, `<w:tc>${inner}<w:p/></w:tc>`)));
    assert.deepEqual(layout.lines, ['a | b', 'c | d']);
  });
});
