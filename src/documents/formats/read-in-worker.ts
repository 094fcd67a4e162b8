import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { reasonOf } from '../../errors.ts';
import { startWorker } from '../../runtime/start-worker.ts';
import { createWorkerClock } from '../../runtime/worker-clock.ts';
import type { PictureOfText, RecognisedPages } from '../recognition/recognised-page.ts';
import { unreadable } from '../unreadable.ts';
import type { ReadRequest, RecognisedReply, WorkerMessage } from './format-worker.ts';
import type { ReadText, TextDetails } from './read-file.ts';
import { LIMITS, type ReadingLimits, watchLimits } from './reading-limits.ts';

/** Recognises text in pictures of the file for the worker, whose time does not count meanwhile. */
type Recognise = (pictures: readonly PictureOfText[], signal: AbortSignal) => Promise<RecognisedPages>;

/** How a file is read. */
interface WorkerOptions {
  limits?: Partial<ReadingLimits>;
  recognise?: Recognise | undefined;
}

/** The objects of a page live until it is read: with a quarter of this room, a tenth of the time goes into copying them. */
const YOUNG_GENERATION_MB = 64;
/** An idle worker is stopped after this long, to free its memory. */
const IDLE_MS = 30_000;
const ADVICE = 'save it again with the program it comes from, or split it';

/** A worker, and the processor time that it has used, in ms. */
interface Reader {
  worker: Worker;
  cpuMs: () => number;
}

let current: Reader | null = null;
let idleTimer: NodeJS.Timeout | undefined;
let lastTask: Promise<unknown> = Promise.resolve();

/**
 * Reads a file in a worker thread, one file after another, so that a damaged one can neither stop nor fill the process.
 *
 * @throws DOCUMENT_UNREADABLE without the file's name.
 */
export function readInWorker(
  request: Pick<ReadRequest, 'format' | 'bytes'>,
  { limits, recognise }: WorkerOptions = {},
): Promise<ReadText & TextDetails> {
  const task = lastTask.then(() => readNow(request, { limits: { ...LIMITS, ...limits }, recognise }));
  lastTask = task.catch(() => {});
  return task;
}

type FileToRead = Pick<ReadRequest, 'format' | 'bytes'>;
type ReadingOptions = { limits: ReadingLimits; recognise: Recognise | undefined };

async function readNow(file: FileToRead, options: ReadingOptions): Promise<ReadText & TextDetails> {
  clearTimeout(idleTimer);
  current ??= start(options.limits);
  const reader = current;
  reader.worker.ref();
  try {
    return await answerOf(reader, file, options);
  } finally {
    reader.worker.unref();
    idleTimer = setTimeout(() => current === reader && void discard(reader), IDLE_MS).unref();
  }
}

function start({ heapMb }: ReadingLimits): Reader {
  const module = new URL(`./format-worker${path.extname(import.meta.filename)}`, import.meta.url);
  const worker = startWorker(module, null, {
    maxOldGenerationSizeMb: heapMb,
    maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
  });
  let thread: string | null = null;
  worker.on('message', (message: WorkerMessage) => {
    if (message.type === 'started') thread = message.thread;
  });
  const reader = { worker, cpuMs: createWorkerClock(worker, () => thread) };
  // A failure between two files must not end the process.
  worker.on('error', () => (current = current === reader ? null : current));
  return reader;
}

function answerOf(
  reader: Reader,
  file: FileToRead,
  { limits, recognise }: ReadingOptions,
): Promise<ReadText & TextDetails> {
  const { worker, cpuMs } = reader;
  const ended = new AbortController();
  return new Promise<ReadText & TextDetails>((resolve, reject) => {
    const giveUp = (state: string, cause?: unknown) => {
      end();
      void discard(reader).finally(() => reject(unreadable(`${state}; ${ADVICE}`, cause)));
    };
    const watch = watchLimits(limits, { cpuMs, onExceeded: giveUp });
    const recogniseFor = async (pictures: readonly PictureOfText[]) => {
      watch.pause();
      const recognised = await recognise!(pictures, ended.signal);
      watch.progress();
      worker.postMessage({ recognised } satisfies RecognisedReply);
    };
    const onMessage = (message: WorkerMessage) => {
      if (message.type === 'recognise') {
        recogniseFor(message.pictures).catch((error: unknown) => ended.signal.aborted || onError(error as Error));
      } else watch.progress();
      if (message.type !== 'read' && message.type !== 'unreadable') return;
      end();
      if (message.type === 'read') resolve(message.read);
      else reject(unreadable(message.reason));
    };
    const onError = (cause: NodeJS.ErrnoException) => giveUp(stateOf(cause, limits), cause);
    const onExit = () => giveUp('reading it was stopped');
    const end = () => {
      watch.end();
      ended.abort();
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    // Copied, because the caller still uses its bytes.
    const request = { ...file, bytes: Uint8Array.from(file.bytes), canRecognise: recognise !== undefined };
    worker.postMessage(request satisfies ReadRequest);
  });
}

function stateOf(error: NodeJS.ErrnoException, { heapMb }: ReadingLimits): string {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return `it takes more than ${heapMb} MB of memory to read`;
  return `reading it failed (${reasonOf(error)})`;
}

async function discard(reader: Reader): Promise<void> {
  if (current === reader) current = null;
  await reader.worker.terminate();
}
