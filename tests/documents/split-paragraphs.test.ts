import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { splitParagraphs } from '../../src/documents/split-paragraphs.ts';

const paragraphsOf = (text: string, options?: { keepFences: boolean }) =>
  splitParagraphs(text, options).map(({ start, end }) => text.slice(start, end));

describe('splitParagraphs', () => {
  it('splits at blank lines and numbers from 1', () => {
    assert.deepEqual(splitParagraphs('Да.\n\nНет.'), [
      { number: 1, start: 0, end: 3 },
      { number: 2, start: 5, end: 9 },
    ]);
  });

  it('keeps hard-wrapped lines in one paragraph', () => {
    assert.deepEqual(paragraphsOf('взаимодействие с ООН\nи её учреждениями\n\nдалее'), [
      'взаимодействие с ООН\nи её учреждениями',
      'далее',
    ]);
  });

  for (const [name, gap] of Object.entries({
    'several blank lines': '\n\n\n\n',
    'a line of blanks and tabs': '\n \t \n',
    'a line of a no-break space': '\n\u00a0\n',
    'a form feed on its own line': '\n\f\n',
  })) {
    it(`splits at ${name}`, () => {
      assert.deepEqual(paragraphsOf(`один${gap}два`), ['один', 'два']);
    });
  }

  it('leaves outer blanks out of a paragraph and inner ones in it', () => {
    assert.deepEqual(paragraphsOf('\n\n   один  \n\n\fдва   слова\t\n'), ['один', 'два   слова']);
  });

  it('finds no paragraph where nothing is visible', () => {
    assert.deepEqual(paragraphsOf(' \n\t\n\f\n'), []);
    assert.deepEqual(paragraphsOf(''), []);
  });

  it('counts offsets in UTF-16 code units', () => {
    assert.deepEqual(splitParagraphs('😀\n\n😀!')[1], { number: 2, start: 4, end: 7 });
  });

  it('puts every visible character in exactly one paragraph', () => {
    const text = '  Заголовок\n\nа б\n в \n\n\n«г» …\n\f\nд';
    assert.equal(paragraphsOf(text).join('').replace(/\s/gu, ''), text.replace(/\s/gu, ''));
  });

  describe('in Markdown', () => {
    const fenced = (open: string, close: string) => `до\n\n${open}\nодин\n\nдва\n${close}\n\nпосле`;

    for (const [open, close] of [
      ['```', '```'],
      ['```ts', '```'],
      ['~~~~', '~~~~~'],
    ] as const) {
      it(`keeps what stands between ${open} and ${close} whole`, () => {
        const paragraphs = paragraphsOf(fenced(open, close), { keepFences: true });
        assert.deepEqual(paragraphs, ['до', `${open}\nодин\n\nдва\n${close}`, 'после']);
      });
    }

    it('closes a fence only with marks of its kind and length', () => {
      const text = '````\n```\n\n~~~~\n\nкод\n````\n\nпосле';
      assert.equal(paragraphsOf(text, { keepFences: true }).length, 2);
    });

    it('takes three backticks around words in a line for code in the line, not for a fence', () => {
      const text = '```npm test``` проверяет всё.\n\nВторой абзац.';
      assert.equal(paragraphsOf(text, { keepFences: true }).length, 2);
    });

    it('splits inside a fence when fences mean nothing', () => {
      assert.equal(paragraphsOf(fenced('```', '```')).length, 4);
    });
  });
});
