import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { PilcrowError } from '../../errors.ts';
import { isRestricted } from '../access/reader.ts';
import { readerOf } from '../access/reader-rule.ts';

/** Creates the check whether a request carries one of these secrets as its bearer token, in constant time. */
export function createTokenCheck(secrets: readonly string[]): (request: Request) => boolean {
  const digests = secrets.map(digestOf);
  return (request) => {
    const given = bearerTokenOf(request);
    if (given === null) return false;
    const digest = digestOf(given);
    // Compared with every secret, so that the time does not depend on which one it is.
    return digests.filter((known) => timingSafeEqual(known, digest)).length > 0;
  };
}

/** The token of `Authorization: Bearer …`; null where there is none. */
export function bearerTokenOf({ headers }: Pick<Request, 'headers'>): string | null {
  return /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}

/** Creates the rule that a call requires one of the keys, where any are set. @throws KEY_INVALID */
export function createKeyRule(apiKeys: readonly string[]): RequestHandler {
  const hasKey = createTokenCheck(apiKeys);
  return (request, response, next) => {
    if (apiKeys.length === 0 || hasKey(request)) return next();
    response.setHeader('WWW-Authenticate', 'Bearer');
    throw new PilcrowError(
      'KEY_INVALID',
      'Cannot answer: the key is missing or wrong; send one of API_KEYS as "Authorization: Bearer …"',
    );
  };
}

/**
 * Creates the rule that a call requires the admin token, of somebody who may read every document; where none is set, every call is refused.
 *
 * @param purpose What the call does, as the refusal says it: "change documents".
 * @throws FORBIDDEN, KEY_INVALID
 */
export function createAdminRule(adminToken: string | null, purpose: string): RequestHandler {
  const hasToken = createTokenCheck(adminToken === null ? [] : [adminToken]);
  return (request, response, next) => {
    if (adminToken === null) {
      throw new PilcrowError('FORBIDDEN', `Cannot ${purpose} over HTTP: it is switched off; set ADMIN_TOKEN`);
    }
    if (hasToken(request)) {
      if (!isRestricted(readerOf(response))) return next();
      throw new PilcrowError('FORBIDDEN', `Cannot ${purpose}: who reads only some documents may not; ask as another`);
    }
    response.setHeader('WWW-Authenticate', 'Bearer');
    throw new PilcrowError(
      'KEY_INVALID',
      `Cannot ${purpose}: the token is missing or wrong; send ADMIN_TOKEN as "Authorization: Bearer …"`,
    );
  };
}

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
