import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  frontMatterField,
  markdownHeadings,
  splitMarkdown,
} from '../../../src/documents/canonical-text/split-markdown.ts';

const paragraphsOf = (text: string, title?: string) =>
  splitMarkdown(text, { title: title ?? null }).paragraphs.map(({ start, end, heading }) => [
    text.slice(start, end),
    heading,
  ]);
const textsOf = (text: string) => paragraphsOf(text).map(([paragraph]) => paragraph);

describe('splitMarkdown', () => {
  it('splits at blank lines and numbers from 1; Markdown has no pages', () => {
    assert.deepEqual(splitMarkdown('Да.\n\nНет.').paragraphs, [
      { number: 1, start: 0, end: 3, page: null, heading: null },
      { number: 2, start: 5, end: 9, page: null, heading: null },
    ]);
  });

  it('lists the headings above each paragraph, and makes no paragraph of a heading', () => {
    const text = '# Сад\nОткрыт.\n\n## Вход ##\n\nБесплатный.\n\n### Группы\n\nПо заявке.\n\n# Garden\n\nOpen.';
    assert.deepEqual(paragraphsOf(text), [
      ['Открыт.', 'Сад'],
      ['Бесплатный.', 'Сад › Вход'],
      ['По заявке.', 'Сад › Вход › Группы'],
      ['Open.', 'Garden'],
    ]);
  });

  it('ends a paragraph at a heading without a blank line between', () => {
    assert.deepEqual(paragraphsOf('Текст\n# Часть\nЕщё'), [
      ['Текст', null],
      ['Ещё', 'Часть'],
    ]);
  });

  it('recognises headings underlined with = and -, and does not take a horizontal rule for one', () => {
    assert.deepEqual(paragraphsOf('Сад\n===\n\nТекст.\n\n---\n\nВход\n---\n\nЕщё.'), [
      ['Текст.', 'Сад'],
      ['Ещё.', 'Сад › Вход'],
    ]);
  });

  it('skips a heading with nothing below it', () => {
    assert.deepEqual(paragraphsOf('# Пусто\n\n# Сад\n\nТекст.\n\n# Конец'), [['Текст.', 'Сад']]);
  });

  it('leaves the only top-level heading out, because it is the title', () => {
    assert.deepEqual(paragraphsOf('# Правила\n\nОдин.\n\n## Вход\n\nДва.', 'Правила'), [
      ['Один.', null],
      ['Два.', 'Вход'],
    ]);
  });

  it('makes paragraphs of headings when there is nothing else', () => {
    assert.deepEqual(paragraphsOf('# Сад\n\n## Вход'), [
      ['# Сад', null],
      ['## Вход', null],
    ]);
  });

  it('shows headings without emphasis, code and the targets of links', () => {
    assert.equal(markdownHeadings('## **Вход** в `сад` и [парк](https://example.org)')[0]?.text, 'Вход в сад и парк');
  });

  it('makes no paragraph of front matter', () => {
    const text = '---\ntitle: "Правила сада"\nlang: ru\n---\n\nТекст.';
    assert.equal(frontMatterField(text, 'title'), 'Правила сада');
    assert.deepEqual(textsOf(text), ['Текст.']);
    assert.equal(frontMatterField('Текст.\n\n---\ntitle: нет\n---\n', 'title'), null);
  });

  it('keeps a list of words whole and divides one of sentences', () => {
    const long = (start: string) => `${start} ${'слово '.repeat(40).trim()}`;
    assert.deepEqual(textsOf('- рвать цветы\n- жечь костры'), ['- рвать цветы\n- жечь костры']);
    assert.deepEqual(textsOf(`${long('1.')}\n${long('2.')}\n   и ещё`), [long('1.'), `${long('2.')}\n   и ещё`]);
    assert.deepEqual(textsOf('- один\n\n- два'), ['- один', '- два']);
  });

  it('divides a long table at its rows', () => {
    const row = `| ${'слово '.repeat(30)}|`;
    const parts = textsOf(Array(40).fill(row).join('\n'));
    const lengths = parts.map((part) => (part as string).length);
    assert.ok(lengths.length > 2 && Math.max(...lengths) <= 2000, `parts of ${lengths.join()} characters`);
    assert.equal(parts.join('\n'), Array(40).fill(row).join('\n'));
  });

  const fenced = (open: string, close: string) => `до\n\n${open}\n# один\n\nдва\n${close}\n\nпосле`;
  for (const [open, close] of [
    ['```', '```'],
    ['```ts', '```'],
    ['~~~~', '~~~~~'],
  ] as const) {
    it(`keeps what stands between ${open} and ${close} whole`, () => {
      assert.deepEqual(textsOf(fenced(open, close)), ['до', `${open}\n# один\n\nдва\n${close}`, 'после']);
    });
  }

  it('closes a fence only with marks of its kind and length', () => {
    assert.equal(textsOf('````\n```\n\n~~~~\n\nкод\n````\n\nпосле').length, 2);
  });

  it('reads three backticks around words in one line as inline code, not as a fence', () => {
    assert.equal(textsOf('```npm test``` проверяет всё.\n\nВторой абзац.').length, 2);
  });
});
