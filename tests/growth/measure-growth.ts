import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';

import { nameOf, type TextFunction } from './argument.ts';
import type { Growth } from './measure-call.ts';
import { processorTimeOf } from './processor-time.ts';
import type { RunOfSigns } from './runs-of-signs.ts';

/** What the child process says of a function, by its number: what it begins, what it finds, that it is done. */
export type ChildMessage =
  /** With the processor time from which on the next call is beyond doubt; null for calls with short inputs, of which the first is to see if it ends. */
  | { at: number; doing: RunOfSigns; limitMs: number | null; isTried?: boolean }
  | { at: number; growth: Growth; sign: RunOfSigns; place: number; isDivided: boolean }
  | { at: number; done: string; failure: string | null };

/** What was measured of functions. */
export interface Measured {
  /** Those whose time grows faster than the input, with the runs it does for. */
  grown: Map<string, string[]>;
  /** Those that cannot be called, and why. */
  notCalled: Map<string, string>;
}

/** A call that took this much processor time and is not back is ended, unless it may take longer, in ms. */
const STUCK_MS = 10_000;
/** One that is not back after this long by the clock on the wall waits for something, in ms. */
const WAITING_MS = 600_000;
/** How often it is looked how much it took, in ms. */
const LOOK_MS = 500;
/** Functions that one process measures: what they leave behind does not slow down all the others. */
const SHARE = 40;
/** Addons are not asked for a permission: the child itself loads the SQLite driver alone, with databases in memory. */
const CHILD = [
  '--experimental-permission',
  '--allow-addons',
  '--allow-fs-read=*',
  '--no-warnings',
  '--max-old-space-size=1000',
];

interface MeasuringOptions {
  processes?: number;
  /** Whether functions are only called with short inputs: `notCalled` is all there is to know then. */
  areTried?: boolean;
  /** Called as soon as a function is found whose time grows too fast. */
  onGrown?: ((name: string, how: string) => void) | undefined;
}

/** Measures how the time of functions of the build grows, in processes of their own. */
export async function measureGrowth(
  functions: readonly TextFunction[],
  { processes = availableParallelism(), areTried = false, onGrown }: MeasuringOptions = {},
): Promise<Measured> {
  const directory = mkdtempSync(path.join(tmpdir(), 'pilcrow-growth-'));
  const child = path.join(directory, 'measure-functions.mjs');
  const entryPoints = [path.join(import.meta.dirname, 'measure-functions.ts')];
  buildSync({ entryPoints, outfile: child, bundle: true, platform: 'node', format: 'esm', target: 'node20' });
  const callable = functions.filter(({ parameters }) => parameters !== null);
  const file = path.join(directory, 'functions.json');
  writeFileSync(file, JSON.stringify(callable));
  const measured: Measured = { grown: new Map(), notCalled: new Map() };
  for (const found of functions) if (found.obstacle !== null) measured.notCalled.set(nameOf(found), found.obstacle);
  let next = 0;
  const work = async () => {
    while (next < callable.length) {
      const from = next;
      next = Math.min(callable.length, from + SHARE);
      for (let start = from, end = next; start < end; )
        start = await measureShare({ child, file, callable, from: start, to: end, areTried, onGrown }, measured);
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  rmSync(directory, { recursive: true, force: true });
  return measured;
}

interface Share {
  child: string;
  file: string;
  callable: readonly TextFunction[];
  from: number;
  to: number;
  areTried: boolean;
  onGrown: ((name: string, how: string) => void) | undefined;
}

/** Measures some functions in one process. @returns The number of the first that is still to be measured. */
async function measureShare(share: Share, measured: Measured): Promise<number> {
  const { child, file, callable, from, to, onGrown } = share;
  const parameters = [...CHILD, child, file, String(from), String(to), path.join(PROJECT_DIRECTORY, 'dist')];
  if (share.areTried) parameters.push('try');
  const running = spawn(process.execPath, parameters, {
    cwd: path.dirname(child),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let [at, sign, isTried]: [number, RunOfSigns | null, boolean] = [from, null, false];
  const watch = watchCalls(running);
  const grown = (number: number, how: string) => {
    const name = nameOf(callable[number]!);
    measured.grown.set(name, [...(measured.grown.get(name) ?? []), how]);
    onGrown?.(name, how);
  };
  for await (const line of createInterface({ input: running.stdout })) {
    const message = JSON.parse(line) as ChildMessage;
    watch.begin('doing' in message ? message.limitMs : null);
    if ('doing' in message) [at, sign, isTried] = [message.at, message.doing, message.isTried ?? false];
    else if ('growth' in message) grown(message.at, describe(message));
    else {
      if (message.failure !== null) measured.notCalled.set(message.done, message.failure);
      [at, sign] = [message.at + 1, null];
    }
  }
  watch.end();
  if (at < to) {
    if (watch.isWaiting()) measured.notCalled.set(nameOf(callable[at]!), 'it waits for something');
    else if (isTried) measured.notCalled.set(nameOf(callable[at]!), 'it does not end with a short text');
    else if (sign === null) measured.notCalled.set(nameOf(callable[at]!), 'its module ends the process');
    else grown(at, `${JSON.stringify(sign)} takes more than ten times that, and was ended`);
    at += 1;
  }
  return at;
}

/** Ends a process whose call takes too much processor time, or too long by the clock on the wall. */
function watchCalls(running: ChildProcess) {
  const taken = () => processorTimeOf(running.pid!) ?? 0;
  let [begun, began, limit, isWaiting] = [0, Date.now(), STUCK_MS, false];
  const timer = setInterval(() => {
    isWaiting = Date.now() - began > WAITING_MS;
    if (isWaiting || taken() - begun > limit) running.kill('SIGKILL');
  }, LOOK_MS);
  return {
    begin(limitMs: number | null) {
      [begun, began, limit] = [taken(), Date.now(), Math.max(STUCK_MS, limitMs ?? 0)];
    },
    isWaiting: () => isWaiting,
    end: () => clearInterval(timer),
  };
}

function describe({ growth, sign, place, isDivided }: Extract<ChildMessage, { growth: Growth }>): string {
  const { smallMs, largeMs, times } = growth;
  return `${JSON.stringify(sign)}${isDivided ? ' divided' : ''} at ${place}: ${smallMs.toFixed(3)} → ${largeMs.toFixed(1)} ms, × ${times.toFixed(1)} of linear`;
}
