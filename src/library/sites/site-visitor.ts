import { setTimeout as sleep } from 'node:timers/promises';
import type { SitesConfig } from '../../config/sites.ts';
import type { FetchedPage } from '../../documents/document.ts';
import { MAX_HEADER_LENGTH } from '../../documents/sidecar.ts';
import { reasonOf } from '../../errors.ts';
import { type PageClient, PageFailure, type PageResponse, PageTooLarge } from './page-client.ts';
import { ALLOWING_ALL, ALLOWING_NOTHING, type RobotsRules, readRobotsRules } from './robots-rules.ts';

/** What became of asking for a page. */
export type Visit =
  | ({ kind: 'page'; mediaType: string; bytes: Uint8Array } & FetchedPage)
  | { kind: 'unchanged'; address: string; reason: string }
  /** The site has no such page any more. */
  | { kind: 'missing'; reason: string }
  | { kind: 'refused'; reason: string }
  /** A limit of all visits together is reached. */
  | { kind: 'ended'; reason: string };

/** Asks sites for pages, one after another. */
export interface SiteVisitor {
  /** @param known What was fetched before: one that has not changed is not sent again. `address` of what is there is the one that redirects led to. */
  visit(address: string, known?: FetchedPage | undefined): Promise<Visit>;
}

const MAX_REDIRECTS = 5;
/** Of one request. */
const TIMEOUT_MS = 30_000;
const MISSING = [404, 410];
const REDIRECTS = [301, 302, 303, 307, 308];
/** What a site says that is asked too often. */
const TOO_MANY = 429;
const ACCEPT = 'text/html, application/xhtml+xml, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1';

type Limits = Pick<SitesConfig, 'maxPageBytes' | 'maxBytes' | 'timeMs' | 'delayMs'>;

/** Creates a visitor with these limits for all its visits together. @param options.signal Ends a visit: it is thrown. */
export function createSiteVisitor(
  client: PageClient,
  limits: Limits,
  { signal }: { signal: AbortSignal },
): SiteVisitor {
  const request = createRequests(client, limits, signal);
  const robots = new Map<string, Promise<RobotsRules & { problem: string | null }>>();
  const robotsOf = (origin: string) => {
    if (!robots.has(origin)) robots.set(origin, fetchRobots(origin, request));
    return robots.get(origin)!;
  };
  const visit = async (address: string, known?: FetchedPage): Promise<Visit> => {
    let url = new URL(address);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const { isAllowed, delayMs, problem } = await robotsOf(url.origin);
      if (!isAllowed(url.pathname + url.search)) {
        return { kind: 'refused', reason: problem ?? `the robots.txt of "${url.host}" does not allow it` };
      }
      const response = await request(url, { headers: conditionsOf(known), delayMs });
      if (!REDIRECTS.includes(response.status)) return visitOf(response, url);
      const target = targetOf(response, url);
      if (target === null) return { kind: 'refused', reason: 'it leads nowhere' };
      // The page of another host is no page of this site; and a server inside could be meant.
      if (target.host !== url.host) return { kind: 'refused', reason: `it leads to "${target.origin}", another host` };
      url = target;
    }
    return { kind: 'refused', reason: `it leads from address to address, more than ${MAX_REDIRECTS} times` };
  };
  return { visit: (address, known) => visit(address, known).catch((error: unknown) => failedVisit(error, signal)) };
}

/** Thrown where no more may be fetched. */
class LimitReached extends Error {}

type Request = (url: URL, options: { headers?: Record<string, string>; delayMs?: number }) => Promise<PageResponse>;

/** Creates what asks for one address after another, not too often, within the limits. */
function createRequests(client: PageClient, limits: Limits, signal: AbortSignal): Request {
  const { maxPageBytes, maxBytes, timeMs } = limits;
  const deadline = performance.now() + timeMs;
  let bytesLeft = maxBytes;
  let nextAt = 0;
  return async (url, { headers = {}, delayMs = 0 }) => {
    const timeLeft = deadline - performance.now();
    const waitMs = Math.max(0, nextAt - performance.now());
    if (timeLeft <= waitMs) throw new LimitReached(`${timeMs / 60_000} minutes are over; raise SITE_MAX_MINUTES`);
    if (bytesLeft <= 0) throw new LimitReached(`${maxBytes / 1e6} MB were fetched; raise SITE_MAX_MB`);
    if (waitMs > 0) await sleep(waitMs, undefined, { signal });
    const ends = AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(Math.min(TIMEOUT_MS, timeLeft - waitMs)))]);
    try {
      const sent = { accept: ACCEPT, ...headers };
      const response = await client.get(url, {
        headers: sent,
        maxBytes: Math.min(maxPageBytes, bytesLeft),
        signal: ends,
      });
      bytesLeft -= response.bytes.length;
      return response;
    } catch (error) {
      if (error instanceof PageTooLarge) bytesLeft -= Math.min(maxPageBytes, bytesLeft);
      throw error;
    } finally {
      nextAt = performance.now() + Math.max(limits.delayMs, delayMs);
    }
  };
}

/** What the robots.txt of a site says; where it cannot be had, nothing is fetched (RFC 9309, 2.3.1). */
async function fetchRobots(origin: string, request: Request): Promise<RobotsRules & { problem: string | null }> {
  const unread = (reason: string) => {
    return { ...ALLOWING_NOTHING, problem: `the robots.txt of "${origin}" cannot be read: ${reason}` };
  };
  let url = new URL('/robots.txt', origin);
  try {
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const response = await request(url, { headers: { accept: 'text/plain, */*;q=0.1' } });
      const { status, bytes } = response;
      if (status === 200) return { ...readRobotsRules(new TextDecoder().decode(bytes)), problem: null };
      const target = REDIRECTS.includes(status) ? targetOf(response, url) : null;
      if (target === null) {
        const isAbsent = status >= 400 && status < 500 && status !== TOO_MANY;
        return isAbsent ? { ...ALLOWING_ALL, problem: null } : unread(`the server answers ${status}`);
      }
      url = target;
    }
    return { ...ALLOWING_ALL, problem: null };
  } catch (error) {
    if (error instanceof LimitReached) throw error;
    return unread(reasonOf(error));
  }
}

function conditionsOf(known: FetchedPage | undefined): Record<string, string> {
  return {
    ...(known?.etag !== undefined && { 'if-none-match': known.etag }),
    ...(known?.lastModified !== undefined && { 'if-modified-since': known.lastModified }),
  };
}

function targetOf({ headers: { location } }: PageResponse, from: URL): URL | null {
  const target = location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : null;
  return target !== null && /^https?:$/.test(target.protocol) && target.username + target.password === ''
    ? target
    : null;
}

function visitOf({ status, headers, bytes }: PageResponse, { href }: URL): Visit {
  if (status === 304) return { kind: 'unchanged', address: href, reason: 'its server says that it is as it was' };
  if (MISSING.includes(status)) return { kind: 'missing', reason: `the server answers ${status}` };
  if (status !== 200) return { kind: 'refused', reason: `the server answers ${status}` };
  const [mediaType = ''] = (headers['content-type'] ?? '').split(';');
  const { etag, 'last-modified': lastModified } = headers;
  return {
    ...{ kind: 'page', address: href, mediaType: mediaType.trim().toLowerCase(), bytes },
    ...(isKept(etag) && { etag }),
    ...(isKept(lastModified) && { lastModified }),
  };
}

function isKept(header: string | undefined): header is string {
  return header !== undefined && header.length <= MAX_HEADER_LENGTH;
}

function failedVisit(error: unknown, signal: AbortSignal): Visit {
  signal.throwIfAborted();
  if (error instanceof LimitReached) return { kind: 'ended', reason: error.message };
  const cause = error instanceof Error && error.cause instanceof PageFailure ? error.cause : error;
  const isLate = error instanceof Error && ['AbortError', 'TimeoutError'].includes(error.name);
  return { kind: 'refused', reason: isLate ? `it did not come within ${TIMEOUT_MS / 1000} s` : reasonOf(cause) };
}
