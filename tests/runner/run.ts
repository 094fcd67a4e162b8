/**
 * Runs the tests against dist/, which has to be built: `run.ts [--fast] [FILE…]`. Without files all of them, the slow ones first, so
 * that none of those runs alone at the end; with --fast none of the slow ones.
 *
 * Ends with 1 when a test fails and when there is none to run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { run } from 'node:test';
import { spec, tap } from 'node:test/reporters';
import { parseArgs } from 'node:util';
import { isSlow, listTests, TESTS_DIRECTORY } from './select-tests.ts';

/** Of one file: three times what the slowest one takes on a machine that does much else. One that hangs is ended, and fails. */
const FILE_TIMEOUT_MS = 300_000;

const { values, positionals } = parseArgs({
  options: { fast: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const tests = listTests().map((file) => ({ path: path.join(TESTS_DIRECTORY, file), isSlow: isSlow(file) }));
const selected = values.fast
  ? tests.filter((test) => !test.isSlow)
  : tests.toSorted((one, other) => Number(other.isSlow) - Number(one.isSlow));
const files =
  positionals.length > 0 ? positionals.map((file) => path.resolve(file)) : selected.map((test) => test.path);
if (files.length === 0) throw new Error(`Cannot run the tests: there is none in "${TESTS_DIRECTORY}"; look at isSlow`);

/** What tests prepare for one another. */
const shared = mkdtempSync(path.join(tmpdir(), 'pilcrow-tests-'));
process.once('exit', () => rmSync(shared, { recursive: true, force: true }));
Object.assign(process.env, { TEST_BUILD: '1', TEST_SHARED_DIR: shared });

let ran = 0;
const count = () => {
  ran += 1;
};
run({ files, timeout: FILE_TIMEOUT_MS, concurrency: Math.max(2, availableParallelism()), forceExit: true })
  .on('test:pass', count)
  .on('test:fail', () => {
    count();
    process.exitCode = 1;
  })
  .once('end', () => {
    if (ran === 0) throw new Error('Cannot test anything: the files have no tests; add some');
  })
  .compose(process.stdout.isTTY ? new spec() : tap)
  .pipe(process.stdout);
