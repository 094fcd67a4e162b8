import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { micromark } from 'micromark';
import { cellsOf, itemOf, linesOfQuote, writeQuote } from '../../../src/protocol/quotes/quote-lines.ts';

const RUSSIAN = ['«', '»'] as const;
const LEASE = 'Арендатор обязан:\n- платить до 5-го\n  числа;\n- не шуметь.';

describe('the lines of a quote', () => {
  it('joins lines that only the width of the page broke', () => {
    assert.deepEqual(linesOfQuote('The rent is\npaid in\n  advance.'), ['The rent is paid in advance.']);
    assert.deepEqual(linesOfQuote('Астана\n— столица Казахстана'), ['Астана — столица Казахстана']);
  });

  it('keeps items of every kind on lines of their own', () => {
    assert.deepEqual(linesOfQuote(LEASE), ['Арендатор обязан:', '- платить до 5-го числа;', '- не шуметь.']);
    for (const [first, second] of [
      ['•', '•'],
      ['1.', '2.'],
      ['а)', 'б)'],
      ['(i)', '(ii)'],
      ['3.1', '3.2'],
      ['–', '–'],
    ]) {
      assert.deepEqual(linesOfQuote(`${first} oars;\n${second} boats`), [`${first} oars;`, `${second} boats`]);
    }
  });

  it('keeps rows of tables and paragraphs apart', () => {
    assert.deepEqual(linesOfQuote('Город | Сумма\nКазань | 4 500'), ['Город | Сумма', 'Казань | 4 500']);
    assert.deepEqual(linesOfQuote('One\nparagraph.\n\nAnother.'), ['One paragraph.', 'Another.']);
  });

  it('leaves out what only the source of a Markdown table needs', () => {
    assert.deepEqual(linesOfQuote('| Town | Sum |\n|:--|---|\n|Kazan|4,500|'), ['Town | Sum', 'Kazan | 4,500']);
    assert.deepEqual(linesOfQuote('|:--|:-:|\n| - |\n|---'), [':-- | :-:', '-']);
    const long = `|${'-'.repeat(1_000_000)}x`;
    assert.deepEqual(linesOfQuote(long), [long]);
  });
});

describe('an item and a row', () => {
  it('are recognised by what they begin with and by their bars', () => {
    assert.deepEqual(itemOf('• oars'), { marker: '-', text: 'oars' });
    assert.deepEqual(itemOf('2.1. oars'), { marker: '2.1.', text: 'oars' });
    assert.equal(itemOf('2024 was good'), null);
    assert.deepEqual(cellsOf('Казань | | 4 500'), ['Казань', '', '4 500']);
    assert.equal(cellsOf('a|b'), null);
  });
});

describe('a written quote', () => {
  it('is one line where it has one, without the bullet of a single item', () => {
    assert.equal(writeQuote('The rent\nis 690 [7].', ['“', '”']), '“The rent is 690 (7).”');
    assert.equal(writeQuote('• не шуметь', RUSSIAN), '«не шуметь»');
    assert.equal(writeQuote('б) не шуметь', RUSSIAN), '«б) не шуметь»');
  });

  it('has the items of a list on lines of their own, the first with its bullet before the mark', () => {
    assert.equal(writeQuote(LEASE, RUSSIAN), '«Арендатор обязан:\n- платить до 5-го числа;\n- не шуметь.»');
    assert.equal(writeQuote('• oars\n• boats', ['“', '”']), '- “oars\n- boats”');
  });

  it('has no link, picture or tag where a client renders Markdown and HTML', () => {
    const TEXTS = [
      '[rules](https://a.example/b)',
      '[rules]\n(https://a.example/b)',
      '![map](https://a.example/b.png)',
      '[![map](b.png)](https://a.example/)',
      'a:\n- [map]: https://a.example/b.png\n- ![map] and [map][] and [it][map]',
      '<img src=x onerror=alert(1)>',
      '</p><script>alert(1)</script>',
      '<!-- -->',
      '<https://a.example/>',
      '<\nimg src=x>',
      '[a](<javascript:alert(1)>)',
    ];
    for (const text of TEXTS) {
      for (const options of [{}, { allowDangerousHtml: true, allowDangerousProtocol: true }]) {
        const html = micromark(writeQuote(text, RUSSIAN), options);
        assert.doesNotMatch(html.replace(/<\/?(?:p|ul|li|br)(?: \/)?>/g, ''), /</, text);
      }
    }
    assert.equal(writeQuote('5 < 6, a[i], [1], (см. [ниже]): 3!', RUSSIAN), '«5 < 6, a[i], (1), (см. [ниже]): 3!»');
  });

  it('keeps its lines where a client renders Markdown', () => {
    const html = (quote: string) => micromark(writeQuote(quote, RUSSIAN)).replaceAll('\n', '');
    assert.equal(html('Берут:\n• воду\n• чай'), '<p>«Берут:</p><ul><li>воду</li><li>чай»</li></ul>');
    assert.equal(html('1. вода\n2. чай'), '<ol><li>«вода</li><li>чай»</li></ol>');
    assert.equal(html('а) вода\nб) чай'), '<p>«а) вода<br />б) чай»</p>');
    assert.equal(html('Чай | Вода\nЧёрный | 95'), '<p>«Чай | Вода<br />Чёрный | 95»</p>');
  });
});
