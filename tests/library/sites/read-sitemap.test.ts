import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readSitemap } from '../../../src/library/sites/read-sitemap.ts';

const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const read = (text: string | Buffer) => readSitemap(Buffer.from(text), { maxBytes: 100_000 });

describe('readSitemap', () => {
  it('lists the pages of a site map, plain or gzipped', () => {
    const text = `<?xml version="1.0"?>\n<urlset ${NAMESPACE}><url><loc> https://example.org/a?b=1&amp;c=2 </loc><lastmod>2026</lastmod></url>
      <url><loc><![CDATA[https://example.org/d]]></loc></url><url><loc/></url></urlset>`;
    const expected = { kind: 'pages', addresses: ['https://example.org/a?b=1&c=2', 'https://example.org/d'] };
    assert.deepEqual(read(text), expected);
    assert.deepEqual(read(gzipSync(text)), expected);
  });

  it('lists the site maps of an index', () => {
    const text = `<s:sitemapindex xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9"><s:sitemap><s:loc>https://example.org/1.xml</s:loc></s:sitemap></s:sitemapindex>`;
    assert.deepEqual(read(text), { kind: 'sitemaps', addresses: ['https://example.org/1.xml'] });
  });

  it('is null for pages, and for other XML', () => {
    for (const text of ['', '<!doctype html><title>urlset</title>', '<rss><channel/></rss>'])
      assert.equal(read(text), null);
  });

  it('refuses what is damaged, and what is longer than it may be', () => {
    assert.throws(() => read(`<urlset ${NAMESPACE}><url>`), /it is damaged/);
    assert.throws(() => read(gzipSync(Buffer.alloc(10_000_000, 'a'))), RangeError);
  });
});
