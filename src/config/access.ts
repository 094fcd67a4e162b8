import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { PilcrowError } from '../errors.ts';
import { isThisMachine } from './this-machine.ts';

/** What somebody may read: documents with one of these tags; null: all. */
type ReadableTags = readonly string[] | null;

/** A key with which somebody asks and reads. */
export type AccessKey = Readonly<{
  /** Whose it is, for the log and for keeping conversations apart. */
  name: string;
  /** SHA-256 of the key, in hexadecimal. */
  sha256: string;
  tags: ReadableTags;
}>;

/** Who may ask and read. What it holds are secrets: never logged, never in a message. */
export type AccessConfig = Readonly<{
  /** Whether a setting says that everyone is meant to. */
  isMeantOpen: boolean;
  /** SHA-256 of the password that all readers share, in hexadecimal; null: there is none. */
  passwordSha256: string | null;
  keys: readonly AccessKey[];
  /** The header in which a proxy says the name of the reader, in small letters; null: none does. */
  nameHeader: string | null;
  /** What each name may read; null: every name that the proxy says, everything. */
  names: ReadonlyMap<string, ReadableTags> | null;
}>;

/** Nothing is said of who may ask and read: everyone who reaches the server may. */
export const OPEN_ACCESS: AccessConfig = {
  isMeantOpen: false,
  passwordSha256: null,
  keys: [],
  nameHeader: null,
  names: null,
};

const MIN_PASSWORD_CHARACTERS = 8;
/** A password or a key, as a reader enters it. */
export const MAX_PASSWORD_CHARACTERS = 200;

/** The settings of this file, as the environment gives them. */
export const ACCESS_SETTINGS = {
  ACCESS: z.literal('open', 'must be open, or left out where other settings say who may ask and read').optional(),
  READER_PASSWORD: z
    .string()
    .trim()
    .min(MIN_PASSWORD_CHARACTERS, `must have at least ${MIN_PASSWORD_CHARACTERS} characters`)
    .max(MAX_PASSWORD_CHARACTERS, `must have at most ${MAX_PASSWORD_CHARACTERS} characters`)
    .optional(),
  AUTH_HEADER: z
    .string()
    .trim()
    .toLowerCase()
    .regex(
      /^(?!(?:authorization|cookie|host|origin|x-forwarded-.*)$)[a-z0-9-]+$/,
      'must be the name of a header such as X-Remote-User',
    )
    .optional(),
  ACCESS_FILE: z.string().min(1).optional(),
};
type AccessSettings = z.infer<z.ZodObject<typeof ACCESS_SETTINGS>>;

/** The message for what is no object, and for a part of one that has no meaning: mistyped, it would silently say nothing. */
export function objectProblem(message: string) {
  return {
    error: ({ code, keys = [] }: { code?: string; keys?: readonly string[] }): string =>
      code === 'unrecognized_keys' ? `must not have ${keys.map((key) => `"${key}"`).join(', ')}` : message,
  };
}

const MIN_KEY_CHARACTERS = 16;
const name = z.string('must be a text').trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters');
/** Tags of the documents that somebody may read; left out for all. */
export const readableTagsSchema = z
  .array(z.string('must be a text').trim().min(1, 'must not be empty'), 'must be a list of tags')
  .min(1, 'must name a tag; leave it out for all documents')
  .optional();
export const keySchema = z
  .string('must be a text')
  .regex(/^[\x21-\x7e]+$/, 'must be Latin letters, digits and signs, without blanks')
  .min(MIN_KEY_CHARACTERS, `must have at least ${MIN_KEY_CHARACTERS} characters`);
export const sha256Schema = z
  .string('must be a text')
  .toLowerCase()
  .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');
const keyOfReaderSchema = z
  .strictObject(
    { name, key: keySchema.optional(), sha256: sha256Schema.optional(), tags: readableTagsSchema },
    objectProblem('must be an object with name, key or sha256, and tags'),
  )
  .refine(({ key, sha256 }) => (key === undefined) !== (sha256 === undefined), 'must have either key or sha256');
const namesSchema = z.record(
  name,
  z.strictObject({ tags: readableTagsSchema }, objectProblem('must be an object with tags')),
  'must be an object',
);
const fileSchema = z.strictObject(
  { keys: z.array(keyOfReaderSchema, 'must be a list').default([]), names: namesSchema.optional() },
  objectProblem('must be an object with keys, names, or both'),
);

/** Who may ask and read by the settings. @param directory What a relative path starts from. @throws CONFIG_INVALID */
export function accessOf(settings: AccessSettings, directory: string): AccessConfig {
  const { ACCESS, READER_PASSWORD: password, AUTH_HEADER: nameHeader = null, ACCESS_FILE: file } = settings;
  const { keys, names } =
    file === undefined
      ? { keys: [] }
      : readAccessFile(path.resolve(directory, file), { hasNames: nameHeader !== null });
  return {
    isMeantOpen: ACCESS === 'open',
    passwordSha256: password === undefined ? null : sha256Of(password),
    keys: keys.map(({ name, key, sha256, tags = null }) => ({ name, sha256: sha256 ?? sha256Of(key!), tags })),
    nameHeader,
    names: names === undefined ? null : new Map(Object.entries(names).map(([name, { tags = null }]) => [name, tags])),
  };
}

/** Whether everyone may ask and read, without saying who they are. */
export function isOpen({ nameHeader, passwordSha256, keys }: AccessConfig): boolean {
  return nameHeader === null && passwordSha256 === null && keys.length === 0;
}

/** What to say of a server that others reach, where no setting says who may ask and read; null where there is nothing to say. */
export function openAccessNotice({ host, http }: { host: string; http: { access: AccessConfig } }): string | null {
  if (isThisMachine(host) || !isOpen(http.access) || http.access.isMeantOpen) return null;
  const advice = 'set READER_PASSWORD, AUTH_HEADER or ACCESS_FILE, or ACCESS=open to say that it is meant';
  return `Everyone who reaches "${host}" can ask and read all documents; ${advice}`;
}

/** Problems of settings that do not go together. */
export function accessProblems(given: Record<string, string | undefined>): string[] {
  const closing = ['READER_PASSWORD', 'AUTH_HEADER', 'ACCESS_FILE'].filter((name) => given[name] !== undefined);
  const problems =
    given.ACCESS === undefined || closing.length === 0
      ? []
      : [`ACCESS: is open, while ${closing.join(' and ')} says who may ask and read; remove one`];
  // True and a number do not say which machine is the proxy, so that every one could send a name.
  if (given.AUTH_HEADER !== undefined && /^(?:true|false|\d*)$/.test(given.TRUST_PROXY?.trim() ?? '')) {
    problems.push(
      'AUTH_HEADER: needs TRUST_PROXY with the addresses of the proxy that sends it, such as loopback or 10.0.0.0/8',
    );
  }
  return problems;
}

/** SHA-256 in hexadecimal. However a keyboard composes its letters, a password is the same. */
export function sha256Of(secret: string): string {
  return createHash('sha256').update(secret.normalize('NFC')).digest('hex');
}

function readAccessFile(file: string, { hasNames }: { hasNames: boolean }): z.infer<typeof fileSchema> {
  const refuse = (state: string, cause?: unknown) =>
    new PilcrowError('CONFIG_INVALID', `Cannot use ACCESS_FILE "${file}": ${state}; docs/access.md shows one`, {
      cause,
    });
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw refuse(cause instanceof SyntaxError ? 'it is not valid JSON' : 'it cannot be read', cause);
  }
  const parsed = fileSchema.safeParse(given);
  if (!parsed.success) {
    // No message repeats a value: keys are secrets.
    throw refuse(parsed.error.issues.map(({ path, message }) => [path.join('.'), message].join(' ').trim()).join('; '));
  }
  const { keys, names = {} } = parsed.data;
  if (keys.length + Object.keys(names).length === 0)
    throw refuse('it has no keys and no names, so that no one could read');
  if (parsed.data.names && !hasNames) throw refuse('it has names, which a proxy has to send; set AUTH_HEADER');
  const twice = keys.find(({ name }, index) => keys.findIndex((other) => other.name === name) < index);
  if (twice) throw refuse(`two keys have the name "${twice.name}"`);
  return parsed.data;
}
