import { setTimeout as delay } from 'node:timers/promises';
import type { Assistant } from '../../../assistant.ts';
import { PilcrowError } from '../../../errors.ts';

/**
 * Passes once the index can answer. One success is enough for all later answers: an index that no longer fits fails in the search. A probe looks
 * again each time, because another process may have built the index with another model since.
 *
 * @throws INDEX_NOT_READY, MODEL_UNAVAILABLE
 */
export type ReadinessCheck = (probe?: { again: boolean }) => Promise<void>;

/**
 * Creates the check.
 *
 * @param options.patienceMs How long it waits for a model that is being loaded: a probe needs an answer, not a download.
 */
export function createReadinessCheck(
  assistant: Pick<Assistant, 'isReady' | 'indexing'>,
  { patienceMs }: { patienceMs: number },
): ReadinessCheck {
  let wasReady = false;
  return async (probe) => {
    if (wasReady && !probe?.again) return;
    const waiting = new AbortController();
    const timeout = delay(patienceMs, false, { signal: waiting.signal });
    try {
      if (await Promise.race([assistant.isReady(), timeout])) {
        wasReady = true;
        return;
      }
    } finally {
      waiting.abort();
    }
    const indexing = await assistant.indexing();
    throw new PilcrowError('INDEX_NOT_READY', 'Cannot answer yet: the index is being built; wait until it is whole', {
      progress: indexing && { done: indexing.done, total: indexing.total },
    });
  };
}
