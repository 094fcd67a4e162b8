import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isPageAddress, pageAddress } from '../../../src/documents/addresses/page-address.ts';

describe('isPageAddress', () => {
  it('takes whole addresses of the web, with a place for a quote behind the host', () => {
    for (const address of [
      'https://example.org',
      'http://localhost:8080/a?b=c#d',
      'https://пример.рф/чай',
      'https://example.org/{quote}',
      'https://example.org/?q={quote}#:~:text={quote}',
    ]) {
      assert.equal(isPageAddress(address), true, address);
    }
  });

  it('takes nothing else', () => {
    for (const address of [
      '',
      '/tea',
      'tea.html',
      '//example.org/tea',
      'https:example.org',
      'https://',
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'ftp://example.org/',
      'https://user:secret@example.org/',
      'https://{quote}/',
      'https://{quote}.example.org/',
      'https://example.org:{quote}/',
      'https://exa mple.org/',
      'https://example.org/a\nb',
      'https://example.org/\u0000',
      `https://example.org/${'a'.repeat(2000)}`,
    ]) {
      assert.equal(isPageAddress(address), false, address);
    }
  });
});

describe('pageAddress', () => {
  it('has no place for a quote and no text fragment', () => {
    assert.equal(pageAddress('https://example.org/tea?q={quote}#kinds'), 'https://example.org/tea?q=#kinds');
    assert.equal(pageAddress('https://example.org/tea#kinds:~:text={quote}'), 'https://example.org/tea#kinds');
    assert.equal(pageAddress('https://example.org/tea#:~:text={quote}'), 'https://example.org/tea');
    assert.equal(pageAddress('https://example.org'), 'https://example.org/');
  });
});
