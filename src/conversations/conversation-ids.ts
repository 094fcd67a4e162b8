import { createHash, randomUUID } from 'node:crypto';

/* Ids of conversations say whose they are, so that no store has to: UUIDs of version 4 belong to everyone who has no name here, and who knows one may read
   it. In those of version 8 the last 12 digits are a hash of the rest and of the owner: 74 random bits, which cannot be guessed, and 48 that fit one owner. */

const RANDOM_DIGITS = 24;
const HASH_DIGITS = 12;
/** The place of the version in a UUID (RFC 9562). */
const VERSION_AT = 14;
const OWNED = '8';

/** A new id. @param owner Who alone may use it; undefined: everyone who has no name here. */
export function newConversationId(owner: string | undefined): string {
  const id = randomUUID();
  if (owner === undefined) return id;
  const random = `${id.slice(0, VERSION_AT)}${OWNED}${id.slice(VERSION_AT + 1, RANDOM_DIGITS)}`;
  return random + hashOf(random, owner);
}

/** Whether a conversation belongs to this owner; undefined: to everyone who has no name here. */
export function isConversationOf(id: string, owner: string | undefined): boolean {
  const isOwned = id[VERSION_AT] === OWNED;
  if (owner === undefined) return !isOwned;
  return isOwned && id.slice(RANDOM_DIGITS) === hashOf(id.slice(0, RANDOM_DIGITS), owner);
}

function hashOf(random: string, owner: string): string {
  return createHash('sha256').update(`${random}${owner}`).digest('hex').slice(0, HASH_DIGITS);
}
