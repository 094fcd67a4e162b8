import { createTaskQueue } from '../../runtime/task-queue.ts';
import type { RequestVectors } from './request-vectors.ts';

/** Texts of one request: services take more, servers of one's own often not. */
const MAX_TEXTS = 64;
/** Of one request, unless one text alone is longer: about a third of what services take. */
const MAX_CHARACTERS = 100_000;
const REQUESTS_AT_ONCE = 4;

interface Asked {
  text: string;
  resolve: (vector: number[]) => void;
  reject: (error: unknown) => void;
}

/** Creates what asks for the vector of one text: those asked for in one turn of the event loop go together, in batches, a few at once. */
export function createBatchRequest(request: RequestVectors): (text: string) => Promise<number[]> {
  const lanes = Array.from({ length: REQUESTS_AT_ONCE }, createTaskQueue);
  let nextLane = 0;
  let waiting: Asked[] = [];

  const send = () => {
    const batches = batchesOf(waiting);
    waiting = [];
    for (const batch of batches) {
      const enqueue = lanes[nextLane]!;
      nextLane = (nextLane + 1) % lanes.length;
      enqueue(() => request(batch.map(({ text }) => text))).then(
        (vectors) => {
          for (const [index, { resolve }] of batch.entries()) resolve(vectors[index]!);
        },
        (error: unknown) => {
          for (const { reject } of batch) reject(error);
        },
      );
    }
  };
  return (text) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(send);
      waiting.push({ text, resolve, reject });
    });
}

/** In order. */
function batchesOf(asked: readonly Asked[]): Asked[][] {
  const batches: Asked[][] = [];
  let characters = 0;
  for (const one of asked) {
    characters += one.text.length;
    const last = batches.at(-1);
    if (last && last.length < MAX_TEXTS && characters <= MAX_CHARACTERS) last.push(one);
    else {
      batches.push([one]);
      characters = one.text.length;
    }
  }
  return batches;
}
