import { timingSafeEqual } from 'node:crypto';
import { type AccessKey, isOpen, sha256Of } from '../../config/access.ts';
import type { HttpConfig } from '../../config/http.ts';
import { bearerTokenOf, createTokenCheck } from '../security/bearer-tokens.ts';
import { ANYONE, type FindReader, type Reader } from './reader.ts';

/** Creates the function that finds out who asks and reads. Keys of the settings, and the admin token, are of those who see everything. */
export function createReaderFinder({
  access,
  apiKeys,
  adminToken,
}: Pick<HttpConfig, 'access' | 'apiKeys' | 'adminToken'>): FindReader {
  if (isOpen(access)) return () => ANYONE;
  const hasFullToken = createTokenCheck([...apiKeys, ...(adminToken === null ? [] : [adminToken])]);
  return (request) => {
    const token = bearerTokenOf(request);
    const key = token === null ? undefined : findKey(access.keys, token);
    if (key) return readerOfKey(key);
    return hasFullToken(request) ? ANYONE : null;
  };
}

/** The key that was sent. All are compared, so that the time does not depend on which one it is. */
function findKey(keys: readonly AccessKey[], sent: string): AccessKey | undefined {
  const digest = Buffer.from(sha256Of(sent), 'hex');
  return keys.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), digest))[0];
}

function readerOfKey({ name, tags }: AccessKey): Reader {
  return { owner: ownerOf('key', name, tags), readable: tags === null ? [] : [tags] };
}

/** Who owns a conversation: who may read other documents than before begins again. */
function ownerOf(kind: 'key', name: string, tags: readonly string[] | null): string {
  return JSON.stringify([kind, name, tags && [...tags].sort()]);
}
