import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { TESTS_DIRECTORY } from '../runner/select-tests.ts';

const PROJECT_DIRECTORY = path.dirname(TESTS_DIRECTORY);
const QUESTION = 'How long is green tea steeped?';
const DOCUMENT = 'Green tea is steeped for two minutes.\n\nBlack tea is steeped for four minutes.\n';
const ANSWER = /two minutes/;

/** How to install, and what. */
export interface InstallOptions {
  /** Where folders may be made. */
  directory: string;
  form: 'clone' | 'tarball';
  tarball: string;
  /** What of the repository is cloned; without it, this commit. */
  commit?: string;
  /** PATH: it begins with the Node.js that is tried. */
  searchPath: string;
  isCoreTested: boolean;
}

/** What came of it. */
export interface Installation {
  node: string;
  npm: string;
  isInstalled: boolean;
  seconds: number;
  /** Of everything that lies in the folder, that of git excepted. */
  megabytes: number;
  packages: number;
  searchesBy: 'graph' | 'comparison' | '–';
  /** Without a network. */
  isAnswered: boolean;
  answerSeconds: number;
  coreTests: 'passed' | 'failed' | '–';
  /** What was printed where something failed. */
  problem: string;
}

/** Packs this commit from a clone. @returns The file */
export function packTarball(directory: string): string {
  const clone = path.join(directory, 'packed');
  execFileSync('git', ['clone', '--quiet', PROJECT_DIRECTORY, clone]);
  const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', ...quietly], { cwd: clone, stdio: 'pipe' });
  execFileSync('npm', ['pack', '--loglevel=error'], { cwd: clone, stdio: 'pipe' });
  const name = readdirSync(clone).find((file) => file.endsWith('.tgz'))!;
  cpSync(path.join(clone, name), path.join(directory, name));
  rmSync(clone, { recursive: true, force: true });
  return path.join(directory, name);
}

/** Installs into a folder of its own, asks there without a network, and removes it. */
export function install(options: InstallOptions): Installation {
  const folder = mkdtempSync(path.join(options.directory, `${options.form}-`));
  try {
    return installInto(folder, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function installInto(
  folder: string,
  { form, tarball, commit, searchPath, isCoreTested }: InstallOptions,
): Installation {
  // What npm sets for this script would be settings of the one that is tried.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_|^INIT_CWD$|^NODE_(?:OPTIONS|TEST)/i.test(name),
  );
  // As README tells whoever installs the tarball: without it a dependency downloads GPU libraries.
  const env = { ...Object.fromEntries(inherited), PATH: searchPath, ONNXRUNTIME_NODE_INSTALL: 'skip' };
  const run = (program: string, parameters: string[], timeout = 900_000) =>
    spawnSync(program, parameters, { cwd: folder, env, encoding: 'utf8', timeout, maxBuffer: 1 << 28 });
  if (form === 'clone') execFileSync('git', ['clone', '--quiet', PROJECT_DIRECTORY, folder]);
  if (commit !== undefined) execFileSync('git', ['checkout', '--quiet', commit], { cwd: folder });
  if (form === 'tarball') writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  const begunAt = performance.now();
  const installing = run('npm', ['install', '--no-audit', '--no-fund', ...(form === 'tarball' ? [tarball] : [])]);
  const seconds = (performance.now() - begunAt) / 1000;
  const product = form === 'clone' ? folder : path.join(folder, 'node_modules', 'pilcrow');
  const isInstalled = installing.status === 0 && existsSync(path.join(product, 'dist', 'main.js'));
  const asked = isInstalled ? askOffline(run, folder, product) : null;
  const isAnswered = asked !== null && asked.status === 0 && ANSWER.test(asked.stdout);
  const cored = isCoreTested && isInstalled && form === 'clone' ? runCoreTests(run, folder) : null;
  return {
    node: run('node', ['--version']).stdout.trim(),
    npm: run('npm', ['--version']).stdout.trim(),
    isInstalled,
    seconds,
    megabytes: megabytesOf(folder),
    packages: packagesOf(folder),
    searchesBy: isInstalled ? (hasGraph(run, product) ? 'graph' : 'comparison') : '–',
    isAnswered,
    answerSeconds: asked?.seconds ?? 0,
    coreTests: cored === null ? '–' : cored.status === 0 ? 'passed' : 'failed',
    problem: [
      ...(isInstalled ? [] : [lastLines(installing)]),
      ...(asked !== null && !isAnswered ? [lastLines(asked)] : []),
      ...(cored !== null && cored.status !== 0 ? [lastLines(cored)] : []),
    ].join('\n'),
  };
}

type Run = (program: string, parameters: string[], timeout?: number) => SpawnSyncReturns<string>;

/** From nothing to the first answer: the documents are read, indexed and asked, with no network but loopback. */
function askOffline(run: Run, folder: string, product: string): SpawnSyncReturns<string> & { seconds: number } {
  const place = path.join(folder, 'first-answer');
  mkdirSync(place);
  writeFileSync(path.join(place, 'tea.txt'), DOCUMENT);
  const asking = `DOCUMENTS_DIR='${place}' INDEX_DIR='${place}.index' exec node '${product}/dist/main.js' ask '${QUESTION}'`;
  const begunAt = performance.now();
  const asked = run('unshare', ['--net', '--map-root-user', 'sh', '-c', asking], 120_000);
  return { ...asked, seconds: (performance.now() - begunAt) / 1000 };
}

function hasGraph(run: Run, product: string): boolean {
  const program = `require(require.resolve('hnswlib-node', { paths: ['${product}'] }))`;
  return run('node', ['-e', program]).status === 0;
}

function runCoreTests(run: Run, folder: string): SpawnSyncReturns<string> {
  const version = run('node', ['--version']).stdout.trim().slice(1);
  if (!existsSync(path.join(folder, 'tests', 'runner', 'run-on-node.ts'))) return run('npm', ['test']);
  return run('npm', ['run', 'test:node', '--', version]);
}

function megabytesOf(folder: string): number {
  const output = execFileSync('du', ['-sm', '--exclude=.git', folder], { encoding: 'utf8' });
  return Number.parseInt(output, 10);
}

/** As npm counts them. */
function packagesOf(folder: string): number {
  const file = path.join(folder, 'node_modules', '.package-lock.json');
  return existsSync(file) ? Object.keys(JSON.parse(readFileSync(file, 'utf8')).packages).length : 0;
}

const lastLines = ({ stdout, stderr }: SpawnSyncReturns<string>): string =>
  `${stdout}\n${stderr}`.trimEnd().split('\n').slice(-15).join('\n');
