import { parentPort } from 'node:worker_threads';
import { PilcrowError, reasonOf } from '../../errors.ts';
import { onOneLine } from '../document.ts';
import type { ReadFile, ReadText } from './read-file.ts';

const MAX_REASON_LENGTH = 160;

/** Each format with its reader, loaded when the first file of it comes. */
const LOADERS = {
  pdf: async () => (await import('./pdf/read-pdf.ts')).readPdf,
  docx: async () => (await import('./docx/read-docx.ts')).readDocx,
  epub: async () => (await import('./epub/read-epub.ts')).readEpub,
  html: async () => (await import('./html/read-html.ts')).readHtml,
} satisfies Record<string, () => Promise<ReadFile>>;

/** A format that is read in the worker. */
export type Format = keyof typeof LOADERS;

/** What the worker is asked: one file at a time. */
export interface ReadRequest {
  format: Format;
  bytes: Uint8Array;
}

/** What the worker says: any number of times that it goes on, then how it ended. */
export type WorkerMessage =
  | { type: 'progress' }
  | { type: 'read'; read: ReadText }
  | { type: 'unreadable'; reason: string };

const port = parentPort!;
const say = (message: WorkerMessage) => port.postMessage(message);

// Libraries leave promises behind when a damaged file stops them; whoever waits for the file hears of it by itself.
process.on('unhandledRejection', () => {});

port.on('message', async ({ format, bytes }: ReadRequest) => {
  try {
    const read = await LOADERS[format]();
    say({ type: 'read', read: await read(bytes, { onProgress: () => say({ type: 'progress' }) }) });
  } catch (error) {
    say({ type: 'unreadable', reason: stateOf(error) });
  }
});

/** What a library stumbled over says something to people only when it is not the library's own code. */
function stateOf(error: unknown): string {
  if (error instanceof PilcrowError) return error.message;
  const advice = 'save it again with the program it comes from';
  if (error instanceof RangeError) return `it is damaged, or elements stand too deep in each other; ${advice}`;
  if (error instanceof TypeError) return `it is damaged; ${advice}`;
  return `it is damaged (${onOneLine(reasonOf(error)).slice(0, MAX_REASON_LENGTH)}); ${advice}`;
}
