import { gunzipSync } from 'node:zlib';
import { elementAt, elementsOf, parseXml, textIn } from '../../documents/formats/xml/parse-xml.ts';

/** What a site map lists: pages, or further site maps. */
export interface Sitemap {
  kind: 'pages' | 'sitemaps';
  /** As they stand there. */
  addresses: string[];
}

const GZIP = [0x1f, 0x8b];
/** What a site map begins with, so that a page that is XML is none. */
const ROOT = /<(?:[\w-]+:)?(?:urlset|sitemapindex)[\s>]/;
const HEAD_BYTES = 4096;

/**
 * Reads a site map (https://www.sitemaps.org/protocol.html), plain or gzipped; null for what is none.
 *
 * @param options.maxBytes Of the text of one that is gzipped.
 * @throws DOCUMENT_UNREADABLE where its XML is damaged; RangeError where it is longer than `maxBytes`
 */
export function readSitemap(bytes: Uint8Array, { maxBytes }: { maxBytes: number }): Sitemap | null {
  const isZipped = GZIP.every((byte, index) => bytes[index] === byte);
  const plain = isZipped ? gunzipSync(bytes, { maxOutputLength: maxBytes }) : bytes;
  if (!ROOT.test(new TextDecoder().decode(plain.subarray(0, HEAD_BYTES)))) return null;
  const root = parseXml(new TextDecoder().decode(plain));
  const [kind, entry] = root.name === 'sitemapindex' ? (['sitemaps', 'sitemap'] as const) : (['pages', 'url'] as const);
  const addresses = elementsOf(root, entry).map((each) => textIn(elementAt(each, 'loc')).trim());
  return { kind, addresses: addresses.filter((address) => address !== '') };
}
