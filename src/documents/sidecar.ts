import path from 'node:path';
import { z } from 'zod';
import { reasonOf } from '../errors.ts';
import type { LanguageTag } from '../protocol/language.ts';
import { addressSchema } from './addresses/page-address.ts';
import { type FetchedPage, onOneLine } from './document.ts';
import { extensionOf } from './extension-of.ts';
import { openRegularFile } from './open-regular-file.ts';
import { uniqueTags } from './tags.ts';
import { unreadable } from './unreadable.ts';

/** Ending of a sidecar: `report.meta.json` beside `report.txt` holds metadata that are not in the text. */
export const SIDECAR_SUFFIX = '.meta.json';
/** Length of a suggested question, in UTF-16 code units: the chat takes no longer ones. */
const MAX_QUESTION_LENGTH = 2000;
const MAX_QUESTIONS = 20;
const MAX_TITLE_LENGTH = 300;
const MAX_TAG_LENGTH = 50;
const MAX_TAGS = 20;
/** Of a header of a server, in UTF-16 code units. */
export const MAX_HEADER_LENGTH = 1000;
/** What software that reads BCP 47 tags has to take at least. */
const MAX_LANGUAGE_LENGTH = 35;
const LANGUAGE_PROBLEM = 'must be a BCP 47 tag such as "ru", "en" or "pt-BR"';

/** The title a document is shown under. */
export const titleSchema = z
  .string('must be a text')
  .trim()
  .min(1, 'must not be empty')
  .max(MAX_TITLE_LENGTH, `must have at most ${MAX_TITLE_LENGTH} characters`);

/** A document's tags. Without commas, which separate them in queries and forms; of tags that differ by case alone the first is kept. */
export const tagsSchema = z
  .array(
    z
      .string('must be a text')
      .overwrite(onOneLine)
      .min(1, 'must not be empty')
      .max(MAX_TAG_LENGTH, `must have at most ${MAX_TAG_LENGTH} characters`)
      .regex(/^[^,\p{Cc}]*$/u, 'must have neither commas nor control characters'),
    'must be a list',
  )
  .overwrite(uniqueTags)
  .max(MAX_TAGS, `must be at most ${MAX_TAGS}`);

/** The language of a document. */
export const languageSchema = z
  .string(LANGUAGE_PROBLEM)
  .max(MAX_LANGUAGE_LENGTH, LANGUAGE_PROBLEM)
  .refine((text) => canonicalTag(text) !== null, LANGUAGE_PROBLEM)
  .overwrite((text) => canonicalTag(text) ?? text)
  .describe('BCP 47 tag');

const suggested = z
  .array(z.string().overwrite(onOneLine).min(1).max(MAX_QUESTION_LENGTH))
  .max(MAX_QUESTIONS)
  .default([]);
/** What the server of a page said when it was fetched; written by the program. */
const fetchedSchema = z.strictObject({
  address: addressSchema,
  etag: z.string().max(MAX_HEADER_LENGTH).optional(),
  lastModified: z.string().max(MAX_HEADER_LENGTH).optional(),
});
const sidecarSchema = z.strictObject({
  title: z.string().trim().min(1).optional(),
  language: languageSchema.optional(),
  date: z.iso.date().optional(),
  tags: tagsSchema.default([]),
  url: addressSchema.optional(),
  fetched: fetchedSchema.optional(),
  questions: z.strictObject({ ru: suggested, en: suggested }).prefault({}),
});

/** The content of a sidecar. */
type Sidecar = z.infer<typeof sidecarSchema>;

/** Metadata set while a document is added or changed: null removes the value in its sidecar, undefined keeps it. */
export interface DocumentMetadata {
  title?: string | null | undefined;
  tags?: string[] | null | undefined;
  language?: LanguageTag | null | undefined;
  url?: string | null | undefined;
  fetched?: FetchedPage | null | undefined;
}

/** The path of a file's sidecar. */
export function sidecarPathOf(filePath: string): string {
  return `${filePath.slice(0, filePath.length - extensionOf(filePath).length)}${SIDECAR_SUFFIX}`;
}

/** Reads the sidecar of a file; a missing one is empty. @throws DOCUMENT_UNREADABLE (without the document's name) */
export async function readSidecar(filePath: string): Promise<Sidecar> {
  return parseSidecar(await readSidecarText(filePath), filePath);
}

/**
 * The text of a file's sidecar with these metadata set; null when nothing is left in it. Its other fields stay as they are.
 *
 * @throws DOCUMENT_UNREADABLE (without the document's name) when the present sidecar is invalid.
 */
export async function sidecarWith(
  filePath: string,
  metadata: DocumentMetadata,
): Promise<{ text: string | null; isChanged: boolean }> {
  const text = await readSidecarText(filePath);
  parseSidecar(text, filePath);
  const present = JSON.parse(text ?? '{}') as Record<string, unknown>;
  const changed = { ...present };
  for (const [name, value] of Object.entries(metadata)) {
    if (value === null || (Array.isArray(value) && value.length === 0)) delete changed[name];
    else if (value !== undefined) changed[name] = value;
  }
  if (JSON.stringify(changed) === JSON.stringify(present)) return { text, isChanged: false };
  const isEmpty = Object.keys(changed).length === 0;
  return { text: isEmpty ? null : `${JSON.stringify(changed, null, 2)}\n`, isChanged: true };
}

async function readSidecarText(filePath: string): Promise<string | null> {
  const sidecarPath = sidecarPathOf(filePath);
  try {
    const file = await openRegularFile(sidecarPath);
    return await file.readFile('utf8').finally(() => file.close());
  } catch (cause) {
    // A name that fits may be too long for its sidecar, which cannot be there then.
    if (['ENOENT', 'ENAMETOOLONG'].includes((cause as NodeJS.ErrnoException).code ?? '')) return null;
    throw unreadable(`its "${path.basename(sidecarPath)}" cannot be read: ${reasonOf(cause)}; correct it`, cause);
  }
}

function parseSidecar(text: string | null, filePath: string): Sidecar {
  try {
    return sidecarSchema.parse(JSON.parse(text ?? '{}'));
  } catch (cause) {
    const state = cause instanceof z.ZodError ? z.prettifyError(cause) : reasonOf(cause);
    const name = path.basename(sidecarPathOf(filePath));
    throw unreadable(`its "${name}" is wrong: ${onOneLine(state)}; correct it`, cause);
  }
}

/** A BCP 47 tag as it is usually written, `pt-BR` for `PT-br`; null for what is none. */
function canonicalTag(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    return null;
  }
}
