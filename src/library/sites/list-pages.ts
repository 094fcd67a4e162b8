import type { SitesConfig } from '../../config/sites.ts';
import { isPageAddress, QUOTE_PLACE } from '../../documents/addresses/page-address.ts';
import { reasonOf } from '../../errors.ts';
import { readSitemap, type Sitemap } from './read-sitemap.ts';
import type { Visit } from './site-visitor.ts';
import type { PageTaker } from './take-page.ts';

/** Where to list from, and how much. */
interface ListOptions {
  /** Of the site map. */
  address: string;
  taker: Pick<PageTaker, 'visit' | 'refuse' | 'end'>;
  limits: Pick<SitesConfig, 'maxPages' | 'maxPageBytes'>;
}

/**
 * The pages of the same host that a site map lists, each once, up to the limit; those of site maps that it lists, too. What is left out is reported. Null where
 * what was fetched is no site map.
 */
export async function listPages(visit: Visit, options: ListOptions): Promise<string[] | null> {
  const { address, taker, limits } = options;
  const sitemap = sitemapIn(visit, options);
  if (sitemap === null) return null;
  const pages = new Set<string>();
  for (const part of sitemap.kind === 'pages' ? [address] : ownAddresses(sitemap, options)) {
    const listed = sitemap.kind === 'pages' ? sitemap : await partOf(part, options);
    if (listed === 'ended') break;
    for (const page of listed === null ? [] : ownAddresses(listed, options)) pages.add(page);
    if (pages.size > limits.maxPages) {
      taker.end(`it lists more than ${limits.maxPages} pages; raise SITE_MAX_PAGES`);
      break;
    }
  }
  return [...pages].slice(0, limits.maxPages);
}

/** A site map that another one lists; null where it cannot be read, which is reported. */
async function partOf(address: string, { taker, limits }: ListOptions): Promise<Sitemap | 'ended' | null> {
  const visit = await taker.visit(address);
  if (visit.kind === 'ended') {
    taker.end(visit.reason);
    return 'ended';
  }
  const listed = sitemapIn(visit, { address, taker, limits });
  if (listed?.kind === 'pages') return listed;
  taker.refuse(address, visit.kind === 'page' ? 'it is no site map that lists pages' : visit.reason);
  return null;
}

/** The site map in what was fetched, null where there is none; one that is damaged is reported, and lists nothing. */
function sitemapIn(visit: Visit, { address, taker, limits: { maxPageBytes } }: ListOptions): Sitemap | null {
  if (visit.kind !== 'page') return null;
  try {
    return readSitemap(visit.bytes, { maxBytes: maxPageBytes });
  } catch (error) {
    taker.refuse(address, `its site map cannot be read: ${reasonOf(error)}`);
    return { kind: 'pages', addresses: [] };
  }
}

/** The addresses of the host of a site map, as they are asked for. */
function ownAddresses({ addresses }: Sitemap, { address, taker }: ListOptions): string[] {
  const { host } = new URL(address);
  const isOwn = (each: string) => isPageAddress(each) && new URL(each).host === host;
  const own = addresses.filter(isOwn);
  const other = addresses.find((each) => !isOwn(each));
  if (other !== undefined) {
    const state = `${addresses.length - own.length} of what it lists is not of "${host}", such as "${other.slice(0, 200)}"`;
    taker.refuse(address, `${state}; add the site map of that host`);
  }
  return own.map(requestAddress);
}

/** An address as it is asked for: without a fragment, and without what would be a place for a quote in the address of a document. */
export function requestAddress(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return url.href.replaceAll(QUOTE_PLACE, encodeURIComponent(QUOTE_PLACE));
}
