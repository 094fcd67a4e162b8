import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';

import { nameOf, type TextFunction } from './argument.ts';
import type { Growth } from './measure-call.ts';
import type { RunOfSigns } from './runs-of-signs.ts';

/** What the child process says of a function, by its number: what it begins, what it finds, that it is done. */
export type ChildMessage =
  | { at: number; doing: RunOfSigns }
  | { at: number; growth: Growth; sign: RunOfSigns; place: number; isDivided: boolean }
  | { at: number; done: string; failure: string | null };

/** What was measured of functions. */
export interface Measured {
  /** Those whose time grows faster than the input, with the runs it does for. */
  grown: Map<string, string[]>;
  /** Those that cannot be called, and why. */
  notCalled: Map<string, string>;
}

/** A call that is not back after this long, in ms by the clock on the wall, never comes back in time. */
const STUCK_MS = 30_000;
/** Functions that one process measures: what they leave behind does not slow down all the others. */
const SHARE = 40;
const CHILD = ['--experimental-permission', '--allow-fs-read=*', '--no-warnings', '--max-old-space-size=1000'];

interface MeasuringOptions {
  processes?: number;
  /** Called as soon as a function is found whose time grows too fast. */
  onGrown?: ((name: string, how: string) => void) | undefined;
}

/** Measures how the time of functions of the build grows, in processes of their own. */
export async function measureGrowth(
  functions: readonly TextFunction[],
  { processes = availableParallelism(), onGrown }: MeasuringOptions = {},
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
        start = await measureShare({ child, file, callable, from: start, to: end, onGrown }, measured);
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
  onGrown: ((name: string, how: string) => void) | undefined;
}

/** Measures some functions in one process. @returns The number of the first that is still to be measured. */
async function measureShare({ child, file, callable, from, to, onGrown }: Share, measured: Measured): Promise<number> {
  const parameters = [...CHILD, child, file, String(from), String(to), path.join(PROJECT_DIRECTORY, 'dist')];
  const running = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'ignore'] });
  let [at, sign]: [number, RunOfSigns | null] = [from, null];
  const timer = setTimeout(() => running.kill('SIGKILL'), STUCK_MS);
  const grown = (number: number, how: string) => {
    const name = nameOf(callable[number]!);
    measured.grown.set(name, [...(measured.grown.get(name) ?? []), how]);
    onGrown?.(name, how);
  };
  for await (const line of createInterface({ input: running.stdout })) {
    timer.refresh();
    const message = JSON.parse(line) as ChildMessage;
    if ('doing' in message) [at, sign] = [message.at, message.doing];
    else if ('growth' in message) grown(message.at, describe(message));
    else {
      if (message.failure !== null) measured.notCalled.set(message.done, message.failure);
      [at, sign] = [message.at + 1, null];
    }
  }
  clearTimeout(timer);
  if (at < to) {
    if (sign === null) measured.notCalled.set(nameOf(callable[at]!), 'its module ends the process');
    else grown(at, `${JSON.stringify(sign)} keeps it from ending`);
    at += 1;
  }
  return at;
}

function describe({ growth, sign, place, isDivided }: Extract<ChildMessage, { growth: Growth }>): string {
  const { smallMs, largeMs, times } = growth;
  return `${JSON.stringify(sign)}${isDivided ? ' divided' : ''} at ${place}: ${smallMs.toFixed(3)} → ${largeMs.toFixed(1)} ms, × ${times.toFixed(1)} of linear`;
}
