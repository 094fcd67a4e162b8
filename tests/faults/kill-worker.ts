import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { TYPESCRIPT } from '../support/program.ts';

/** Kinds of work that are killed; see `work-until-killed.ts`. */
export const WORKS = ['index', 'send', 'compact'] as const;
export type Work = (typeof WORKS)[number];

/** A process that works until it is killed. */
export interface Worker {
  process: ChildProcessByStdio<null, Readable, Readable>;
  /** Resolves when it begins to work. */
  ready: Promise<void>;
  /** Resolves when it has ended. */
  ended: Promise<{ doing: string; errors: string }>;
  /** Brings what documents may be up to date with what it said, after its end. */
  send(allowed: Map<string, (string | null)[]>): void;
}

/** Starts one. */
export function startWorker(
  work: Work,
  { directory, indexDirectory, seed }: { directory: string; indexDirectory: string; seed: number },
): Worker {
  const script = fileURLToPath(new URL('work-until-killed.ts', import.meta.url));
  const parameters = [...TYPESCRIPT, script, work, directory, indexDirectory, String(seed)];
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const errors = text(child.stderr);
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      output += piece;
      if (output.includes('ready\n')) resolve();
    });
    child.once('close', () => reject(new Error('The worker ended before it was ready')));
  });
  /** A last line without its end was not said. */
  const lines = () => output.split('\n').slice(0, -1);
  return {
    process: child,
    ready: ready.catch(async (error: unknown) => {
      throw new Error(`${String(error)}: ${await errors}`);
    }),
    ended: once(child, 'close').then(async () => ({
      doing:
        lines()
          .findLast((line) => line.startsWith('doing '))
          ?.slice(6) ?? 'starting',
      errors: await errors,
    })),
    send(allowed) {
      for (const line of lines()) {
        const [word, id = '', sha256 = ''] = line.split(' ');
        const state = sha256 === '-' ? null : sha256;
        if (word === 'intends') allowed.set(id, [...(allowed.get(id) ?? [null]), state]);
        if (word === 'acknowledged') allowed.set(id, [state]);
      }
    },
  };
}
