/**
 * Runs the core of the tests on another version of Node.js: `run-on-node.ts VERSION [FILE…]`, as `run-on-node.ts 24`. The npm package `node`, which brings that
 * version's binary, is installed into a temporary folder; what is built and installed here is what runs.
 *
 * Ends as the tests do; with 1 when that version cannot be installed.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listCoreTests, TESTS_DIRECTORY } from './select-tests.ts';

const [version, ...files] = process.argv.slice(2);
if (version === undefined || !/^\d+(?:\.\d+){0,2}$/.test(version)) {
  throw new Error(`Cannot test on Node.js "${version}": it is no version; give one, as "npm run test:node -- 24"`);
}

const directory = mkdtempSync(path.join(tmpdir(), 'pilcrow-node-'));
process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
const bin = path.join(directory, 'node_modules', 'node', 'bin');
const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` };

installNode();
const runner = path.join(import.meta.dirname, 'run.ts');
const chosen = files.length > 0 ? files : listCoreTests().map((file) => path.join(TESTS_DIRECTORY, file));
const { status } = spawnSync(path.join(bin, 'node'), ['--import', 'tsx', runner, ...chosen], { env, stdio: 'inherit' });
process.exitCode = status ?? 1;

function installNode(): void {
  const manifest = { private: true, allowScripts: { node: true }, dependencies: { node: version } };
  writeFileSync(path.join(directory, 'package.json'), JSON.stringify(manifest));
  const quietly = ['--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', ...quietly], { cwd: directory, stdio: ['ignore', 'ignore', 'inherit'] });
  const found = execFileSync(path.join(bin, 'node'), ['--version'], { encoding: 'utf8' }).trim();
  if (!`${found}.`.startsWith(`v${version}.`)) {
    throw new Error(
      `Cannot test on Node.js ${version}: the package "node" brought ${found}; give a version that it has`,
    );
  }
  // It does nothing where the driver that is installed suits that version.
  execFileSync(path.join(bin, 'node'), [path.join(TESTS_DIRECTORY, '../sqlite-driver/install.mjs')], {
    env,
    stdio: 'inherit',
  });
  console.log(`Testing on Node.js ${found}`);
}
