import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type PilcrowError, reasonOf } from '../errors.ts';
import { detectLanguage } from '../language/detect-language.ts';
import { type Document, onOneLine } from './document.ts';
import type { Format } from './formats/format-worker.ts';
import type { ReadText } from './formats/read-file.ts';
import { readInWorker } from './formats/read-in-worker.ts';
import { readFileBytes } from './read-file-bytes.ts';
import { readMarkdown, readPlainText } from './read-text.ts';
import { unreadable } from './unreadable.ts';

type Reader = (bytes: Uint8Array) => ReadText | Promise<ReadText>;
const inWorker =
  (format: Format): Reader =>
  (bytes) =>
    readInWorker({ format, bytes });

/** One reader a file extension: a new format is a line here and a reader in `formats/`. */
const READERS: Record<string, Reader> = {
  '.txt': readPlainText,
  '.text': readPlainText,
  '.md': readMarkdown,
  '.markdown': readMarkdown,
  '.pdf': inWorker('pdf'),
  '.docx': inWorker('docx'),
  '.html': inWorker('html'),
  '.htm': inWorker('html'),
  '.xhtml': inWorker('html'),
  '.epub': inWorker('epub'),
};

/** What office programs and downloads leave in a folder for a while, and what is hidden. */
const PASSING_FILE = /^(?:\.|~\$)|\.(?:tmp|part|crdownload)$|~$/i;

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

const EMPTY = 'it is empty; put text in it or remove it';

/** Why a file was left out: a DOCUMENT_UNREADABLE that names it. */
export interface DocumentProblem {
  documentId: string;
  error: PilcrowError;
}

/**
 * The files below a folder that are documents, or would be in a format that can be read, sorted; paths are relative to the folder.
 *
 * @throws DOCUMENT_UNREADABLE when the folder cannot be read.
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
    .filter((file) => !file.split(path.sep).some((part) => PASSING_FILE.test(part)) && !file.endsWith(SIDECAR_SUFFIX))
    .sort();
}

/**
 * Reads one document.
 *
 * @param file Its path, relative to `directory`.
 * @throws DOCUMENT_UNREADABLE that names the file and says what to do.
 */
export async function readDocumentFile(
  directory: string,
  file: string,
  { maxBytes }: { maxBytes: number },
): Promise<Document> {
  try {
    const filePath = path.join(directory, file);
    const read = READERS[path.extname(file).toLowerCase()];
    if (!read)
      throw unreadable(`this format is not supported; convert it to one of ${Object.keys(READERS).join(', ')}`);
    const bytes = await readFileBytes(filePath, { maxBytes });
    if (bytes.length === 0) throw unreadable(EMPTY);
    const { text, paragraphs, title } = await read(bytes);
    if (paragraphs.length === 0) throw unreadable(EMPTY);
    const sidecar = await readSidecar(filePath);
    return {
      id: documentIdOf(file),
      title: sidecar.title ?? onOneLine(title ?? path.parse(file).name),
      language: sidecar.language ?? detectLanguage(text),
      date: sidecar.date ?? null,
      questions: sidecar.questions,
      tags: [],
      text,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      paragraphs,
    };
  } catch (error) {
    throw cannotRead(file, error);
  }
}

/** Where the sidecar of a file is, if it has one. */
export function sidecarOf(file: string): string {
  return `${file.slice(0, -path.extname(file).length)}${SIDECAR_SUFFIX}`;
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
 * extension: `report.xls` is not the document `report`.
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

/** The error with the name of its file, once. */
function cannotRead(file: string, error: unknown): PilcrowError {
  const message = reasonOf(error);
  const named = `Cannot read "${file}": `;
  return message.startsWith(named) ? (error as PilcrowError) : unreadable(named + message, error);
}
