import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { PilcrowError } from '../errors.ts';

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

/** Who may ask and read. */
export type AccessConfig = Readonly<{
  keys: readonly AccessKey[];
}>;

/** Nothing is said of who may ask and read: everyone who reaches the server may. */
export const OPEN_ACCESS: AccessConfig = { keys: [] };

/** The settings of this file, as the environment gives them. */
export const ACCESS_SETTINGS = {
  ACCESS_FILE: z.string().min(1).optional(),
};
type AccessSettings = z.infer<z.ZodObject<typeof ACCESS_SETTINGS>>;

const MIN_KEY_CHARACTERS = 16;
const name = z.string('must be a text').trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters');
const tags = z
  .array(z.string('must be a text').trim().min(1, 'must not be empty'), 'must be a list of tags')
  .min(1, 'must name a tag; leave it out for all documents')
  .optional();
const keySchema = z
  .strictObject(
    {
      name,
      key: z
        .string('must be a text')
        .regex(/^[\x21-\x7e]+$/, 'must be Latin letters, digits and signs, without blanks')
        .min(MIN_KEY_CHARACTERS, `must have at least ${MIN_KEY_CHARACTERS} characters`)
        .optional(),
      sha256: z
        .string('must be a text')
        .toLowerCase()
        .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')
        .optional(),
      tags,
    },
    'must be an object with name, key or sha256, and tags',
  )
  .refine(({ key, sha256 }) => (key === undefined) !== (sha256 === undefined), 'must have either key or sha256');
const fileSchema = z.strictObject(
  { keys: z.array(keySchema, 'must be a list').default([]) },
  'must be an object with keys',
);

/** Who may ask and read by the settings. @param directory What a relative path starts from. @throws CONFIG_INVALID */
export function accessOf(settings: AccessSettings, directory: string): AccessConfig {
  if (settings.ACCESS_FILE === undefined) return OPEN_ACCESS;
  const file = path.resolve(directory, settings.ACCESS_FILE);
  const { keys } = readAccessFile(file);
  return {
    keys: keys.map(({ name, key, sha256, tags = null }) => ({ name, sha256: sha256 ?? sha256Of(key!), tags })),
  };
}

/** Whether everyone may ask and read, without saying who they are. */
export function isOpen({ keys }: AccessConfig): boolean {
  return keys.length === 0;
}

/** SHA-256 in hexadecimal. */
export function sha256Of(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function readAccessFile(file: string): z.infer<typeof fileSchema> {
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
  const { keys } = parsed.data;
  if (keys.length === 0) throw refuse('it has no keys, so that no one could read');
  const twice = keys.find(({ name }, index) => keys.findIndex((other) => other.name === name) < index);
  if (twice) throw refuse(`two keys have the name "${twice.name}"`);
  return parsed.data;
}
