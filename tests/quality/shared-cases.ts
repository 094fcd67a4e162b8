import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import path from 'node:path';
import { PROJECT_DIRECTORY, readUntil, whenFinished } from '../cli/run-pilcrow.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const FOLDER = process.env.PILCROW_SHARED;

/** Why the development cases are skipped; false when their folder is named. */
export const withoutSharedCases =
  !FOLDER &&
  'the development cases are not here; PILCROW_SHARED=../shared npx tsx --test tests/quality/*.test.ts runs them, with the folder that holds cases/ and eval/';

/** The path of a part of the development cases. @throws when the folder, or the build they measure, is not there */
export function sharedPath(...parts: string[]): string {
  const place = path.resolve(PROJECT_DIRECTORY, FOLDER!, ...parts);
  if (!existsSync(place)) {
    throw new Error(`Cannot measure: "${place}" is not there; PILCROW_SHARED names the folder with cases/ and eval/`);
  }
  if (!existsSync(path.join(PROJECT_DIRECTORY, 'dist/main.js'))) {
    throw new Error('Cannot measure: dist/main.js is not there; run "npm run build"');
  }
  return place;
}

/** Only what a program needs to run: settings of this environment would change the figures. */
function withoutSettings(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, ...more };
}

/** Runs a script of the development cases to its end and gives what it printed. @throws with its errors when it fails */
export async function runScript(
  script: string,
  parameters: string[],
  settings: NodeJS.ProcessEnv = {},
): Promise<string> {
  const child = spawn(process.execPath, [script, ...parameters], { env: withoutSettings(settings) });
  const { exitCode, stdout, stderr } = await whenFinished(child);
  if (exitCode !== 0)
    throw new Error(`Cannot measure: ${script} ended with ${exitCode}; it printed: ${stderr}${stdout}`);
  return stdout;
}

/** Calls `use` with the address of the built Pilcrow over a folder of documents, which has an index of its own. */
export async function withBuiltServer<Result>(
  documents: string,
  use: (url: string) => Promise<Result>,
): Promise<Result> {
  const settings = { DOCUMENTS_DIR: documents, INDEX_DIR: temporaryDirectory(), HOST: '127.0.0.1', PORT: '0' };
  const server: ChildProcessWithoutNullStreams = spawn(process.execPath, ['dist/main.js', 'serve'], {
    cwd: PROJECT_DIRECTORY,
    env: withoutSettings({ ...settings, RATE_LIMIT_PER_MINUTE: '0', LOG_LEVEL: 'error' }),
  });
  const ended = once(server, 'exit');
  server.stderr.pipe(process.stderr);
  try {
    const [, url] = await readUntil(server, /listening on (http:\S+)/);
    return await use(url!);
  } finally {
    server.kill();
    await ended;
  }
}

/**
 * A folder for scripts that start Pilcrow in it, whose `dist/main.js serve` indexes all documents before it serves. A server that indexes them
 * itself answers its first questions while the graph of 5,000 terms or more is still being built, so what they find would depend on
 * how busy the machine is.
 */
export function folderThatIndexesFirst(): string {
  const main = JSON.stringify(path.join(PROJECT_DIRECTORY, 'dist/main.js'));
  const indexAndServe = `import { spawnSync } from 'node:child_process';
const { status } = spawnSync(process.execPath, [${main}, 'index'], { stdio: ['ignore', 'ignore', 'inherit'] });
if (status !== 0) process.exit(status ?? 1);
await import(${main});
`;
  return writeFiles(temporaryDirectory(), { 'package.json': '{ "type": "module" }', 'dist/main.js': indexAndServe });
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
