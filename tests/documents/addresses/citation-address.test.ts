import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressOnPage, citationAddress } from '../../../src/documents/addresses/citation-address.ts';

const PAGE = 'https://www.example.org/tea';

/** What a browser marks, decoded: the terms of the text directive of an address. */
function marked(address: string): string[] {
  const directive = address.split('#:~:text=')[1] ?? '';
  return directive.split(',').map(decodeURIComponent);
}

describe('the address of a quote', () => {
  it('is that of the reader, relative to the server, where its document has no page', () => {
    const place = { documentUrl: null, documentId: 'чай/1', number: 3 };
    assert.equal(citationAddress(place, 'Steeped.'), '/documents/%D1%87%D0%B0%D0%B9%2F1#paragraph-3');
    assert.equal(citationAddress({ ...place, documentUrl: PAGE }, 'Steeped.'), `${PAGE}#:~:text=Steeped.`);
  });
});

describe('the address of a quote on the page of its document', () => {
  it('has the quote as a text fragment, its own signs encoded', () => {
    const address = addressOnPage(PAGE, 'Tea, black & well-steeped (at 80 °C): 5% «да»');
    assert.equal(
      address,
      `${PAGE}#:~:text=Tea%2C%20black%20%26%20well%2Dsteeped%20%28at%2080%20%C2%B0C%29%3A%205%25%20%C2%AB%D0%B4%D0%B0%C2%BB`,
    );
    assert.equal(new URL(address).href, address);
  });

  it('keeps the fragment that the page has, but no text fragment', () => {
    assert.equal(addressOnPage(`${PAGE}#kinds`, 'Black tea'), `${PAGE}#kinds:~:text=Black%20tea`);
    assert.equal(addressOnPage(`${PAGE}#:~:text=green`, 'Black tea'), `${PAGE}#:~:text=Black%20tea`);
    assert.equal(addressOnPage(`${PAGE}#kinds:~:text=green`, 'Black tea'), `${PAGE}#kinds:~:text=Black%20tea`);
  });

  it('gives a long quote by its first and last words', () => {
    const quote = `Настой чая из горных трав готовят так: ${'сначала греют воду, '.repeat(20)}потом заливают траву и ждут ровно десять минут.`;
    assert.deepEqual(marked(addressOnPage(PAGE, quote)), [
      'Настой чая из горных трав готовят так: сначала',
      'потом заливают траву и ждут ровно десять минут.',
    ]);
  });

  it('divides languages without blanks at words, and pairs of code units nowhere', () => {
    const quote = '这是关于绿茶的文章。'.repeat(40);
    const [start = '', end = ''] = marked(addressOnPage(PAGE, quote));
    assert.ok(
      quote.startsWith(start) && quote.endsWith(end) && start.length < 30 && end.length < 30,
      `${start}, ${end}`,
    );
    assert.equal(addressOnPage(PAGE, '🍵 \ud83c tea'), `${PAGE}#:~:text=%F0%9F%8D%B5%20tea`);
  });

  it('goes from line to line of a list, without its marks', () => {
    assert.deepEqual(marked(addressOnPage(PAGE, '- Green tea\n- White tea\n- Black tea')), ['Green tea', 'Black tea']);
    assert.deepEqual(marked(addressOnPage(PAGE, '1) зелёный;\n2) чёрный.')), ['зелёный;', 'чёрный.']);
  });

  it('goes from cell to cell of a table', () => {
    assert.deepEqual(marked(addressOnPage(PAGE, '| Tea | °C |\n|---|---|\n| Green | 80 |')), ['Tea', '80']);
  });

  it('has no marks of Markdown, which a page does not show', () => {
    const quote = '## Kinds\n\nThe **green** one of [the list](https://example.org/a_b) has `snake_case`';
    assert.deepEqual(marked(addressOnPage(PAGE, quote)), ['Kinds', 'The green one of the list has snake_case']);
  });

  it('is that of the page where a quote has no words', () => {
    assert.equal(addressOnPage(`${PAGE}#kinds`, '— — —'), `${PAGE}#kinds`);
    assert.equal(addressOnPage(`${PAGE}?q={quote}`, '***'), `${PAGE}?q=`);
  });

  it('fills the place for a quote that the address has', () => {
    assert.equal(addressOnPage(`${PAGE}?find={quote}#top`, 'Black & green'), `${PAGE}?find=Black%20%26%20green#top`);
    assert.equal(addressOnPage(`${PAGE}#a:~:text={quote}`, 'Black tea'), `${PAGE}#a:~:text=Black%20tea`);
    const lines = addressOnPage(`${PAGE}?find={quote}#:~:text={quote}`, 'Green tea\n\nBlack tea');
    assert.equal(lines, `${PAGE}?find=Green%20tea%20Black%20tea#:~:text=Green%20tea,Black%20tea`);
  });

  it('never gets another host, or another parameter, by what a quote says', () => {
    for (const quote of ['@evil.example/x', '&admin=1', '#:~:text=x', '../../../y', '\\evil.example', 'a%2e%2e/b']) {
      const { host, pathname, searchParams, hash } = new URL(addressOnPage(`${PAGE}?find={quote}`, quote));
      assert.deepEqual([host, pathname, [...searchParams.keys()], hash], ['www.example.org', '/tea', ['find'], '']);
      const inPath = new URL(addressOnPage(`${PAGE}/{quote}`, quote));
      assert.deepEqual([inPath.host, inPath.pathname.startsWith('/tea/')], ['www.example.org', true], quote);
    }
  });
});
