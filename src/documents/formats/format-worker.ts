import { parentPort } from 'node:worker_threads';
import { PilcrowError, reasonOf } from '../../errors.ts';
import { ownThread } from '../../runtime/worker-clock.ts';
import { detectLanguage } from '../../text/detect-language.ts';
import { onOneLine } from '../document.ts';
import { actOf } from '../opening/act-details.ts';
import type { PictureOfText, RecognisedPages, RecognisePages } from '../recognition/recognised-page.ts';
import type { StartedMessage } from './limited-worker.ts';
import type { ReadFile, ReadText, TextDetails } from './read-file.ts';

const MAX_REASON_LENGTH = 160;

/** The reader of each format, loaded with its first file. */
const LOADERS = {
  text: async () => inTurn((await import('./text/read-text.ts')).readPlainText),
  markdown: async () => inTurn((await import('./text/read-text.ts')).readMarkdown),
  pdf: async () => (await import('./pdf/read-pdf.ts')).readPdf,
  docx: async () => (await import('./docx/read-docx.ts')).readDocx,
  epub: async () => (await import('./epub/read-epub.ts')).readEpub,
  html: async () => (await import('./html/read-html.ts')).readHtml,
  xlsx: async () => (await import('./xlsx/read-xlsx.ts')).readXlsx,
  csv: async () => (await import('./csv/read-csv.ts')).readCsv,
  pptx: async () => (await import('./pptx/read-pptx.ts')).readPptx,
  odt: async () => (await import('./odt/read-odt.ts')).readOdt,
  rtf: async () => (await import('./rtf/read-rtf.ts')).readRtf,
  fb2: async () => (await import('./fb2/read-fb2.ts')).readFb2,
  eml: async () => (await import('./eml/read-eml.ts')).readEml,
  ipynb: async () => (await import('./ipynb/read-ipynb.ts')).readIpynb,
  captions: async () => (await import('./captions/read-captions.ts')).readCaptions,
  jsonLines: async () => (await import('./json-lines/read-json-lines.ts')).readJsonLines,
} satisfies Record<string, () => Promise<ReadFile>>;

function inTurn(read: (bytes: Uint8Array) => ReadText): ReadFile {
  return async (bytes) => read(bytes);
}

/** A format that is read in the worker. */
export type Format = keyof typeof LOADERS;

/** A request to the worker: one file at a time. */
export interface ReadRequest {
  format: Format;
  bytes: Uint8Array;
  /** Whether the worker may ask for text to be recognised. */
  canRecognise: boolean;
}

/** The answer to a worker that asked for text to be recognised. */
export interface RecognisedReply {
  recognised: RecognisedPages;
}

/** A message of the worker: once, which thread it is; then for each file any number of times that it makes progress or asks for text to be recognised, then the result. */
export type WorkerMessage =
  | StartedMessage
  | { type: 'progress' }
  | { type: 'recognise'; pictures: readonly PictureOfText[] }
  | { type: 'read'; read: ReadText & TextDetails }
  | { type: 'unreadable'; reason: string };

const port = parentPort!;
const send = (message: WorkerMessage) => port.postMessage(message);
send({ type: 'started', thread: ownThread() });

// Libraries leave rejected promises behind when a damaged file stops them; the awaited promise reports the failure.
process.on('unhandledRejection', () => {});

let onRecognised: (recognised: RecognisedPages) => void = () => {};
const recognise: RecognisePages = (pictures) =>
  new Promise((resolve) => {
    onRecognised = resolve;
    send({ type: 'recognise', pictures });
  });

port.on('message', async (message: ReadRequest | RecognisedReply) => {
  if ('recognised' in message) {
    onRecognised(message.recognised);
    return;
  }
  const { format, bytes, canRecognise } = message;
  try {
    const read = await LOADERS[format]();
    const options = { onProgress: () => send({ type: 'progress' }), recognise: canRecognise ? recognise : undefined };
    const text = await read(bytes, options);
    send({ type: 'read', read: { ...text, language: detectLanguage(text.text), act: actOf(text) } });
  } catch (error) {
    send({ type: 'unreadable', reason: stateOf(error) });
  }
});

/** Describes a failure. The message of a library is kept only when it is about the file, not about the library's own code. */
function stateOf(error: unknown): string {
  if (error instanceof PilcrowError) return error.message;
  const advice = 'save it again with the program it comes from';
  if (error instanceof RangeError) return `it is damaged, or elements stand too deep in each other; ${advice}`;
  if (error instanceof TypeError) return `it is damaged; ${advice}`;
  return `it is damaged (${onOneLine(reasonOf(error)).slice(0, MAX_REASON_LENGTH)}); ${advice}`;
}
