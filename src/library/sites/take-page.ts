import { Readable } from 'node:stream';
import type { FetchedPage } from '../../documents/document.ts';
import { documentIdOf } from '../../documents/read-documents.ts';
import { type ErrorCode, PilcrowError } from '../../errors.ts';
import type { SiteEvent, SitePage, SiteReport } from '../../protocol/sites.ts';
import type { DocumentLibrary } from '../library.ts';
import { pageFile } from './page-file.ts';
import type { SiteVisitor, Visit } from './site-visitor.ts';

type FetchedVisit = Extract<Visit, { kind: 'page' }>;
/** Of a page that is there. */
type ThereVisit = FetchedVisit | Extract<Visit, { kind: 'unchanged' }>;

/** A page that is a document already. */
export interface KnownPage {
  id: string;
  fetched: FetchedPage;
}

/** Takes pages one after another, and reports each. */
export interface PageTaker {
  /** By the address that is asked for. */
  known: ReadonlyMap<string, KnownPage>;
  report: SiteReport;
  visit(address: string): Promise<Visit>;
  /** Puts what was fetched into the library, or removes what is no more. */
  take(address: string, visit: Visit): Promise<void>;
  /** Reports why a page is not taken. */
  refuse(address: string, reason: string): void;
  /** Reports the limit at which taking pages ends. */
  end(reason: string): void;
}

interface TakerParts {
  library: DocumentLibrary;
  visitor: SiteVisitor;
  known: ReadonlyMap<string, KnownPage>;
  /** Of all documents, in small letters. */
  ids: Set<string>;
  onEvent: (event: SiteEvent) => void;
  signal: AbortSignal;
}

const HTML = ['text/html', 'application/xhtml+xml'];
/** What is wrong with one page; all else ends the work. */
const OF_ONE_PAGE: ErrorCode[] = ['DOCUMENT_REFUSED', 'DOCUMENT_EXISTS', 'DOCUMENT_UNREADABLE', 'REQUEST_INVALID'];

/** Creates a report, and what adds to it. */
function createReport(onEvent: TakerParts['onEvent']) {
  const report: SiteReport = { pages: [], problems: [], ended: null };
  return {
    report,
    refuse(address: string, reason: string) {
      report.problems.push({ address, message: `Cannot take "${address}": ${reason}` });
      onEvent({ event: 'page-refused', data: report.problems.at(-1)! });
    },
    note(page: SitePage) {
      report.pages.push(page);
      onEvent({ event: 'page-taken', data: page });
    },
  };
}

/** Creates what takes pages into a library. */
export function createPageTaker(parts: TakerParts): PageTaker {
  const { library, visitor, known, onEvent } = parts;
  const { report, refuse, note } = createReport(onEvent);
  /** The documents of pages, by the addresses that they came from in the end: one page may be asked for in several ways. */
  const taken = new Map<string, string>();
  const keep = async (address: string, page: FetchedVisit) => {
    if (!HTML.includes(page.mediaType)) {
      return refuse(address, `it is ${page.mediaType || 'of no known type'}, no HTML; save it, and add the file`);
    }
    try {
      const { id, change } = await keepPage(address, page, parts);
      taken.set(page.address, id);
      note({ address, documentId: id, change });
    } catch (error) {
      if (!(error instanceof PilcrowError) || !OF_ONE_PAGE.includes(error.code)) throw error;
      refuse(address, error.message);
    }
  };
  const takeThere = async (address: string, visit: ThereVisit) => {
    const own = known.get(address)?.id;
    const there = taken.get(visit.address) ?? known.get(visit.address)?.id;
    if (own !== undefined && there !== undefined && there !== own) {
      return refuse(address, leadsToOther({ own, there, address: visit.address }));
    }
    // One that is known by where it leads is asked for there from now on.
    const asked = own === undefined && there !== undefined ? visit.address : address;
    if (visit.kind === 'page' && !taken.has(visit.address)) return keep(asked, visit);
    const documentId = (own ?? there)!;
    taken.set(visit.address, documentId);
    note({ address, documentId, change: 'unchanged' });
  };
  const end = (reason: string) => {
    report.ended = reason;
  };
  return {
    ...{ known, report, refuse, end },
    visit: (address) => visitor.visit(address, known.get(address)?.fetched),
    async take(address, visit) {
      const page = known.get(address);
      if (visit.kind === 'ended') end(visit.reason);
      else if (visit.kind === 'page' || (visit.kind === 'unchanged' && page)) await takeThere(address, visit);
      else if (visit.kind !== 'missing' || page === undefined) refuse(address, visit.reason);
      else {
        await library.remove(page.id);
        note({ address, documentId: page.id, change: 'removed' });
      }
    },
  };
}

/** Says of a page that was a document of its own that it leads to another one now: that may be for a while, so removing it is left to its owner. */
function leadsToOther({ own, there, address }: { own: string; there: string; address: string }): string {
  return `it leads to "${address}", which is the document "${there}"; remove "${own}", which stays as it was, where its page is no more`;
}

/**
 * Puts a page in the place of the document that it is, or makes it one, whose address on the web is that of the page. What was said of a document since stays.
 *
 * @throws the errors of the library
 */
async function keepPage(
  address: string,
  page: FetchedVisit,
  { library, known, ids, signal }: TakerParts,
): Promise<{ id: string; change: SitePage['change'] }> {
  const document = known.get(address);
  const name = pageFile(address, (file) => ids.has(documentIdOf(file).toLowerCase()));
  const { etag, lastModified } = page;
  const fetched = { address, ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) };
  const received = await library.receive(Readable.from([page.bytes]), { name, signal });
  try {
    if (document) return await library.put(document.id, received, { metadata: { fetched }, signal });
    const metadata = { url: page.address, fetched };
    const { documents, problems } = await library.add([received], { metadata, signal });
    if (documents[0] === undefined) throw problems[0]!.error;
    ids.add(documents[0].id.toLowerCase());
    return documents[0];
  } finally {
    await library.discard(received);
  }
}
