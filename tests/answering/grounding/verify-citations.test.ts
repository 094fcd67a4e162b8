import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verifyCitations } from '../../../src/answering/grounding/verify-citations.ts';
import { assertIncludes } from '../../support/assertions.ts';
import { paragraphOf, quoteOf } from '../found.ts';

const DOCUMENT = 'Tea 🍵\n\nGreen tea is steeped\nat 80 °C. 🍵🍵 Serve at once.\n\nЧай чёрный — кипятком.';
const title = paragraphOf(DOCUMENT, 'Tea 🍵');
const green = paragraphOf(DOCUMENT, 'Green tea is steeped\nat 80 °C. 🍵🍵 Serve at once.', { number: 2 });
const black = paragraphOf(DOCUMENT, 'Чай чёрный — кипятком.', { number: 3, language: 'ru' });

const canonicalText = async (documentId: string) => (documentId === 'tea' ? DOCUMENT : null);

describe('verifyCitations', () => {
  it('cites a quote as it stands in the document, with document and paragraph', async () => {
    const [citation] = await verifyCitations([quoteOf(green, 'is steeped\nat 80 °C')], canonicalText);
    const start = DOCUMENT.indexOf('is steeped');
    assert.deepEqual(citation, {
      marker: 1,
      documentId: 'tea',
      documentTitle: 'Tea',
      paragraph: 2,
      quote: 'is steeped\nat 80 °C',
      start,
      end: start + 'is steeped\nat 80 °C'.length,
      prefix: 'Tea 🍵\n\nGreen tea ',
      suffix: '. 🍵🍵 Serve at once.\n\nЧай чёрный — кипя',
      url: '/documents/tea#paragraph-2',
    });
  });

  it('names the page of a document that has pages', async () => {
    const [citation] = await verifyCitations([quoteOf({ ...green, page: 12 }, 'Serve')], canonicalText);
    assert.equal(citation?.page, 12);
  });

  it('names the headings, and the clause that the quote begins in', async () => {
    const at = (words: string) => DOCUMENT.indexOf(words);
    const clauses = [
      { start: at('Green'), number: '2.1' },
      { start: at('Serve'), number: '2.1 а)' },
    ];
    const placed = { ...green, heading: 'Tea › 2. Kinds', context: { clauses } };
    const quotes = [quoteOf(placed, 'is steeped'), quoteOf(placed, 'Serve'), quoteOf(black, 'кипятком')];
    const citations = await verifyCitations(quotes, canonicalText);
    assert.deepEqual(
      citations.map((citation) => [citation?.heading, citation?.clause]),
      [
        ['Tea › 2. Kinds', '2.1'],
        ['Tea › 2. Kinds', '2.1 а)'],
        [undefined, undefined],
      ],
    );
  });

  it('counts offsets in UTF-16 code units, so that the quote is the slice between them', async () => {
    const quotes = [quoteOf(green, '🍵 Serve'), quoteOf(black, 'кипятком'), quoteOf(title, '🍵')];
    const citations = await verifyCitations(quotes, canonicalText);
    assert.deepEqual(
      citations.map((citation) => citation?.quote),
      ['🍵 Serve', 'кипятком', '🍵'],
    );
    for (const citation of citations) {
      assert.equal(DOCUMENT.slice(citation!.start, citation!.end), citation!.quote);
      const around = citation!.prefix + citation!.quote + citation!.suffix;
      assert.ok(DOCUMENT.includes(around), `${around} stands in the document`);
    }
  });

  it('never splits a surrogate pair in the context around a quote', async () => {
    const cups = '🍵'.repeat(60);
    const text = `${cups}. Serve at once ${cups}`;
    const paragraph = paragraphOf(text, text);
    for (const words of ['. Serve', 'Serve at once', 'Serve at once ', ' Serve ']) {
      const [citation] = await verifyCitations([quoteOf(paragraph, words)], async () => text);
      const { prefix, suffix } = citation!;
      assertIncludes(text, prefix + words + suffix);
      for (const context of [prefix, suffix]) assert.equal(Buffer.from(context).toString(), context);
    }
  });

  it('has nothing before the first words and nothing after the last', async () => {
    const [first, last] = await verifyCitations([quoteOf(title, 'Tea'), quoteOf(black, 'кипятком.')], canonicalText);
    assert.deepEqual([first!.prefix, last!.suffix], ['', '']);
  });

  const outside = quoteOf(green, 'Green');
  for (const [problem, quote] of Object.entries({
    'words the paragraph says otherwise': quoteOf({ ...green, text: green.text.replace('80', '90') }, 'at 90 °C'),
    'words of a document that has moved on': quoteOf(
      { ...green, start: green.start + 1, end: green.end + 1 },
      'steeped',
    ),
    'an empty quote': quoteOf(green, ''),
    'a quote of blanks': quoteOf(green, '\n'),
    'a quote that begins before its paragraph': { ...outside, start: outside.start - 3 },
    'a quote that ends after its paragraph': { ...outside, end: green.end + 5 },
    'a quote of another paragraph': { ...quoteOf(black, 'кипятком'), paragraph: green },
    'a quote that ends before it starts': { paragraph: green, start: outside.end, end: outside.start },
    'a quote that begins inside a character': {
      ...quoteOf(green, '🍵 Serve'),
      start: quoteOf(green, '🍵 Serve').start + 1,
    },
    'a quote that ends inside a character': { ...quoteOf(green, 'C. 🍵'), end: quoteOf(green, 'C. 🍵').end - 1 },
    'a document that is not there': quoteOf({ ...green, documentId: 'coffee' }, 'steeped'),
  })) {
    it(`leaves out ${problem}`, async () => {
      assert.deepEqual(await verifyCitations([quote], canonicalText), [null]);
    });
  }

  it('numbers the citations that are left, in order', async () => {
    const quotes = [quoteOf(title, 'Tea'), quoteOf(green, ''), quoteOf(black, 'Чай'), quoteOf(green, 'tea')];
    const markers = (await verifyCitations(quotes, canonicalText)).map((citation) => citation?.marker ?? null);
    assert.deepEqual(markers, [1, null, 2, 3]);
  });

  it('says of a row of a table what its columns are called', async () => {
    const text = 'Tea | Water\nGreen | 80';
    const start = text.indexOf('Green');
    const table = { ...paragraphOf(text, text), context: { rows: [{ start, end: text.length }] } };
    const citations = await verifyCitations([quoteOf(table, 'Green | 80'), quoteOf(table, 'Tea')], async () => text);
    assert.deepEqual(
      citations.map((citation) => citation?.columns),
      [['Tea', 'Water'], undefined],
    );
  });

  it('reads a document once, however often it is quoted', async () => {
    const read: string[] = [];
    const quotes = [quoteOf(title, 'Tea'), quoteOf(green, 'tea'), quoteOf({ ...green, documentId: 'coffee' }, 'tea')];
    await verifyCitations(quotes, async (documentId) => {
      read.push(documentId);
      return canonicalText(documentId);
    });
    assert.deepEqual(read, ['tea', 'coffee']);
  });

  it('makes a valid URL from any document id', async () => {
    const odd = { ...green, documentId: 'чай & tea' };
    const [citation] = await verifyCitations([quoteOf(odd, 'steeped')], async () => DOCUMENT);
    assert.equal(citation!.url, `/documents/${encodeURIComponent('чай & tea')}#paragraph-2`);
  });

  it('throws the error with which a document could not be read', async () => {
    const read = async () => Promise.reject(new Error('the index is gone'));
    await assert.rejects(verifyCitations([quoteOf(title, 'Tea')], read), /the index is gone/);
  });
});
