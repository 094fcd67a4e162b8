import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { reasonOf } from '../../errors.ts';
import { startWorker } from '../../runtime/start-worker.ts';
import { unreadable } from '../unreadable.ts';
import type { ReadRequest, WorkerMessage } from './format-worker.ts';
import type { ReadText } from './read-file.ts';

/** Limits on reading one file. */
interface ReadingLimits {
  /** Time without progress, such as a page read. */
  stuckMs: number;
  wholeMs: number;
  /** JavaScript heap of the worker. */
  heapMb: number;
  /** Growth of the process while the file is read, since buffers are outside the heap. */
  growthMb: number;
}

const LIMITS: ReadingLimits = { stuckMs: 10_000, wholeMs: 30_000, heapMb: 512, growthMb: 1000 };
const WATCH_MS = 100;
/** An idle worker is stopped after this long, to free its memory. */
const IDLE_MS = 30_000;
const ADVICE = 'save it again with the program it comes from, or split it';

let current: Worker | null = null;
let idleTimer: NodeJS.Timeout | undefined;
let lastTask: Promise<unknown> = Promise.resolve();

/**
 * Reads a file in a worker thread, one file after another, so that a damaged one can neither stop nor fill the process.
 *
 * @throws DOCUMENT_UNREADABLE without the file's name.
 */
export function readInWorker(request: ReadRequest, limits: Partial<ReadingLimits> = {}): Promise<ReadText> {
  const task = lastTask.then(() => readNow(request, { ...LIMITS, ...limits }));
  lastTask = task.catch(() => {});
  return task;
}

async function readNow(request: ReadRequest, limits: ReadingLimits): Promise<ReadText> {
  clearTimeout(idleTimer);
  current ??= start(limits);
  const worker = current;
  worker.ref();
  try {
    return await answerOf(worker, request, limits);
  } finally {
    worker.unref();
    idleTimer = setTimeout(() => current === worker && void discard(worker), IDLE_MS).unref();
  }
}

function start({ heapMb }: ReadingLimits): Worker {
  const module = new URL(`./format-worker${path.extname(import.meta.filename)}`, import.meta.url);
  const worker = startWorker(module, null, { maxOldGenerationSizeMb: heapMb });
  // A failure between two files must not end the process.
  worker.on('error', () => (current = current === worker ? null : current));
  return worker;
}

function answerOf(worker: Worker, { format, bytes }: ReadRequest, limits: ReadingLimits): Promise<ReadText> {
  const startedAt = Date.now();
  const memoryAtStart = process.memoryUsage.rss();
  let lastMessageAt = startedAt;
  return new Promise<ReadText>((resolve, reject) => {
    const giveUp = (state: string, cause?: unknown) => {
      end();
      void discard(worker).finally(() => reject(unreadable(`${state}; ${ADVICE}`, cause)));
    };
    const watch = setInterval(() => {
      const now = Date.now();
      const isStuck = now - lastMessageAt > limits.stuckMs || now - startedAt > limits.wholeMs;
      if (isStuck) giveUp(`it takes longer than ${Math.round((now - startedAt) / 1000)} seconds to read`);
      else if (process.memoryUsage.rss() - memoryAtStart > limits.growthMb * 1_000_000)
        giveUp(`it takes more than ${limits.growthMb} MB of memory to read`);
    }, WATCH_MS);
    const onMessage = (message: WorkerMessage) => {
      lastMessageAt = Date.now();
      if (message.type === 'progress') return;
      end();
      if (message.type === 'read') resolve(message.read);
      else reject(unreadable(message.reason));
    };
    const onError = (cause: NodeJS.ErrnoException) =>
      giveUp(
        cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? `it takes more than ${limits.heapMb} MB of memory to read`
          : `reading it failed (${reasonOf(cause)})`,
        cause,
      );
    const onExit = () => giveUp('reading it was stopped');
    const end = () => {
      clearInterval(watch);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    // Copied, because the caller still uses its bytes.
    worker.postMessage({ format, bytes: Uint8Array.from(bytes) } satisfies ReadRequest);
  });
}

async function discard(worker: Worker): Promise<void> {
  if (current === worker) current = null;
  await worker.terminate();
}
