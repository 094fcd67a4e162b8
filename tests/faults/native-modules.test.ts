import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { nativeModuleProblem } from '../../src/runtime/native-module-problem.ts';
import { runPilcrow } from '../cli/run-pilcrow.ts';
import { indexFolder } from '../support/check-index.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const PRELOAD = path.resolve(import.meta.dirname, '../support/broken-modules.cjs');

describe('native modules that were built for another Node.js', { timeout: 180_000 }, () => {
  for (const [name, file] of Object.entries({ 'onnxruntime-node': 'onnxruntime' })) {
    it(`are named with what to run, and nothing is called damaged: ${name}`, async () => {
      const directory = writeFiles(temporaryDirectory(), { 'tea.txt': 'Green tea is steeped.' });
      const indexDirectory = temporaryDirectory();
      await indexFolder(directory, indexDirectory);
      const settings = {
        ...{ DOCUMENTS_DIR: directory, INDEX_DIR: indexDirectory, LOG_LEVEL: 'silent', BROKEN_MODULES: file },
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --require ${PRELOAD}`,
        // As it is meant to be, the built-in model needs no native module.
        ...(name === 'onnxruntime-node' && { EMBEDDING_PASSAGE_PREFIX: 'passage: ' }),
      };
      const state = `Cannot load "${name}": it was built for another Node.js than ${process.version}`;
      const asked = await runPilcrow(['ask', 'What is steeped?'], settings);
      assert.deepEqual([asked.exitCode, asked.stderr], [1, `${state}; run "npm rebuild"\n`]);
      const { exitCode, stdout, stderr } = await runPilcrow(['doctor'], settings);
      assert.equal(exitCode, 1);
      assert.match(stdout + stderr, /npm rebuild/);
      assert.doesNotMatch(stdout + stderr, /--rebuild|move it away|conversations|NODE_MODULE_VERSION|bug/);
    });
  }

  it('are recognised wherever the reason stands', () => {
    const reason =
      "The module '/x/node_modules/a/node_modules/@img/sharp-linux/lib/s.node'\nwas compiled against a different Node.js version";
    const error = new Error('Cannot run the model', { cause: new Error(reason) });
    assert.match(nativeModuleProblem(error)!, /^Cannot load "@img\/sharp-linux": .+; run "npm rebuild"$/);
    assert.equal(nativeModuleProblem(new Error('SQLITE_CORRUPT: malformed')), null);
    assert.equal(nativeModuleProblem('text'), null);
  });
});
