/** How long the caller of an answer waits for a chat model. */
export interface Waiting {
  waitSeconds?: number | undefined;
  /** When that is over, on the clock of `performance.now()`: it covers all that is asked of models for one answer. */
  waitUntil?: number | undefined;
}

/** Ends the waiting for a model when its caller wanted no more of it. */
export interface Patience {
  /** Aborted then, or when the reader leaves. */
  signal: AbortSignal | undefined;
  isOver(): boolean;
}

/** Begins the waiting for all that is asked of models for one answer. */
export function startWaiting<Asked extends Waiting>(asked: Asked): Asked {
  const { waitSeconds } = asked;
  return waitSeconds === undefined ? asked : { ...asked, waitUntil: performance.now() + waitSeconds * 1000 };
}

/** What is left of the waiting. @param signal The reader's. */
export function patienceOf({ waitUntil }: Waiting, signal: AbortSignal | undefined): Patience {
  if (waitUntil === undefined) return { signal, isOver: () => false };
  const leftMs = Math.floor(waitUntil - performance.now());
  const waited = leftMs > 0 ? AbortSignal.timeout(leftMs) : AbortSignal.abort();
  return {
    signal: signal ? AbortSignal.any([signal, waited]) : waited,
    isOver: () => waited.aborted && !signal?.aborted,
  };
}
