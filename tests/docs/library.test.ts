import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { transformSync } from 'esbuild';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const BOATS =
  '# Boats\n\nThe rules of the boats.\n\nA boat may be kept for two hours.\n\nA canoe may be kept for a day.\n';
/** Where a project of its own looks for what it has installed. */
const LINKED = ['@langchain', '@types', 'express'];

/** Each example of the page, by what it prints. */
const PRINTS: RegExp[] = [
  /^answered 0\.\d+\n[\s\S]*two hours[\s\S]*\nboats 2 A boat may be kept for two hours\.\n$/,
  /^CONFIG_INVALID Cannot use the settings: GROUNDING: .+\n$/,
  /two hours[\s\S]*\nboats 3 A canoe may be kept for a day\.\n/,
  /^A boat may be kept for two hours\.\n.+\nanswer-end\n$/,
  /^\{"documents":\[\{"id":"boats",/,
];

describe('docs/library.md', { timeout: 180_000 }, () => {
  const examples = [
    ...readFileSync(path.join(PROJECT_DIRECTORY, 'docs/library.md'), 'utf8').matchAll(/```ts\n(.+?)```/gs),
  ];
  const project = temporaryDirectory();

  before(() => {
    const sources = examples.map(([, source], index) => [`example-${index}.ts`, source!] as const);
    writeFiles(project, {
      'package.json': '{"type":"module"}',
      'folder/boats.md': BOATS,
      ...Object.fromEntries(sources),
      ...Object.fromEntries(
        sources.map(([file, source]) => [file.replace('.ts', '.js'), transformSync(source, { loader: 'ts' }).code]),
      ),
      'tsconfig.json': JSON.stringify({
        compilerOptions: { module: 'nodenext', target: 'es2023', strict: true, noEmit: true, types: ['node'] },
        files: sources.map(([file]) => file),
      }),
    });
    const packages = path.join(project, 'node_modules');
    mkdirSync(packages);
    symlinkSync(PROJECT_DIRECTORY, path.join(packages, 'pilcrow'));
    for (const name of LINKED) {
      symlinkSync(path.join(PROJECT_DIRECTORY, 'node_modules', name), path.join(packages, name));
    }
  });

  it('has examples that fit the types of the package', () => {
    const compiler = path.join(PROJECT_DIRECTORY, 'node_modules/typescript/bin/tsc');
    const { stdout, status } = spawnSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' });
    assert.deepEqual({ stdout, status }, { stdout: '', status: 0 });
  });

  it('has as many examples as are tried', () => assert.equal(examples.length, PRINTS.length));

  for (const [index, printed] of PRINTS.entries()) {
    it(`has example ${index + 1}, which does what it says and ends`, () => {
      const { stdout, stderr, status } = spawnSync(process.execPath, [`example-${index}.js`], {
        cwd: project,
        encoding: 'utf8',
        timeout: 60_000,
        env: { ...process.env, XDG_DATA_HOME: path.join(project, 'data') },
      });
      assert.deepEqual({ stderr, status }, { stderr: '', status: 0 });
      assert.match(stdout, printed);
    });
  }
});
