import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { EXPENSIVE_MODULES, isSlow, LONG_TESTS, listCoreTests, listTests, TESTS_DIRECTORY } from './select-tests.ts';

const tests = listTests();
const fast = tests.filter((test) => !isSlow(test));

describe('the tests that npm run test:node selects', () => {
  it('are all of a folder that is named, each once, and exist', () => {
    const core = listCoreTests();
    assert.equal(new Set(core).size, core.length);
    for (const test of ['stores/sqlite/sqlite.test.ts', 'http/api/uploads/changing-documents.test.ts'])
      assert.ok(core.includes(test), `${test} is not among them`);
    assert.ok(core.length < tests.length / 3, `${core.length} of ${tests.length} are not only the core`);
  });
});

describe('the tests that npm run test:fast selects', () => {
  it('names only modules and tests that exist', () => {
    for (const file of [...Object.keys(EXPENSIVE_MODULES), ...LONG_TESTS])
      assert.ok(existsSync(path.join(TESTS_DIRECTORY, file)), `${file} does not exist`);
  });

  it('leaves out what imports an expensive module directly or through others, and what is listed as long', () => {
    for (const slow of [
      'widget/browser/asking.test.ts',
      'widget/accessibility/axe.test.ts',
      'stores/postgres/paragraph-store.test.ts',
      'cluster/three-servers.test.ts',
      'faults/kill-at-random.test.ts',
      'indexing/killed-indexing.test.ts',
      'cli/answering.test.ts',
      'http/robustness/bad-requests.test.ts',
    ])
      assert.ok(tests.includes(slow) && !fast.includes(slow), `${slow} is slow`);
  });

  it('keeps more than half of all, in every part that needs nothing expensive', () => {
    assert.ok(fast.length > tests.length / 2, `${fast.length} of ${tests.length} are fast`);
    for (const part of ['answering', 'documents', 'http', 'indexing', 'retrieval', 'text', 'stores/sqlite', 'widget'])
      assert.ok(
        fast.some((test) => test.startsWith(`${part}/`)),
        `there is a fast test in ${part}`,
      );
  });
});
