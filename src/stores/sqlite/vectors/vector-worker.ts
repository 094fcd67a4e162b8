import { parentPort, workerData } from 'node:worker_threads';
import { reasonOf } from '../../../errors.ts';
import { openReader } from '../connection/database.ts';
import { openVectorIndex } from './open-vector-index.ts';
import type { VectorIndexOptions, VectorMatch } from './vector-index.ts';

/** What the worker is asked. */
export type VectorRequest =
  | { id: number; call: 'catch-up' }
  | { id: number; call: 'close' }
  | { id: number; call: 'save'; least: number }
  | { id: number; call: 'search'; vector: Float32Array; limit: number; wanted: ReadonlySet<number> | undefined };

/** What it answers, once a request; `matches` is empty but for a search. */
export interface VectorReply {
  id: number;
  matches: VectorMatch[];
  /** Why it could not be done, or null. */
  failure: string | null;
}

const options = workerData as VectorIndexOptions;
const port = parentPort!;
const index = openVectorIndex(openReader(options.directory), options);

async function answer(request: VectorRequest): Promise<VectorMatch[]> {
  if (request.call === 'search') return index.search(request.vector, request.limit, request.wanted);
  if (request.call === 'save') await index.save(request.least);
  else if (request.call === 'close') await index.close();
  else await index.catchUp();
  return [];
}

port.on('message', async (request: VectorRequest) => {
  const { id, call } = request;
  const reply = await answer(request).then(
    (matches): VectorReply => ({ id, matches, failure: null }),
    (error: unknown): VectorReply => ({ id, matches: [], failure: reasonOf(error) }),
  );
  port.postMessage(reply);
  // Here, and not from outside: a thread that is ended in the middle of the graph's own code takes the whole process with it.
  if (call === 'close') process.exit();
});
