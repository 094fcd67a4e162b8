/** Lets so many calls through at once; the others wait in the order in which they came. */
export interface CallSlots {
  /** Waits for a slot. @returns What gives it back. @throws What the signal is aborted with, which ends the wait. */
  take(signal: AbortSignal | undefined): Promise<() => void>;
  /** From now on one call at a time. */
  narrow(): void;
}

/** Creates the slots for calls to one server. */
export function createCallSlots(limit: number): CallSlots {
  let size = limit;
  let taken = 0;
  const waiting = new Set<() => void>();

  function admit(): void {
    for (const start of waiting) {
      if (taken >= size) return;
      waiting.delete(start);
      taken += 1;
      start();
    }
  }

  function release(): void {
    taken -= 1;
    admit();
  }

  return {
    async take(signal) {
      signal?.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const leave = () => {
          waiting.delete(start);
          reject(signal!.reason);
        };
        const start = () => {
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        signal?.addEventListener('abort', leave, { once: true });
        waiting.add(start);
        admit();
      });
      let isReleased = false;
      return () => {
        if (!isReleased) release();
        isReleased = true;
      };
    },
    narrow() {
      size = 1;
    },
  };
}
