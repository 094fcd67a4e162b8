import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { TYPESCRIPT } from './program.ts';

/** Another process that runs a TypeScript module. */
export interface Child {
  process: ChildProcessByStdio<Writable, Readable, Readable>;
  /** The next line it prints; null when it has ended. */
  nextLine(): Promise<string | null>;
  /** Resolves when it has ended: with its standard error, and how it ended. */
  ended: Promise<{ errors: string; code: number | null; signal: NodeJS.Signals | null }>;
}

/** Runs a module in a process of its own, with settings on top of the environment; it is killed when the test that asked for it is over. */
export function startChild(module: URL, parameters: string[], settings: NodeJS.ProcessEnv = {}): Child {
  const child = spawn(process.execPath, [...TYPESCRIPT, fileURLToPath(module), ...parameters], {
    env: { ...process.env, ...settings },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  after(() => child.kill('SIGKILL'));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return {
    process: child,
    nextLine: async () => {
      const { value, done } = await lines.next();
      return done ? null : (value as string);
    },
    ended: once(child, 'close').then(([code, signal]) => ({ errors, code, signal })),
  };
}
