import { createHmac, timingSafeEqual } from 'node:crypto';
import { sha256Of } from '../../config/access.ts';
import type { HttpConfig } from '../../config/http.ts';
import { ANYONE, type Reader, readerNamed } from './reader.ts';

/** What somebody enters to be let in: the key of a reader or of an assistant, or the password that all readers share. */
interface Secret {
  /** Names it in a token; empty for the password. */
  id: string;
  /** In hexadecimal. */
  sha256: string;
  reader: Reader;
  /** The assistant whose key it is; null for what belongs to readers. */
  assistant: string | null;
}

/** A secret that a request brings. */
export type KnownSecret = Pick<Secret, 'reader' | 'assistant'>;

/** A proof that a secret was entered, for a while. */
export interface Session extends Pick<Secret, 'assistant'> {
  token: string;
  /** ISO time. */
  expiresAt: string;
}

/** The secrets that let somebody in. */
export interface Secrets {
  /** Whether there are any. */
  isEmpty: boolean;
  /** What a key, or the token of a session, stands for. A password is no key: it is guessed more easily, and so goes where guesses are counted. */
  find(keyOrToken: string): KnownSecret | null;
  findBySession(token: string): KnownSecret | null;
  /** Begins a session of who entered this, a password or a key; null where it is neither. */
  begin(entered: string): Session | null;
}

const SESSION_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Creates what knows the secrets of the settings. A session is signed with the secret it was begun with: servers with the same settings know each other's, and
 * none outlives its secret. `now` gives the time in milliseconds.
 */
export function createSecrets(config: Pick<HttpConfig, 'access' | 'assistants'>, now = Date.now): Secrets {
  const secrets = secretsOf(config);
  const findEntered = (entered: string): Secret | null => {
    const sha256 = sha256Of(entered);
    // Compared with every one, so that the time does not depend on which it is.
    return secrets.filter((secret) => isSame(secret.sha256, sha256))[0] ?? null;
  };
  const findBySession = (token: string): Secret | null => {
    const [id = '', expires = '', signature = ''] = token.split('.');
    const secret = secrets.find((one) => encoded(one.id) === id);
    if (!secret || !isSame(signature, sign(secret, `${id}.${expires}`))) return null;
    return Number.parseInt(expires, 36) > now() ? secret : null;
  };
  return {
    isEmpty: secrets.length === 0,
    find(keyOrToken) {
      const entered = findEntered(keyOrToken);
      return entered !== null && entered.id !== '' ? entered : findBySession(keyOrToken);
    },
    findBySession,
    begin(entered) {
      const secret = findEntered(entered);
      if (secret === null) return null;
      const expires = now() + SESSION_MS;
      const signed = `${encoded(secret.id)}.${expires.toString(36)}`;
      const { assistant } = secret;
      return { assistant, token: `${signed}.${sign(secret, signed)}`, expiresAt: new Date(expires).toISOString() };
    },
  };
}

function secretsOf({ access, assistants }: Pick<HttpConfig, 'access' | 'assistants'>): Secret[] {
  const { passwordSha256, keys } = access;
  const password = { id: '', sha256: passwordSha256, reader: ANYONE, assistant: null };
  const ofReaders = keys.map(({ name, sha256, tags }) => {
    return { id: `key ${name}`, sha256, reader: readerNamed(name, { by: 'key', tags }), assistant: null };
  });
  const ofAssistants = [...assistants.values()].map(({ name, keySha256, tags }) => {
    const reader = readerNamed(name, { by: 'assistant', tags });
    return { id: `assistant ${name}`, sha256: keySha256, reader, assistant: name };
  });
  return [password, ...ofReaders, ...ofAssistants].filter((secret): secret is Secret => secret.sha256 !== null);
}

function encoded(id: string): string {
  return Buffer.from(id).toString('base64url');
}

function sign({ sha256 }: Secret, text: string): string {
  return createHmac('sha256', Buffer.from(sha256, 'hex')).update(`pilcrow session ${text}`).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  const [ours, theirs] = [Buffer.from(one), Buffer.from(other)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}
