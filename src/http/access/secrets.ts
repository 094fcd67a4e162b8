import { createHmac, timingSafeEqual } from 'node:crypto';
import { type AccessConfig, sha256Of } from '../../config/access.ts';
import { ANYONE, type Reader, readerNamed } from './reader.ts';

/** What a reader shows to be let in: a key of their own, or the password that all share, which has no name. */
interface Secret {
  name: string | null;
  /** In hexadecimal. */
  sha256: string;
  tags: readonly string[] | null;
}

/** A proof that a secret was entered, for a while. */
export interface Session {
  token: string;
  /** ISO time. */
  expiresAt: string;
}

/** The secrets that let readers in. */
export interface Secrets {
  /** The reader whose key this is. A password is no key: it is guessed more easily, and so goes where guesses are counted. */
  readerOfKey(key: string): Reader | null;
  readerOfSession(token: string): Reader | null;
  /** Begins a session of who entered this, a password or a key; null where it is neither. */
  begin(entered: string): Session | null;
}

const SESSION_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Creates what knows the secrets of the settings. A session is signed with the secret it was begun with: servers with the same settings know each other's, and
 * none outlives its secret. `now` gives the time in milliseconds.
 */
export function createSecrets({ passwordSha256, keys }: AccessConfig, now: () => number = Date.now): Secrets {
  const password = passwordSha256 === null ? [] : [{ name: null, sha256: passwordSha256, tags: null }];
  const secrets: Secret[] = [...password, ...keys];
  const find = (entered: string): Secret | null => {
    const sha256 = sha256Of(entered);
    // Compared with every one, so that the time does not depend on which it is.
    return secrets.filter((secret) => isSame(secret.sha256, sha256))[0] ?? null;
  };
  return {
    readerOfKey(key) {
      const secret = find(key);
      return secret === null || secret.name === null ? null : readerOf(secret);
    },
    readerOfSession(token) {
      const [who = '', expires = '', signature = ''] = token.split('.');
      const secret = secrets.find((one) => encoded(one.name) === who);
      if (!secret || !isSame(signature, sign(secret, `${who}.${expires}`))) return null;
      return Number.parseInt(expires, 36) > now() ? readerOf(secret) : null;
    },
    begin(entered) {
      const secret = find(entered);
      if (secret === null) return null;
      const expires = now() + SESSION_MS;
      const signed = `${encoded(secret.name)}.${expires.toString(36)}`;
      return { token: `${signed}.${sign(secret, signed)}`, expiresAt: new Date(expires).toISOString() };
    },
  };
}

function readerOf({ name, tags }: Secret): Reader {
  return name === null ? ANYONE : readerNamed(name, { by: 'key', tags });
}

function encoded(name: string | null): string {
  return name === null ? '' : Buffer.from(name).toString('base64url');
}

function sign({ sha256 }: Secret, text: string): string {
  return createHmac('sha256', Buffer.from(sha256, 'hex')).update(`pilcrow session ${text}`).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  const [ours, theirs] = [Buffer.from(one), Buffer.from(other)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}
