import { setTimeout as delay } from 'node:timers/promises';
import type { Assistant } from '../../../assistant.ts';
import { PilcrowError } from '../../../errors.ts';

/** Passes once the index can answer. @throws INDEX_NOT_READY, MODEL_UNAVAILABLE */
export type ReadinessCheck = () => Promise<void>;

/**
 * Creates the check.
 *
 * @param options.patienceMs How long it waits for a model that is being loaded: a probe needs an answer, not a download.
 * @param options.isCached Whether one success is enough, so that later answers do not pay for the check: an index that no longer fits fails in
 * the search. A probe checks each time, because another process may have built the index with another model since.
 */
export function createReadinessCheck(
  assistant: Pick<Assistant, 'isReady' | 'indexing'>,
  { patienceMs, isCached = true }: { patienceMs: number; isCached?: boolean },
): ReadinessCheck {
  let isReady = false;
  return async () => {
    if (isReady && isCached) return;
    const waiting = new AbortController();
    const timeout = delay(patienceMs, false, { signal: waiting.signal });
    try {
      isReady = await Promise.race([assistant.isReady(), timeout]);
    } finally {
      waiting.abort();
    }
    if (isReady) return;
    const indexing = await assistant.indexing();
    throw new PilcrowError('INDEX_NOT_READY', 'Cannot answer yet: the index is being built; wait until it is whole', {
      progress: indexing && { done: indexing.done, total: indexing.total },
    });
  };
}
