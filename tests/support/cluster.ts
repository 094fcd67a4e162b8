import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';
import type { DatabaseConfig } from '../../src/config/database.ts';
import { PROGRAM } from './program.ts';
import { until } from './until.ts';

/** What a loaded machine may need for its first index. */
const READY_WITHIN_MS = 120_000;
/** For everything that changes documents. */
const ADMIN_TOKEN = 'secret-of-the-cluster';
/** What `npm run build` made, also where the tests run from source. */
export const BUILT_PROGRAM: readonly string[] = ['dist/main.js'];

/** One life of a server, from its start to its end. */
export interface Life {
  url: string;
  /** What it printed as errors and warnings. */
  errors: string;
  /** Set just before it is killed; null while it lives, or when it ended by itself. */
  killedAt: number | null;
}

/** A server in a process of its own, which can be killed and started again. */
export interface ClusterServer {
  name: string;
  /** The one that answers; null between a kill or a crash and the next start. */
  life: Life | null;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it on another free port. */
  start(): Promise<void>;
  /** Calls it with the token of those who may change documents. */
  call(address: string, init?: RequestInit): Promise<Response>;
}

/** Servers that share a database, and keep nothing themselves. */
export interface Cluster {
  servers: ClusterServer[];
  /** The errors of servers that ended without being killed. */
  crashes: string[];
  /** Ends all of them. */
  stop(): Promise<void>;
}

/** Where the servers keep everything, and their other settings. */
export interface ClusterOptions {
  database: DatabaseConfig;
  servers?: number;
  settings?: NodeJS.ProcessEnv;
  program?: readonly string[];
}

/** The environment of a program that shares a database. */
export function settingsOf({ url, schema, poolSize, timeoutMs }: DatabaseConfig): NodeJS.ProcessEnv {
  return {
    DATABASE_URL: url,
    DATABASE_SCHEMA: schema,
    DATABASE_POOL_SIZE: String(poolSize),
    DATABASE_TIMEOUT_SECONDS: String(timeoutMs / 1000),
    PORT: '0',
    LOG_LEVEL: 'warn',
    RATE_LIMIT_PER_MINUTE: '0',
    ADMIN_TOKEN,
  };
}

/** Runs the program; it ends with this process, unless that is killed. */
export function runProgram(
  parameters: string[],
  { settings, program = PROGRAM }: { settings: NodeJS.ProcessEnv; program?: readonly string[] | undefined },
): ChildProcess {
  const child = spawn(process.execPath, [...program, ...parameters], {
    cwd: PROJECT_DIRECTORY,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return child;
}

/** Starts servers over an empty or a filled schema; each answers when this is done. */
export async function startCluster({ servers: count = 3, ...options }: ClusterOptions): Promise<Cluster> {
  const crashes: string[] = [];
  const servers = Array.from({ length: count }, (_, index) =>
    createServer({ name: String.fromCharCode(65 + index), crashes, ...options }),
  );
  const stop = async () => void (await Promise.all(servers.map((server) => server.kill())));
  try {
    await Promise.all(servers.map((server) => server.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  return { servers, crashes, stop };
}

function createServer({
  name,
  crashes,
  database,
  settings,
  program,
}: ClusterOptions & { name: string; crashes: string[] }): ClusterServer {
  let child: ChildProcess | null = null;
  const server: ClusterServer = {
    name,
    life: null,
    async kill() {
      if (server.life) server.life.killedAt = performance.now();
      server.life = null;
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    async start() {
      child = runProgram(['serve'], { settings: { ...settingsOf(database), ...settings }, program });
      const life: Life = { url: '', errors: '', killedAt: null };
      child.stderr!.setEncoding('utf8').on('data', (text: string) => {
        life.errors += text;
      });
      child.once('exit', () => {
        if (life.killedAt !== null || life.url === '') return;
        crashes.push(`server ${name}: ${life.errors}`);
        server.life = null;
      });
      life.url = await addressOf(child, life);
      // It listens before the index is whole and the model is read.
      const isReady = async () => child?.exitCode !== null || (await fetch(`${life.url}/readyz`)).ok;
      await until(isReady, { what: `server ${name} to be ready`, timeoutMs: READY_WITHIN_MS });
      server.life = life;
    },
    call(address, { headers, ...init } = {}) {
      if (server.life === null) throw new Error(`Cannot call server ${name}: it is not running; start it first`);
      const given = { authorization: `Bearer ${ADMIN_TOKEN}`, ...headers };
      return fetch(server.life.url + address, { ...init, headers: given });
    },
  };
  return server;
}

async function addressOf(child: ChildProcess, life: Life): Promise<string> {
  for await (const line of createInterface(child.stdout!)) {
    const [, url] = /^Pilcrow is listening on (.*)$/.exec(line) ?? [];
    if (url !== undefined) {
      // What it prints later is let go: a full pipe would stop it.
      child.stdout!.resume();
      return url;
    }
  }
  throw new Error(`Cannot start a server: it ended: ${life.errors}`);
}
