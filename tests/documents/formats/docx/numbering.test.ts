import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { item, numbering, p, part, readWord } from './word-file.ts';

const CLAUSES = [{ text: '%1.' }, { text: '%1.%2.' }, { format: 'russianLower', text: '%3)' }];
const linesOf = async (file: Parameters<typeof readWord>[0]) => (await readWord(file)).text.split(/\n+/);

describe('numbers of paragraphs in a Word file', () => {
  it('are made of the numbers of every level, and are part of a clause', async () => {
    const { text, blocks } = await readWord({
      body:
        item('Предмет договора') +
        item('Исполнитель убирает зал.', { level: 1 }) +
        item('Цена') +
        item('Цена составляет 500 рублей:', { level: 1 }) +
        item('за уборку;', { level: 2 }) +
        item('за вывоз.', { level: 2 }) +
        p('Оплата считается поступившей в день зачисления.') +
        item('Аванс не предусмотрен.', { level: 1 }),
      parts: [numbering([CLAUSES])],
    });
    assert.deepEqual(text.split(/\n+/), [
      '# 1. Предмет договора',
      '1.1. Исполнитель убирает зал.',
      '# 2. Цена',
      '2.1. Цена составляет 500 рублей:',
      'а) за уборку;',
      'б) за вывоз.',
      'Оплата считается поступившей в день зачисления.',
      '2.2. Аванс не предусмотрен.',
    ]);
    assert.deepEqual(
      blocks.map((block) => ('number' in block ? block.number : block.kind)),
      ['1', '1.1', '2', '2.1', 'list', 'paragraph', '2.2'],
    );
  });

  it('go on behind other paragraphs, and start again where a list says so', async () => {
    const lists = [
      { kind: 0 },
      { kind: 0 },
      { kind: 0, overrides: '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>' },
    ];
    const body =
      item('one') +
      item('two') +
      p('A warning.') +
      item('three', { list: 2 }) +
      item('seven', { list: 3 }) +
      item('eight', { list: 3 });
    assert.deepEqual(await linesOf({ body, parts: [numbering([[{ text: '%1)' }]], lists)] }), [
      '1) one',
      '2) two',
      'A warning.',
      '3) three',
      '7) seven',
      '8) eight',
    ]);
  });

  it('belong to headings whose style is linked with a level, and to styles based on them', async () => {
    const style = (id: string, name: string, more: string) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;
    const styles =
      style('1', 'heading 1', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') +
      style('2', 'heading 2', '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>') +
      style('Own', 'Our section', '<w:basedOn w:val="2"/>');
    const levels = [
      { text: 'Chapter %1', format: 'upperRoman', more: '<w:pStyle w:val="1"/>' },
      { text: '%1.%2', more: '<w:pStyle w:val="2"/><w:isLgl/>' },
    ];
    const heading = (id: string, text: string) => p(text, { properties: `<w:pStyle w:val="${id}"/>` });
    const lines = await linesOf({
      body: heading('1', 'Safety') + heading('2', 'Masks') + p('Wear one.') + heading('Own', 'Gloves') + p('Wear two.'),
      parts: [numbering([levels]), { kind: 'styles', name: 'styles.xml', content: part('styles', styles) }],
    });
    assert.deepEqual(lines, ['# Chapter I Safety', '## 1.1 Masks', 'Wear one.', '## 1.2 Gloves', 'Wear two.']);
  });

  it('are not shown where they cannot be known, nor where none are', async () => {
    const levels = [
      [{ text: '%1.', format: 'hebrew1' }],
      [{ text: '', format: 'decimal' }],
      [{ text: '·', format: 'bullet' }],
    ];
    const body = item('first', { list: 1 }) + item('second', { list: 2 }) + item('third', { list: 3 });
    assert.deepEqual(await linesOf({ body, parts: [numbering(levels)] }), ['first', 'second', '- third']);
  });
});
