import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { documentIdOf } from '../../../src/documents/read-documents.ts';
import { pageFile } from '../../../src/library/sites/page-file.ts';

const fileOf = (address: string) => pageFile(address, () => false);

describe('the file of a page', () => {
  it('has the host as its folder, and the path and query as its name', () => {
    for (const [address, file] of [
      ['https://www.example.org/', 'www.example.org/index.html'],
      ['https://www.example.org/tariffs/parking.html', 'www.example.org/tariffs--parking.html'],
      ['https://www.example.org/tariffs/', 'www.example.org/tariffs--index.html'],
      ['http://127.0.0.1:8080/a.php?id=7&x=y', '127.0.0.1-8080/a.php-id=7&x=y.html'],
      ['https://www.example.org/%D1%87%D0%B0%D0%B9', 'www.example.org/чай.html'],
      ['https://[2001:db8::1]/a', '2001-db8-1-/a.html'],
    ] as const) {
      assert.equal(fileOf(address), file);
    }
  });

  it('never leaves its folder, and is hidden nowhere', () => {
    for (const path of [
      '..%2f..%2fetc',
      '%2e%2e%5c%2e%2e',
      '.hidden',
      '%7E$lock',
      '%00',
      '%FF',
      'con',
      '***',
      'a%0Ab',
      `${'ж'.repeat(300)}`,
    ]) {
      const file = fileOf(`https://example.org/${path}`);
      assert.match(file, /^example\.org\/[^./~][^/\\\n\0]*\.html$/, file);
      assert.ok(Buffer.byteLength(file) < 230, file);
    }
  });

  it('is another one where its name is taken', () => {
    const first = fileOf('https://example.org/a--b');
    assert.equal(documentIdOf(first), 'example.org--a--b');
    const second = pageFile('https://example.org/a/b', (file) => file === first);
    assert.match(second, /^example\.org\/[\da-f]{8}-a--b\.html$/);
  });
});
