import type { LookupFunction } from 'node:net';
import type { SitesConfig } from '../../config/sites.ts';
import { isPageAddress, QUOTE_PLACE } from '../../documents/addresses/page-address.ts';
import { PilcrowError } from '../../errors.ts';
import type { SiteEvent, SiteReport } from '../../protocol/sites.ts';
import { createTaskQueue } from '../../runtime/task-queue.ts';
import type { DocumentReader } from '../../stores/document-reader.ts';
import type { DocumentLibrary } from '../library.ts';
import { listPages, requestAddress } from './list-pages.ts';
import { createPageClient } from './page-client.ts';
import { createSiteVisitor } from './site-visitor.ts';
import { createPageTaker, type KnownPage, type PageTaker } from './take-page.ts';

/** How pages are taken. */
export interface SiteOptions {
  onEvent?: ((event: SiteEvent) => void) | undefined;
  /** Ends it between two pages; those that were taken stay. */
  signal?: AbortSignal | undefined;
}

/** Documents that are pages of sites. Each is kept and in the index once it is reported; one call is made after another. */
export interface SiteLibrary {
  /** Takes a page, or all pages of the same host that a site map lists. @throws REQUEST_INVALID for what is no address; the errors of the library */
  add(address: string, options?: SiteOptions): Promise<SiteReport>;
  /** Takes what changed of all pages that were taken before, and removes those that their sites have no more. @throws the errors of the library */
  refresh(options?: SiteOptions): Promise<SiteReport>;
}

/** What taking pages needs of the program around it. */
interface SiteParts {
  config: SitesConfig;
  library: DocumentLibrary;
  store: Pick<DocumentReader, 'documents'>;
  /** Finds the addresses of a host; that of the system when it is left out. */
  lookup?: LookupFunction | undefined;
}

/** Creates what takes pages of sites into a library. */
export function createSiteLibrary(parts: SiteParts): SiteLibrary {
  // Two at once would ask a site twice as often.
  const enqueueTask = createTaskQueue();
  return {
    add: async (given, options = {}) => {
      const address = startAddress(given);
      return enqueueTask(() =>
        withTaker(parts, options, async (taker) => {
          const visit = await taker.visit(address);
          const addresses = await listPages(visit, { address, taker, limits: parts.config });
          await (addresses === null ? taker.take(address, visit) : takeAll(addresses, taker, options));
        }),
      );
    },
    refresh: (options = {}) =>
      enqueueTask(() => withTaker(parts, options, (taker) => takeAll([...taker.known.keys()], taker, options))),
  };
}

async function withTaker(
  { config, library, store, lookup }: SiteParts,
  { onEvent = () => {}, signal = new AbortController().signal }: SiteOptions,
  work: (taker: PageTaker) => Promise<void>,
): Promise<SiteReport> {
  signal.throwIfAborted();
  const client = createPageClient({ ...config, ...(lookup && { lookup }) });
  try {
    const documents = await store.documents();
    const pages = documents.flatMap(({ id, fetched }): KnownPage[] => (fetched === null ? [] : [{ id, fetched }]));
    const taker = createPageTaker({
      library,
      visitor: createSiteVisitor(client, config, { signal }),
      known: new Map(pages.map((page) => [page.fetched.address, page])),
      ids: new Set(documents.map(({ id }) => id.toLowerCase())),
      onEvent,
      signal,
    });
    await work(taker);
    onEvent({ event: 'site-end', data: taker.report });
    return taker.report;
  } finally {
    client.close();
  }
}

/** Takes pages until there are no more, or a limit is reached. */
async function takeAll(
  addresses: readonly string[],
  taker: PageTaker,
  { onEvent = () => {} }: SiteOptions,
): Promise<void> {
  for (const [done, address] of addresses.entries()) {
    onEvent({ event: 'site-progress', data: { done, total: addresses.length } });
    const visit = await taker.visit(address);
    await taker.take(address, visit);
    if (visit.kind === 'ended') return;
  }
}

/** @throws REQUEST_INVALID */
function startAddress(given: string): string {
  if (!isPageAddress(given.trim()) || given.includes(QUOTE_PLACE)) {
    const state = 'it is no address of the web; give one such as https://www.example.org/sitemap.xml';
    throw new PilcrowError('REQUEST_INVALID', `Cannot add "${given.slice(0, 300)}": ${state}`);
  }
  return requestAddress(given.trim());
}
