import dns from 'node:dns';
import { once } from 'node:events';
import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { VERSION } from '../../config/version.ts';
import { isPrivateAddress } from './private-address.ts';

/** What a server answered; of anything but a page its body is not read. */
export interface PageResponse {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Uint8Array;
}

/** Fetches pages, without a cookie and without following redirects. */
export interface PageClient {
  /** @throws PageFailure, and whatever the network makes fail */
  get(
    url: URL,
    options: { headers: Record<string, string>; maxBytes: number; signal: AbortSignal },
  ): Promise<PageResponse>;
  /** Closes the connections. */
  close(): void;
}

/** Why a page is not fetched, in words. */
export class PageFailure extends Error {
  override name = 'PageFailure';
}

/** Thrown once so much was fetched of a page as it may have at most. */
export class PageTooLarge extends PageFailure {}

const USER_AGENT = `Pilcrow/${VERSION}`;
const DECODERS: Record<string, () => Duplex> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Creates a client. Unless it may, it connects to no address that is not of the public internet: names are looked up once for each connection, and the
 * addresses that are looked at are those that are connected to.
 *
 * @param options.lookup Finds the addresses of a name.
 */
export function createPageClient({
  allowsPrivateNetwork,
  lookup = dns.lookup as LookupFunction,
}: {
  allowsPrivateNetwork: boolean;
  lookup?: LookupFunction;
}): PageClient {
  const guarded = allowsPrivateNetwork ? lookup : guardedLookup(lookup);
  // Connections of their own: others of this process may lead elsewhere.
  const options = { keepAlive: true, lookup: guarded };
  const agents = { http: new http.Agent(options), https: new https.Agent(options) };
  return {
    async get(url, { headers, maxBytes, signal }) {
      const literal = url.hostname.replace(/^\[|\]$/g, '');
      // A name is looked up; an address is connected to as it is.
      if (!allowsPrivateNetwork && isIP(literal) !== 0 && isPrivateAddress(literal)) throw privateAddress(url.host);
      const sent = { 'user-agent': USER_AGENT, 'accept-encoding': 'gzip', ...headers };
      const { get, agent } =
        url.protocol === 'https:' ? { get: https.get, agent: agents.https } : { get: http.get, agent: agents.http };
      const request = get(url, { agent, headers: sent, signal });
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      request.on('error', () => {}); // What breaks now breaks the response, too.
      const { statusCode: status = 0 } = response;
      if (status !== 200) {
        response.destroy();
        return { status, headers: response.headers, bytes: new Uint8Array() };
      }
      return { status, headers: response.headers, bytes: await bodyOf(response, { maxBytes, signal }) };
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** A lookup that fails where any address of a name is private: of several, the system chooses which one is connected to. */
function guardedLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = error === null ? (found as dns.LookupAddress[]) : [];
      if (error !== null) callback(error, '');
      else if (addresses.some(({ address }) => isPrivateAddress(address))) callback(privateAddress(hostname), '');
      else if (options.all) callback(null, addresses);
      else callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
}

/** The body of a response, decompressed. @param options.maxBytes Of the decompressed one. */
async function bodyOf(
  response: IncomingMessage,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<Uint8Array> {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const decoder = DECODERS[encoding]?.();
  if (decoder === undefined && encoding !== 'identity') throw new PageFailure(`it is compressed as "${encoding}"`);
  const tooLarge = new PageTooLarge(`it has more than ${(maxBytes / 1e6).toFixed(2)} MB`);
  const chunks: Buffer[] = [];
  let length = 0;
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      length += chunk.length;
      if (length > maxBytes) throw tooLarge;
      chunks.push(chunk);
    }
  };
  const piped =
    decoder === undefined ? pipeline(response, collect, { signal }) : pipeline(response, decoder, collect, { signal });
  await piped.catch((error: unknown) => {
    // What breaks off may be reported by what it breaks.
    throw length > maxBytes ? tooLarge : error;
  });
  return Buffer.concat(chunks);
}

function privateAddress(host: string): PageFailure & NodeJS.ErrnoException {
  return new PageFailure(
    `"${host}" is an address of this machine or of a private network; SITE_PRIVATE_NETWORK=true allows these`,
  );
}
