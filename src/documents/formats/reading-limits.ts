/** Limits on reading one file. Time is that of the processor, so that a busy machine refuses no file. */
export interface ReadingLimits {
  /** Without progress, such as a page read. */
  stuckMs: number;
  wholeMs: number;
  /** How many times as long the same may take by the clock on the wall, so that reading ends also when it waits for ever. */
  patience: number;
  /** JavaScript heap of the worker. */
  heapMb: number;
  /** Growth of the process while the file is read, since buffers are outside the heap. */
  growthMb: number;
}

/** Follows the reading of a file. */
export interface Watch {
  /** Reading has made progress. */
  progress(): void;
  /** Time does not count until progress is made. */
  pause(): void;
  end(): void;
}

export const LIMITS: ReadingLimits = { stuckMs: 10_000, wholeMs: 30_000, patience: 10, heapMb: 512, growthMb: 1000 };
const WATCH_MS = 100;

/** Watches the reading of a file until it ends. @param options.onExceeded Called once, with the limit that is exceeded as a clause. */
export function watchLimits(
  limits: ReadingLimits,
  { cpuMs, onExceeded }: { cpuMs: () => number; onExceeded: (state: string) => void },
): Watch {
  const memoryAtStart = process.memoryUsage.rss();
  const now = () => ({ cpu: cpuMs(), wall: performance.now() / limits.patience });
  const start = now();
  let last = now();
  let isPaused = false;
  const since = (before: typeof start) => Math.max(now().cpu - before.cpu, now().wall - before.wall);
  const exceeded = () => {
    const isOver = !isPaused && (since(last) > limits.stuckMs || since(start) > limits.wholeMs);
    if (isOver) return `it takes longer than ${Math.round(since(start) / 1000)} seconds to read`;
    const isLarge = process.memoryUsage.rss() - memoryAtStart > limits.growthMb * 1_000_000;
    return isLarge ? `it takes more than ${limits.growthMb} MB of memory to read` : null;
  };
  const timer = setInterval(() => {
    const state = exceeded();
    if (state === null) return;
    clearInterval(timer);
    onExceeded(state);
  }, WATCH_MS);
  return {
    progress() {
      if (isPaused) start.wall += now().wall - last.wall;
      isPaused = false;
      last = now();
    },
    pause() {
      isPaused = true;
      last = now();
    },
    end: () => clearInterval(timer),
  };
}
