import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type DatabaseConfig, openDatabase } from '../../src/stores/postgres/connection/database.ts';
import { TYPESCRIPT } from './program.ts';

/** A PostgreSQL to test with: the one of DATABASE_URL, or PGlite. */
export interface TestPostgres {
  /** With a schema of its own, which is not there yet. */
  config: DatabaseConfig;
  /**
   * Of PGlite all connections share one session: `search_path` is that of the last connection, so one schema at a time is used; while a
   * connection has a transaction open all others wait; and there are neither time-outs nor locks between connections.
   */
  isReal: boolean;
  /** As `config`, with another schema that is not there yet. */
  emptySchema(): DatabaseConfig;
  /** Ends PGlite as a power cut would. */
  kill(): Promise<void>;
  /** PGlite again, at the same port: empty, unless it is on the disk. */
  restart(): Promise<void>;
  /** To be called when the tests are over, in `after`. */
  stop(): Promise<void>;
}

const SERVER = fileURLToPath(new URL('pglite-server.ts', import.meta.url));

/**
 * Starts PGlite in a process of its own, or uses the database of the environment's DATABASE_URL.
 *
 * @param options.isOnDisk What PGlite holds is there again after a restart.
 */
export async function startPostgres({ isOnDisk = false } = {}): Promise<TestPostgres> {
  const url = process.env.DATABASE_URL;
  return url === undefined ? startPglite({ isOnDisk }) : useReal(url);
}

const configOf = (url: string): DatabaseConfig => ({
  url,
  schema: `test_${randomUUID().replaceAll('-', '')}`,
  poolSize: 10,
  timeoutMs: 10_000,
  caFile: null,
});

function useReal(url: string): TestPostgres {
  const configs = [configOf(url)];
  const refuse = async () => {
    throw new Error('Cannot stop the database of DATABASE_URL: it is not of this test; skip the test when isReal');
  };
  return {
    config: configs[0]!,
    isReal: true,
    emptySchema() {
      configs.push(configOf(url));
      return configs.at(-1)!;
    },
    kill: refuse,
    restart: refuse,
    async stop() {
      const database = openDatabase(configs[0]!);
      for (const { schema } of configs) await database.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
      await database.close();
    },
  };
}

async function startPglite({ isOnDisk }: { isOnDisk: boolean }): Promise<TestPostgres> {
  const folder = isOnDisk ? mkdtempSync(path.join(tmpdir(), 'pilcrow-pglite-')) : null;
  let { child, port } = await startServer(0, folder);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  return {
    config: configOf(url),
    isReal: false,
    emptySchema: () => configOf(url),
    kill,
    async restart() {
      await kill();
      ({ child, port } = await startServer(port, folder));
    },
    async stop() {
      await kill();
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startServer(port: number, folder: string | null): Promise<{ child: ChildProcess; port: number }> {
  const parameters = [String(port), snapshotFile(), ...(folder === null ? [] : [folder])];
  const child = spawn(process.execPath, [...TYPESCRIPT, SERVER, ...parameters], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // Ends with these tests, whatever becomes of them, and does not keep them from ending.
  child.unref();
  const { value } = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
  if (value === undefined) throw new Error('Cannot start PGlite: it ended; see above');
  return { child, port: Number(value) };
}

/** For this version of PGlite, and for the user who runs the tests. */
function snapshotFile(): string {
  const manifest = new URL('../package.json', import.meta.resolve('@electric-sql/pglite'));
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return path.join(tmpdir(), `pilcrow-pglite-${version}-${userInfo().uid}.tar`);
}
