import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { PilcrowError, reasonOf } from '../errors.ts';
import { detectLanguage } from '../language/detect-language.ts';
import { type Document, onOneLine } from './document.ts';
import { type ReadText, readMarkdown, readPlainText } from './read-text.ts';
import { readSidecar, SIDECAR_SUFFIX } from './sidecar.ts';

/** One reader a file extension: a new format is a line here and a `read-….ts` beside. */
const READERS: Record<string, (bytes: Uint8Array) => ReadText> = {
  '.txt': readPlainText,
  '.md': readMarkdown,
  '.markdown': readMarkdown,
};

/** The extensions that can be read, as `.txt`. */
export const READABLE_EXTENSIONS = Object.keys(READERS);

/** Why a file was left out: a DOCUMENT_UNREADABLE that names it. */
export interface DocumentProblem {
  documentId: string;
  error: PilcrowError;
}

/** What reading a folder gave: the documents that could be read, and why the others could not. */
export interface ReadDocuments {
  documents: Document[];
  problems: DocumentProblem[];
}

/**
 * Reads every document below `directory`, in the order of their paths. One bad file never keeps the others out.
 *
 * @param maxBytes Files larger than this are refused.
 * @throws DOCUMENT_UNREADABLE when the folder itself cannot be read.
 */
export async function readDocuments(directory: string, { maxBytes }: { maxBytes: number }): Promise<ReadDocuments> {
  const documents = new Map<string, Document>();
  const problems: DocumentProblem[] = [];
  for (const file of await listFiles(directory)) {
    const documentId = documentIdOf(file);
    try {
      if (documents.has(documentId)) throw unreadable(`its id "${documentId}" is taken by another file; rename one`);
      documents.set(documentId, await readDocument(path.join(directory, file), documentId, maxBytes));
    } catch (error) {
      problems.push({ documentId, error: unreadable(`Cannot read "${file}": ${reasonOf(error)}`, error) });
    }
  }
  return { documents: [...documents.values()], problems };
}

/** The paths of all document files below `directory`, relative to it, in order; hidden ones and sidecars are none. @throws DOCUMENT_UNREADABLE */
export async function listFiles(directory: string): Promise<string[]> {
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

/** Reads one file, and its sidecar. @throws DOCUMENT_UNREADABLE (without the file's name: the caller knows it) */
export async function readDocument(filePath: string, id: string, maxBytes: number): Promise<Document> {
  const read = READERS[path.extname(filePath).toLowerCase()];
  if (!read) throw unreadable(`this format is not supported; convert it to one of ${READABLE_EXTENSIONS.join(', ')}`);
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
    tags: sidecar.tags,
    text,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    paragraphs,
  };
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
