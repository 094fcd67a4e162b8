import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A program without a shell: its name, looked for in `PATH`, and its arguments. */
export type Program = readonly [name: string, ...args: string[]];

/** What programs are run with. */
export interface RunOptions {
  input?: Uint8Array;
  /** All that they see of the environment. */
  environment: NodeJS.ProcessEnv;
  timeoutMs: number;
  /** Of the last program's output. */
  maxOutputBytes: number;
  signal?: AbortSignal | undefined;
}

/** In bytes: what is kept of the messages of a program. */
const MAX_MESSAGE = 500;

const running = new Set<ChildProcessWithoutNullStreams>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Runs programs at once, the output of each the input of the next one. When one fails, the time is over or the signal aborts, all are killed;
 * none is left when this has ended.
 *
 * @returns What the last one wrote, as UTF-8.
 * @throws What went wrong first.
 */
export async function pipePrograms(programs: readonly Program[], options: RunOptions): Promise<string> {
  const { input = new Uint8Array(), environment, timeoutMs, maxOutputBytes, signal } = options;
  const failure = new AbortController();
  const ending = AbortSignal.any([failure.signal, AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
  ending.throwIfAborted();
  const children = programs.map(([name, ...args]) =>
    spawn(name, args, { env: environment, signal: ending, killSignal: 'SIGKILL', windowsHide: true }),
  );
  const work = [
    ...children.map((child, index) => endOf(child, programs[index]![0])),
    readWhole(children.at(-1)!.stdout, maxOutputBytes),
  ].map((task) =>
    task.catch((error: unknown) => {
      failure.abort(error);
      return '';
    }),
  );
  // A program may end without reading all of its input: how it ends says whether it failed.
  for (const [index, child] of children.entries()) {
    pipeline(index === 0 ? Readable.from([input]) : children[index - 1]!.stdout, child.stdin).catch(() => {});
  }
  const output = (await Promise.all(work)).at(-1)!;
  ending.throwIfAborted();
  return output;
}

/** Waits until a program has ended and its streams are closed. @throws when it cannot be started or fails. */
async function endOf(child: ChildProcessWithoutNullStreams, name: string): Promise<string> {
  let messages = '';
  child.stderr.on('data', (chunk: Buffer) => (messages = (messages + chunk).slice(-MAX_MESSAGE)));
  running.add(child);
  try {
    return await new Promise((resolve, reject) => {
      let failed: unknown = null;
      child.on('error', (error) => {
        failed ??= error;
        // One that was never started does not close.
        if (child.pid === undefined) reject(error);
      });
      child.on('close', (code, killedBy) => {
        const state = code === null ? `was ended by ${killedBy}` : `ended with exit code ${code}`;
        if (failed === null && code === 0) resolve('');
        else reject(failed ?? new Error(`${name} ${state}: ${messages.trim()}`));
      });
    });
  } finally {
    running.delete(child);
  }
}

async function readWhole(stream: Readable, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw new Error(`the output is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
