import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { batchTests } from './batch-tests.ts';
import { isSlow, listTests, TESTS_DIRECTORY } from './select-tests.ts';

describe('the processes of the tests', () => {
  const tests = listTests();
  const batches = batchTests(tests, temporaryDirectory());

  it('have each test once, and are far fewer', () => {
    assert.deepEqual(batches.flatMap((batch) => batch.tests).sort(), tests);
    assert.equal(new Set(batches.map(({ entry }) => entry)).size, batches.length);
    assert.ok(batches.length < tests.length / 2, `${batches.length} processes for ${tests.length} files`);
  });

  it('run a slow test by itself, and one that defines none in its own text, so that a file without tests is noticed', () => {
    for (const test of [
      'runner/run.test.ts',
      'widget/browser/asking.test.ts',
      'http/robustness/bad-requests.test.ts',
    ]) {
      const [own] = batches.filter((batch) => batch.tests.includes(test));
      assert.deepEqual(own, { entry: path.join(TESTS_DIRECTORY, test), tests: [test] });
    }
    const shared = batches.filter((batch) => batch.tests.length > 1).flatMap((batch) => batch.tests);
    assert.deepEqual(shared.filter(isSlow), []);
    for (const test of shared) {
      assert.match(readFileSync(path.join(TESTS_DIRECTORY, test), 'utf8'), /^\s*(?:it|test)\(/m, test);
    }
  });

  it('import the files of a batch in their order', () => {
    const { entry, tests: own } = batches.find((batch) => batch.tests.length > 1)!;
    const imported = own.map((test) => `import '${pathToFileURL(path.join(TESTS_DIRECTORY, test))}';\n`);
    assert.equal(readFileSync(entry, 'utf8'), imported.join(''));
  });
});
