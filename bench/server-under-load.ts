import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import autocannon from 'autocannon';
import { PROJECT_DIRECTORY } from '../src/config/config.ts';

const CONNECTIONS = 32;
const WARM_UP_SECONDS = 2;
const LOAD_SECONDS = 8;

export interface LoadResult {
  /** From starting the process to the first answer. */
  coldStartMs: number;
  answersPerSecond: number;
  latencyP99Ms: number;
  errors: number;
  peakMemoryMb: number | null;
}

/** Starts a server process, asks it once, loads it with different questions from this process, and ends it. */
export async function loadServer(
  args: string[] | undefined,
  environment: Record<string, string>,
  questions: string[],
): Promise<LoadResult> {
  const start = performance.now();
  return withServer(
    { ...(args && { args }), environment: { LOG_LEVEL: 'error', ...environment } },
    async (url, server) => {
      await askServer(url, questions[0]!);
      const coldStartMs = performance.now() - start;
      await load(url, questions, WARM_UP_SECONDS);
      const { requests, latency, errors, non2xx } = await load(url, questions, LOAD_SECONDS);
      return {
        coldStartMs,
        answersPerSecond: requests.average,
        latencyP99Ms: latency.p99,
        errors: errors + non2xx,
        peakMemoryMb: peakMemoryMb(server.pid!),
      };
    },
  );
}

/** Runs a server process while `visit` does: Pilcrow's, as `npm start` does, unless other arguments of Node.js are given. */
export async function withServer<T>(
  {
    args = [
      '--max-semi-space-size=4',
      '--heap-growing-percent=40',
      path.join(PROJECT_DIRECTORY, 'dist/main.js'),
      'serve',
    ],
    environment,
  }: { args?: string[]; environment: Record<string, string> },
  visit: (url: string, server: ChildProcess) => Promise<T>,
): Promise<T> {
  const server = spawn(process.execPath, args, {
    cwd: PROJECT_DIRECTORY,
    env: { ...process.env, RATE_LIMIT_PER_MINUTE: '0', ...environment, PORT: '0' },
    // The log is written, and not read.
    stdio: ['ignore', 'pipe', environment.LOG_LEVEL === 'info' ? 'ignore' : 'inherit'],
  });
  try {
    return await visit(await listeningUrl(server), server);
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
}

async function listeningUrl(server: ChildProcess): Promise<string> {
  for await (const output of server.stdout!) {
    const url = /listening on (http:\/\/\S+)/.exec(String(output))?.[1];
    if (url) return url;
  }
  throw new Error('The server ended before it listened');
}

/** Asks a server one question. @throws Error where it does not answer */
export async function askServer(url: string, message: string): Promise<void> {
  const response = await fetch(`${url}/api/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ message }),
  });
  if (!response.ok) throw new Error(`The server answered ${response.status}: ${await response.text()}`);
  await response.json();
}

function load(url: string, questions: string[], duration: number): Promise<autocannon.Result> {
  return autocannon({
    url: `${url}/api/chat`,
    connections: CONNECTIONS,
    duration,
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    requests: questions.map((message) => ({ body: JSON.stringify({ message }) })),
  });
}

/** The most memory a process has had, in MB; null where the system does not report it (it does on Linux). */
function peakMemoryMb(pid: number): number | null {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes ? Number(kilobytes) / 1024 : null;
  } catch {
    return null;
  }
}
