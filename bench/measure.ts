import { monitorEventLoopDelay } from 'node:perf_hooks';

/** The value below which this share of the measured ones lies. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Milliseconds each call took, one after another. */
export async function timeEach<T>(items: T[], work: (item: T) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const item of items) {
    const start = performance.now();
    await work(item);
    times.push(performance.now() - start);
  }
  return times;
}

/** Seconds some work took, and how long the event loop was kept from turning meanwhile, in milliseconds. */
export async function timeWithDelay(
  work: () => Promise<unknown>,
): Promise<{ seconds: number; delayP99: number; delayMax: number }> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  delay.disable();
  return { seconds, delayP99: delay.percentile(99) / 1e6, delayMax: delay.max / 1e6 };
}
