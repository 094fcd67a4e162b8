import { readFileSync, readlinkSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';

/** Where Linux counts the ticks of a thread that were spent on its own work and on the system's for it; see proc(5). */
const USER_TICKS = 13;
const SYSTEM_TICKS = 14;
const TICK_MS = 10;

/**
 * Creates the clock of a worker: the processor time of its thread in ms, which stands still while other work has the processor. Where the
 * system does not count it, the time that its event loop was busy, or that of the whole process if that is less: never too little.
 *
 * @param threadOf What `ownThread` gave in the worker, once it is known.
 */
export function createWorkerClock(worker: Worker, threadOf: () => string | null): () => number {
  return () => {
    const thread = threadOf();
    return (thread === null ? null : cpuTimeOf(thread)) ?? busyTimeOf(worker);
  };
}

/** The path that Linux knows the calling thread by; null on other systems. */
export function ownThread(): string | null {
  try {
    return `/proc/${readlinkSync('/proc/thread-self')}`;
  } catch {
    return null;
  }
}

function cpuTimeOf(thread: string): number | null {
  try {
    // The name of the program, in brackets, may hold blanks.
    const [, fields = ''] = readFileSync(`${thread}/stat`, 'utf8').split(/^.*\) /s);
    const numbers = fields.split(' ').map(Number);
    const ticks = numbers[USER_TICKS - 2]! + numbers[SYSTEM_TICKS - 2]!;
    return Number.isFinite(ticks) ? ticks * TICK_MS : null;
  } catch {
    return null;
  }
}

function busyTimeOf(worker: Worker): number {
  const { user, system } = process.cpuUsage();
  return Math.min(worker.performance.eventLoopUtilization().active, (user + system) / 1000);
}
