import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { splitParagraphs } from '../../../src/documents/canonical-text/split-paragraphs.ts';

const paragraphsOf = (text: string) => splitParagraphs(text).map(({ start, end }) => text.slice(start, end));

describe('splitParagraphs', () => {
  it('splits at blank lines and numbers from 1', () => {
    assert.deepEqual(splitParagraphs('Да.\n\nНет.'), [
      { number: 1, start: 0, end: 3, page: null, heading: null },
      { number: 2, start: 5, end: 9, page: null, heading: null },
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

  it('trims a paragraph and keeps the whitespace inside it', () => {
    assert.deepEqual(paragraphsOf('\n\n   один  \n\n\fдва   слова\t\n'), ['один', 'два   слова']);
  });

  it('finds no paragraph in invisible characters', () => {
    assert.deepEqual(paragraphsOf(' \n\t\n\f\n'), []);
    assert.deepEqual(paragraphsOf(''), []);
  });

  it('counts offsets in UTF-16 code units', () => {
    assert.deepEqual(splitParagraphs('😀\n\n😀!')[1], { number: 2, start: 4, end: 7, page: null, heading: null });
  });

  it('puts every visible character in exactly one paragraph', () => {
    const text = '  Заголовок\n\nа б\n в \n\n\n«г» …\n\f\nд';
    assert.equal(paragraphsOf(text).join('').replace(/\s/gu, ''), text.replace(/\s/gu, ''));
  });
});
