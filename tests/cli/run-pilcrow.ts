import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { PROGRAM } from '../support/program.ts';

/** The folder that holds `package.json`. */
export const PROJECT_DIRECTORY = path.resolve(import.meta.dirname, '../..');

/** What a finished program left behind. */
export interface Finished {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the command line, with settings on top of the environment. */
export function startPilcrow(args: string[], settings: NodeJS.ProcessEnv): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [...PROGRAM, ...args], {
    cwd: PROJECT_DIRECTORY,
    env: { ...process.env, LOG_LEVEL: 'warn', ...settings },
  });
}

/** Runs the command line to its end. */
export async function runPilcrow(args: string[], settings: NodeJS.ProcessEnv, input = ''): Promise<Finished> {
  const child = startPilcrow(args, settings);
  // A program that fails early closes its input before it has read all of it.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return whenFinished(child);
}

/** Waits for the end of a program; what it writes from now on is collected. */
export async function whenFinished(child: ChildProcessWithoutNullStreams): Promise<Finished> {
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { exitCode, stdout, stderr };
}

/** Reads a program's output until `pattern` occurs, and gives the match. It fails when the output ends first. */
export async function readUntil(child: ChildProcessWithoutNullStreams, pattern: RegExp): Promise<RegExpMatchArray> {
  child.stdout.setEncoding('utf8');
  let output = '';
  // Not `for await`, which would close the stream when it is left.
  return new Promise((resolve, reject) => {
    const listen = (piece: string) => {
      output += piece;
      const match = output.match(pattern);
      if (!match) return;
      child.stdout.off('data', listen);
      resolve(match);
    };
    child.stdout.on('data', listen);
    child.once('exit', () => reject(new Error(`The output ended without ${String(pattern)}: ${output}`)));
  });
}
