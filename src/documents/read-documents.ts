import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { PilcrowError, reasonOf } from '../errors.ts';
import { detectLanguage } from '../language/detect-language.ts';
import { type Document, onOneLine } from './document.ts';
import { type ReadText, readMarkdown, readPlainText } from './read-text.ts';

/** One reader a file extension: a new format is a line here and a `read-….ts` beside. */
const READERS: Record<string, (bytes: Uint8Array) => ReadText> = {
  '.txt': readPlainText,
  '.md': readMarkdown,
  '.markdown': readMarkdown,
};

/** `report.meta.json` beside `report.txt` says what the text cannot say of itself. */
const SIDECAR_SUFFIX = '.meta.json';
/** A question can be asked as it stands: no longer than the chat takes, in UTF-16 code units. */
const LONGEST_QUESTION = 2000;
const MOST_QUESTIONS = 20;
const suggested = z.array(z.string().overwrite(onOneLine).min(1).max(LONGEST_QUESTION)).max(MOST_QUESTIONS).default([]);
const sidecarSchema = z.strictObject({
  title: z.string().trim().min(1).optional(),
  language: z.enum(['ru', 'en']).optional(),
  date: z.iso.date().optional(),
  questions: z.strictObject({ ru: suggested, en: suggested }).prefault({}),
});

/** Why a file was left out: a DOCUMENT_UNREADABLE that names it. */
export interface DocumentProblem {
  documentId: string;
  error: PilcrowError;
}

/**
 * The files below a folder that may be documents, as paths inside it, in order; hidden ones and sidecars are none.
 *
 * @throws DOCUMENT_UNREADABLE when the folder itself cannot be read.
 */
export async function listDocumentFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw unreadable(
      `Cannot read the documents folder "${directory}": ${reasonOf(cause)}; create it or set DOCUMENTS_DIR`,
      cause,
    );
  });
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.split(path.sep).some((part) => part.startsWith('.')) && !file.endsWith(SIDECAR_SUFFIX))
    .sort();
}

/**
 * Reads one of them.
 *
 * @param maxBytes Larger files are refused.
 * @throws DOCUMENT_UNREADABLE that names the file.
 */
export async function readDocumentFile(
  directory: string,
  file: string,
  { maxBytes }: { maxBytes: number },
): Promise<Document> {
  try {
    return await readDocument(path.join(directory, file), documentIdOf(file), maxBytes);
  } catch (error) {
    throw unreadable(`Cannot read "${file}": ${reasonOf(error)}`, error);
  }
}

async function readDocument(filePath: string, id: string, maxBytes: number): Promise<Document> {
  const read = READERS[path.extname(filePath).toLowerCase()];
  if (!read) throw unreadable(`this format is not supported; convert it to one of ${Object.keys(READERS).join(', ')}`);
  const { size } = await stat(filePath);
  if (size > maxBytes) {
    throw unreadable(
      `it has ${megabytes(size)} MB, the limit is ${megabytes(maxBytes)} MB; split it or raise DOCUMENT_MAX_MB`,
    );
  }
  const bytes = await readFile(filePath);
  const { text, paragraphs, title } = read(bytes);
  if (paragraphs.length === 0) throw unreadable('it is empty; put text in it or remove it');
  const sidecar = await readSidecar(filePath);
  return {
    id,
    title: sidecar.title ?? onOneLine(title ?? path.parse(filePath).name),
    language: sidecar.language ?? detectLanguage(text),
    date: sidecar.date ?? null,
    questions: sidecar.questions,
    tags: [],
    text,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    paragraphs,
  };
}

/** Where the sidecar of a file is, if it has one. */
export function sidecarOf(filePath: string): string {
  return `${filePath.slice(0, -path.extname(filePath).length)}${SIDECAR_SUFFIX}`;
}

async function readSidecar(filePath: string): Promise<z.infer<typeof sidecarSchema>> {
  const sidecarPath = sidecarOf(filePath);
  const json = await readFile(sidecarPath, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null;
    throw unreadable(`its "${path.basename(sidecarPath)}" cannot be read: ${cause.message}; correct it`, cause);
  });
  try {
    return sidecarSchema.parse(JSON.parse(json ?? '{}'));
  } catch (cause) {
    const state = cause instanceof z.ZodError ? z.prettifyError(cause) : reasonOf(cause);
    throw unreadable(`its "${path.basename(sidecarPath)}" is wrong: ${onOneLine(state)}; correct it`, cause);
  }
}

/**
 * `reports/май 2024.txt` becomes `reports--май-2024`: one path segment, readable in an address. A file that no reader is for keeps its
 * extension: `report.pdf` is not the document `report`.
 */
export function documentIdOf(file: string): string {
  const extension = path.extname(file);
  const name = extension.toLowerCase() in READERS ? file.slice(0, -extension.length) : file;
  return name
    .normalize('NFC')
    .split(path.sep)
    .join('--')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-');
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1).replace(/\.0$/, '');
}

function unreadable(message: string, cause?: unknown): PilcrowError {
  return new PilcrowError('DOCUMENT_UNREADABLE', message, { cause });
}
