import { once } from 'node:events';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { startWorker } from '../../../runtime/start-worker.ts';
import type { VectorIndex, VectorIndexOptions, VectorMatch } from './vector-index.ts';
import type { VectorReply, VectorRequest } from './vector-worker.ts';

type Call = VectorRequest extends infer Request ? (Request extends unknown ? Omit<Request, 'id'> : never) : never;

/**
 * Starts a thread that builds and searches the graph: a large one is built for minutes, while questions are answered.
 *
 * @param onEnd Called when the thread has ended, by itself too: what is asked of it from then on fails.
 */
export function searchInWorker(options: VectorIndexOptions, onEnd: () => void): VectorIndex {
  const pending = new Map<number, { resolve: (matches: VectorMatch[]) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  let stopped: Error | null = null;
  let isClosing = false;
  const worker = startVectorWorker(options);
  const fail = (error: Error) => {
    stopped = error;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
    onEnd();
  };
  worker.on('message', ({ id, matches, failure }: VectorReply) => {
    const request = pending.get(id);
    pending.delete(id);
    if (pending.size === 0 && !isClosing) worker.unref();
    if (failure === null) request?.resolve(matches);
    else request?.reject(new Error(`Cannot search the vectors: ${failure}`));
  });
  worker.once('error', (cause) => fail(new Error(`Cannot search the vectors: ${String(cause)}`, { cause })));
  worker.once('exit', () => fail(new Error('Cannot search the vectors: the index was closed')));

  const ask = (call: Call) =>
    new Promise<VectorMatch[]>((resolve, reject) => {
      if (stopped) return reject(stopped);
      lastId += 1;
      pending.set(lastId, { resolve, reject });
      worker.ref();
      worker.postMessage({ ...call, id: lastId } as VectorRequest);
    });
  return {
    catchUp: async () => void (await ask({ call: 'catch-up' })),
    search: (vector, limit, wanted) => ask({ call: 'search', vector, limit, wanted }),
    save: async (least) => void (await ask({ call: 'save', least })),
    async close() {
      if (stopped) return;
      isClosing = true;
      const ended = once(worker, 'exit').catch(() => {});
      // The answer may be lost with the thread: its end says as much.
      ask({ call: 'close' }).catch(() => {});
      await ended;
    },
  };
}

/** Starts the thread; it keeps no process from ending. */
function startVectorWorker(options: VectorIndexOptions): Worker {
  const extension = path.extname(import.meta.filename);
  const worker = startWorker(new URL(`./vector-worker${extension}`, import.meta.url), options);
  worker.unref();
  return worker;
}
