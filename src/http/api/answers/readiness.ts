import { setTimeout as delay } from 'node:timers/promises';
import type { Assistant } from '../../../assistant.ts';
import { PilcrowError } from '../../../errors.ts';

/** Passes once the index can answer. @throws INDEX_NOT_READY, MODEL_UNAVAILABLE */
export type ReadinessCheck = () => Promise<void>;

/**
 * Creates the check. What was ready once stays ready, so that later answers do not pay for it: what stops fitting is told by the search.
 *
 * @param remembers Whether that is so. A probe asks anew each time: another process may have made the index with another model since.
 * @param patienceMs How long the check waits for a model that is being loaded: a probe wants an answer, not a download.
 */
export function createReadinessCheck(
  assistant: Pick<Assistant, 'isReady'>,
  { patienceMs, remembers = true }: { patienceMs: number; remembers?: boolean },
): ReadinessCheck {
  let isReady = false;
  return async () => {
    if (isReady && remembers) return;
    const waiting = new AbortController();
    const impatience = delay(patienceMs, false, { signal: waiting.signal });
    try {
      isReady = await Promise.race([assistant.isReady(), impatience]);
    } finally {
      waiting.abort();
    }
    if (!isReady) throw new PilcrowError('INDEX_NOT_READY', 'Cannot answer yet: the index is being built');
  };
}
