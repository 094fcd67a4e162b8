import { createHash } from 'node:crypto';
import path from 'node:path';
import { type PilcrowError, reasonOf } from '../errors.ts';
import { type Document, onOneLine } from './document.ts';
import { extensionOf } from './extension-of.ts';
import { findConverter } from './formats/doc/find-converter.ts';
import { readDoc } from './formats/doc/read-doc.ts';
import type { Format } from './formats/format-worker.ts';
import type { ReadText, TextDetails } from './formats/read-file.ts';
import { readInWorker } from './formats/read-in-worker.ts';
import { readFileBytes } from './read-file-bytes.ts';
import type { PictureOfText } from './recognition/recognised-page.ts';
import type { Recognition, RecognitionProgress } from './recognition/recognition.ts';
import { readSidecar, SIDECAR_SUFFIX } from './sidecar.ts';
import { unreadable } from './unreadable.ts';
import { type FolderContents, walkFolder } from './walk-folder.ts';

/** How files are read. */
export interface ReadingOptions {
  /** Larger files are refused. */
  maxBytes: number;
  /** Null or left out: pages that are pictures of text stay unread. */
  recognition?: Recognition | null | undefined;
  /** Called before each page that is recognised, and after the last one. */
  onRecognising?: ((progress: RecognitionProgress) => void) | undefined;
}

type Reader = (bytes: Uint8Array, options: ReadingOptions) => Promise<ReadText & TextDetails>;
const inWorker =
  (format: Format): Reader =>
  (bytes) =>
    readInWorker({ format, bytes });
const readPdf: Reader = async (bytes, { recognition, onRecognising: onProgress }) => {
  const recognise =
    recognition && (await recognition.state()).isReady
      ? (pictures: readonly PictureOfText[], signal: AbortSignal) =>
          recognition.recognise(bytes, { pictures, signal, onProgress })
      : undefined;
  return readInWorker({ format: 'pdf', bytes }, { recognise });
};

const readOldWord: Reader = (bytes) => readDoc(bytes);

/** The reader of each file extension: a new format is a line here and a reader in `formats/`. */
const READERS: Record<string, Reader> = {
  '.txt': inWorker('text'),
  '.text': inWorker('text'),
  '.md': inWorker('markdown'),
  '.markdown': inWorker('markdown'),
  '.pdf': readPdf,
  '.docx': inWorker('docx'),
  '.doc': readOldWord,
  '.html': inWorker('html'),
  '.htm': inWorker('html'),
  '.xhtml': inWorker('html'),
  '.odt': inWorker('odt'),
  '.rtf': inWorker('rtf'),
  '.epub': inWorker('epub'),
  '.fb2': inWorker('fb2'),
  '.fb2.zip': inWorker('fb2'),
  '.xlsx': inWorker('xlsx'),
  '.csv': inWorker('csv'),
  '.tsv': inWorker('csv'),
  '.pptx': inWorker('pptx'),
  '.eml': inWorker('eml'),
  '.ipynb': inWorker('ipynb'),
  '.srt': inWorker('captions'),
  '.vtt': inWorker('captions'),
  '.jsonl': inWorker('jsonLines'),
  '.ndjson': inWorker('jsonLines'),
};

/** What reading a file depends on beside its bytes, by its name: when it changes, the file is to be read again; '' for most. */
export async function readingDependsOn(file: string): Promise<string> {
  return READERS[extensionOf(file).toLowerCase()] === readOldWord ? ((await findConverter())?.kind ?? 'none') : '';
}

/** Names of hidden files and of temporary files of office programs and downloads. */
const TEMPORARY_FILE = /^(?:\.|~\$)|\.(?:tmp|part|crdownload)$|~$/i;

/** Whether a name is that of a hidden or temporary file, which is no document. */
export const isTemporaryFile = (name: string): boolean => TEMPORARY_FILE.test(name);

/** The extensions that can be read, as `.txt`. */
export const READABLE_EXTENSIONS = Object.keys(READERS);

/** Whether pages of a file, by its name, may be pictures of text that can be recognised. */
export function isRecognisable(file: string): boolean {
  return READERS[extensionOf(file).toLowerCase()] === readPdf;
}

/** Control characters, and marks that turn the direction of writing: a title stands among other words. */
const TURNING = /[^\P{Cc}\s]|[\u202a-\u202e\u2066-\u2069]/gu;

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
  const { files } = await walkDocuments(directory);
  return files.filter((file) => !file.endsWith(SIDECAR_SUFFIX)).sort();
}

/** What is in a documents folder, without hidden and temporary files. @throws DOCUMENT_UNREADABLE when it cannot be read. */
export async function walkDocuments(directory: string): Promise<FolderContents> {
  return walkFolder(directory, (name) => TEMPORARY_FILE.test(name)).catch((cause: unknown) => {
    throw unreadable(
      `Cannot read the documents folder "${directory}": ${reasonOf(cause)}; create it or set DOCUMENTS_DIR`,
      cause,
    );
  });
}

/**
 * Reads a file of the folder.
 *
 * @param file Its path, relative to `directory`.
 * @throws DOCUMENT_UNREADABLE that names the file and says what to do.
 */
export async function readDocumentFile(
  directory: string,
  file: string,
  { id = documentIdOf(file), ...options }: ReadingOptions & { id?: string },
): Promise<Document> {
  try {
    return await readDocument(path.join(directory, file), id, options);
  } catch (error) {
    throw cannotRead(file, error);
  }
}

/**
 * Reads one file wherever it is, and its sidecar.
 *
 * @param options.name The title of a document that has none.
 * @throws DOCUMENT_UNREADABLE (without the file's name: the caller knows it)
 */
export async function readDocument(
  filePath: string,
  id: string,
  { name = path.basename(filePath, extensionOf(filePath)), ...options }: ReadingOptions & { name?: string },
): Promise<Document> {
  const readBytes = READERS[extensionOf(filePath).toLowerCase()];
  if (!readBytes)
    throw unreadable(`this format is not supported; convert it to one of ${READABLE_EXTENSIONS.join(', ')}`);
  const bytes = await readFileBytes(filePath, options);
  if (bytes.length === 0) throw unreadable(EMPTY);
  const { title, language, act, url = null, ...read } = await readBytes(bytes, options);
  if (read.paragraphs.length === 0) throw unreadable(EMPTY);
  const sidecar = await readSidecar(filePath);
  return {
    id,
    title: onOneLine((sidecar.title ?? title ?? name).replace(TURNING, '')) || id,
    language: sidecar.language ?? language,
    date: sidecar.date ?? act?.date ?? null,
    act,
    questions: sidecar.questions,
    tags: sidecar.tags,
    url: sidecar.url ?? url,
    fetched: sidecar.fetched ?? null,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...read,
  };
}

/**
 * `reports/май 2024.txt` becomes `reports--май-2024`: one path segment, readable in an address. A file of an unknown format
 * keeps its extension: `report.xls` is not the document `report`.
 */
export function documentIdOf(file: string): string {
  const extension = extensionOf(file);
  const name = extension.toLowerCase() in READERS ? file.slice(0, -extension.length) : file;
  return name
    .normalize('NFC')
    .split(path.sep)
    .join('--')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-');
}

/** Adds the name of its file to an error, unless it is in it. @returns A DOCUMENT_UNREADABLE. */
export function cannotRead(file: string, error: unknown): PilcrowError {
  const message = reasonOf(error);
  const named = `Cannot read "${file}": `;
  return message.startsWith(named) ? (error as PilcrowError) : unreadable(named + message, error);
}
