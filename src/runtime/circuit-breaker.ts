/** How a call ended; `left`: the caller did not wait for the end, which says nothing about what was called. */
export type CallOutcome = 'succeeded' | 'failed' | 'left';

/** Reports to the breaker, once, how a call that was let through ended. */
type EndCall = (outcome: CallOutcome) => void;

/** Stops calls to a server that fails. */
export interface CircuitBreaker {
  /** Lets a call through, or gives null: it would most likely fail. */
  begin(): EndCall | null;
}

/**
 * Creates a circuit breaker (Nygard, "Release It!", 2007): after so many `failures` in a row nothing is let through for `pauseMs`,
 * then one trial call at a time; the first success opens the way again.
 */
export function createCircuitBreaker({
  failures: limit = 3,
  pauseMs = 30_000,
  now = () => performance.now(),
}: {
  failures?: number;
  pauseMs?: number;
  /** Milliseconds on any clock that never goes back. */
  now?: () => number;
} = {}): CircuitBreaker {
  let failuresInARow = 0;
  let pausedUntil = 0;
  let isTrying = false;

  return {
    begin() {
      const isTrial = failuresInARow >= limit;
      if (isTrial && (isTrying || now() < pausedUntil)) return null;
      if (isTrial) isTrying = true;
      return (outcome) => {
        // Calls that began before the pause end too: only the trial makes room for the next one.
        if (isTrial) isTrying = false;
        if (outcome === 'succeeded') failuresInARow = 0;
        if (outcome !== 'failed') return;
        failuresInARow += 1;
        if (failuresInARow >= limit) pausedUntil = now() + pauseMs;
      };
    },
  };
}
