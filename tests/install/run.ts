/**
 * Installs this commit as people would, and asks it: `run.ts [--node=20.19,22] [--form=clone,tarball] [--compiler=yes,no] [--core] [--against=COMMIT]`.
 * Prints a row for each combination of Node.js version, clone or tarball, and with or without a compiler in PATH: how long npm took and how much it
 * left, what searches, how long the first answer takes without a network, and with --core whether `npm run test:node` passes there. With --against
 * the same is done first with a clone of an older commit, on the first version.
 *
 * Needs git, npm's registry, and Linux's `unshare` for the part without a network. Ends with 1 when something is not installed or does not answer.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installNode, pathWithoutCompiler } from './environments.ts';
import { type Installation, install, packTarball } from './installations.ts';

const ROW = [
  ['Node.js', 9],
  ['npm', 8],
  ['form', 9],
  ['compiler', 9],
  ['installed', 10],
  ['s', 6],
  ['MB', 6],
  ['packages', 9],
  ['searches by', 12],
  ['offline answer', 15],
  ['s', 6],
  ['core', 12],
] as const;

const { values } = parseArgs({
  options: {
    node: { type: 'string', default: '20.19,22,24,latest' },
    form: { type: 'string', default: 'clone,tarball' },
    compiler: { type: 'string', default: 'yes,no' },
    core: { type: 'boolean', default: false },
    against: { type: 'string' },
  },
});
const listOf = (text: string) => text.split(',').map((part) => part.trim());

const directory = mkdtempSync(path.join(tmpdir(), 'pilcrow-install-'));
process.once('exit', () => rmSync(directory, { recursive: true, force: true }));

print(ROW.map(([name]) => name));
const versions = listOf(values.node);
const withoutCompiler = pathWithoutCompiler(path.join(directory, 'bin'));
const tarball = listOf(values.form).includes('tarball') ? packTarball(directory) : '';
for (const version of versions) {
  const node = installNode(version, path.join(directory, `node-${version}`));
  const settings = { directory, tarball, isCoreTested: values.core };
  if (values.against !== undefined && version === versions[0]) {
    const searchPath = `${node}${path.delimiter}${process.env.PATH}`;
    report(
      install({ ...settings, form: 'clone', commit: values.against, searchPath }),
      `clone ${values.against}`,
      'yes',
    );
  }
  for (const form of listOf(values.form)) {
    if (form !== 'clone' && form !== 'tarball')
      throw new Error(`Cannot install a "${form}": give clone, tarball or both`);
    for (const compiler of listOf(values.compiler)) {
      const searchPath = `${node}${path.delimiter}${compiler === 'no' ? withoutCompiler : process.env.PATH}`;
      report(install({ ...settings, form, searchPath }), form, compiler);
    }
  }
}

function report(installation: Installation, form: string, compiler: string): void {
  const { isInstalled, isAnswered, coreTests } = installation;
  if (!isInstalled || !isAnswered || coreTests === 'failed') process.exitCode = 1;
  print([
    ...[installation.node, installation.npm, form, compiler, isInstalled ? 'yes' : 'NO'],
    ...[installation.seconds.toFixed(0), String(installation.megabytes), String(installation.packages)],
    ...[installation.searchesBy, isAnswered ? 'yes' : 'NO', installation.answerSeconds.toFixed(1), coreTests],
  ]);
  if (installation.problem !== '') console.error(installation.problem);
}

function print(cells: readonly string[]): void {
  console.log(
    cells
      .map((cell, column) => cell.padEnd(ROW[column]![1]))
      .join('')
      .trimEnd(),
  );
}
