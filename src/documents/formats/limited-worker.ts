import type { Worker } from 'node:worker_threads';
import { reasonOf } from '../../errors.ts';
import { startWorker } from '../../runtime/start-worker.ts';
import { createWorkerClock } from '../../runtime/worker-clock.ts';
import { unreadable } from '../unreadable.ts';
import { type ReadingLimits, type Watch, watchLimits } from './reading-limits.ts';

/** The objects of a page live until it is read: with a quarter of this room, a tenth of the time goes into copying them. */
const YOUNG_GENERATION_MB = 64;
/** An idle worker is stopped after this long, to free its memory. */
const IDLE_MS = 30_000;
const ADVICE = 'save it again with the program it comes from, or split it';

/** What a worker says first: which thread it is, by `ownThread`. */
export interface StartedMessage {
  type: 'started';
  thread: string | null;
}

/** What a task of a worker can do, for each message of the worker. */
export interface WorkerTask<Result> {
  watch: Pick<Watch, 'progress' | 'pause'>;
  /** Aborted when the task has ended, however it did. */
  signal: AbortSignal;
  post(message: unknown): void;
  resolve(result: Result): void;
  reject(error: Error): void;
  /** Ends the worker as well. */
  giveUp(cause: Error): void;
}

/** A worker thread that does one task after another, each within limits. */
export interface LimitedWorker<Message> {
  /**
   * @param request Makes what the worker is sent, when it is its turn: what waits takes no memory twice.
   * @param options.receive Called with each message of the worker; one of them ends the task.
   * @throws DOCUMENT_UNREADABLE without a file's name, also where a limit is exceeded: the worker is then ended, and the next task has a new one.
   */
  run<Result>(
    request: () => unknown,
    options: { limits: ReadingLimits; receive(message: Message, task: WorkerTask<Result>): void },
  ): Promise<Result>;
}

/** A worker, and the processor time that it has used, in ms. */
interface Started {
  worker: Worker;
  cpuMs: () => number;
}

/**
 * Creates a worker that starts with its first task, so that a damaged file can neither stop nor fill the process.
 *
 * @param module Of the worker.
 */
export function createLimitedWorker<Message extends { type: string }>(
  module: URL,
): LimitedWorker<Message | StartedMessage> {
  let current: Started | null = null;
  let idleTimer: NodeJS.Timeout | undefined;
  let lastTask: Promise<unknown> = Promise.resolve();

  const start = ({ heapMb }: ReadingLimits): Started => {
    const worker = startWorker(module, null, {
      maxOldGenerationSizeMb: heapMb,
      maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
    });
    let thread: string | null = null;
    worker.on('message', (message: StartedMessage | { type: '' }) => {
      if (message.type === 'started') thread = message.thread;
    });
    const started = { worker, cpuMs: createWorkerClock(worker, () => thread) };
    // A failure between two tasks must not end the process.
    worker.on('error', () => (current = current === started ? null : current));
    return started;
  };
  const discard = async (started: Started): Promise<void> => {
    if (current === started) current = null;
    await started.worker.terminate();
  };
  return {
    run(request, { limits, receive }) {
      const task = lastTask.then(async () => {
        clearTimeout(idleTimer);
        current ??= start(limits);
        const started = current;
        started.worker.ref();
        try {
          return await runTask(started, request, { limits, receive, discard });
        } finally {
          started.worker.unref();
          idleTimer = setTimeout(() => current === started && void discard(started), IDLE_MS).unref();
        }
      });
      lastTask = task.catch(() => {});
      return task;
    },
  };
}

function runTask<Message, Result>(
  started: Started,
  request: () => unknown,
  {
    limits,
    receive,
    discard,
  }: {
    limits: ReadingLimits;
    receive(message: Message, task: WorkerTask<Result>): void;
    discard(started: Started): Promise<void>;
  },
): Promise<Result> {
  const { worker, cpuMs } = started;
  const ended = new AbortController();
  return new Promise<Result>((resolve, reject) => {
    const giveUpAs = (state: string, cause?: unknown) => {
      end();
      void discard(started).finally(() => reject(unreadable(`${state}; ${ADVICE}`, cause)));
    };
    const watch = watchLimits(limits, { cpuMs, onExceeded: giveUpAs });
    const onError = (cause: NodeJS.ErrnoException) => giveUpAs(stateOf(cause, limits), cause);
    const onExit = () => giveUpAs('reading it was stopped');
    const onMessage = (message: Message) => receive(message, task);
    const end = () => {
      watch.end();
      ended.abort();
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    };
    const task: WorkerTask<Result> = {
      ...{ watch, signal: ended.signal, giveUp: onError },
      post: (message) => worker.postMessage(message),
      resolve(result) {
        end();
        resolve(result);
      },
      reject(error) {
        end();
        reject(error);
      },
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(request());
  });
}

function stateOf(error: NodeJS.ErrnoException, { heapMb }: ReadingLimits): string {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return `it takes more than ${heapMb} MB of memory to read`;
  return `reading it failed (${reasonOf(error)})`;
}
