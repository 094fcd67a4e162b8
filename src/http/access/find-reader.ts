import type { Request } from 'express';
import { type AccessConfig, isOpen } from '../../config/access.ts';
import type { HttpConfig } from '../../config/http.ts';
import { PilcrowError } from '../../errors.ts';
import { bearerTokenOf, createTokenCheck } from '../security/bearer-tokens.ts';
import { ANYONE, type FindReader, type Reader, readerNamed } from './reader.ts';
import type { KnownSecret, Secrets } from './secrets.ts';
import { sessionCookiesOf } from './session-cookie.ts';

/** Express's answer to whether an address is one of TRUST_PROXY; 0 is the one that the connection comes from. */
type IsTrusted = (address: string, hop: number) => boolean;

/**
 * Creates the function that finds out who asks and reads. Keys of API_KEYS, and the admin token, are of those who see everything. The key of an assistant makes a
 * reader of who is no other one.
 */
export function createReaderFinder(
  { access, apiKeys, adminToken }: Pick<HttpConfig, 'access' | 'apiKeys' | 'adminToken'>,
  secrets: Secrets,
): FindReader {
  const isForEveryone = isOpen(access);
  const hasFullToken = createTokenCheck([...apiKeys, ...(adminToken === null ? [] : [adminToken])]);
  return (request) => {
    const token = bearerTokenOf(request);
    const [sent, kept] = [
      token === null ? [] : [secrets.find(token)],
      sessionCookiesOf(request).map(secrets.findBySession),
    ];
    const known = [...sent, ...kept].filter((secret) => secret !== null);
    const isOfReader = (secret: KnownSecret | null) => secret?.assistant === null;
    const isFull = hasFullToken(request);
    const reader =
      sent.find(isOfReader)?.reader ??
      readerOfProxy(request, access) ??
      kept.find(isOfReader)?.reader ??
      // After those, so that a reader of some documents who sends the admin token as well stays one.
      (isForEveryone || isFull ? ANYONE : known[0]?.reader);
    return reader ? { reader, opens: (name) => isFull || known.some(({ assistant }) => assistant === name) } : null;
  };
}

/** The reader whose name the proxy in front sends; null where none does. Anybody else could send any name. @throws FORBIDDEN */
function readerOfProxy(request: Request, { nameHeader, names }: AccessConfig): Reader | null {
  const isTrusted = request.app.get('trust proxy fn') as IsTrusted;
  if (nameHeader === null || !isTrusted(request.socket.remoteAddress ?? '', 0)) return null;
  // Node.js reads headers as Latin-1; names in other letters are sent in UTF-8.
  const name = Buffer.from(String(request.headers[nameHeader] ?? ''), 'latin1')
    .toString()
    .trim();
  if (name === '') return null;
  const tags = names === null ? null : names.get(name);
  if (tags !== undefined) return readerNamed(name, { by: 'proxy', tags });
  throw new PilcrowError('FORBIDDEN', `Cannot let "${name}" read: the server does not know this name; ask its owner`);
}
