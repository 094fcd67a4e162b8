import { type ChildProcess, spawn } from 'node:child_process';

/** How a program is run. */
export interface RunOptions {
  /** All that it sees of the environment. */
  environment: Record<string, string>;
  directory: string;
  timeoutMs: number;
  maxOutputBytes: number;
}

/** What a program says of a failure is kept to so many characters. */
const MAX_MESSAGE = 200;

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) end(child);
});

/**
 * Runs a program without a shell. It has ended when this has, with all that it started.
 *
 * @returns What it wrote.
 * @throws Error when it cannot be run, fails, writes too much or takes too long.
 */
export async function runProgram(file: string, given: readonly string[], options: RunOptions): Promise<Buffer> {
  const { environment: env, directory: cwd, timeoutMs, maxOutputBytes } = options;
  // A group of its own: soffice is a script that starts others.
  const child = spawn(file, given, { cwd, env, detached: true, windowsHide: true, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const output: Buffer[] = [];
  let length = 0;
  let message = '';
  let reason: string | null = null;
  const stop = (state: string) => {
    reason ??= state;
    end(child);
  };
  const timer = setTimeout(() => stop(`it took longer than ${Math.round(timeoutMs / 1000)} seconds`), timeoutMs);
  child.stdout.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > maxOutputBytes) stop('it wrote too much');
    else output.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    message = (message + chunk).slice(-MAX_MESSAGE);
  });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject).on('close', resolve);
    });
    if (reason !== null || code !== 0) throw new Error(reason ?? `it ended with code ${code}: ${message.trim()}`);
    return Buffer.concat(output);
  } finally {
    clearTimeout(timer);
    end(child);
    running.delete(child);
  }
}

function end(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    // All of its group, which may go on when it has ended itself.
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // None is left.
  }
}
