/**
 * Runs the tests against dist/, which has to be built: `run.ts [--fast] [--timeout=MS] [FILE…]`. Without files all of them, the slow
 * ones first, so that none of those runs alone at the end, and of the others several in one process; with --fast none of the slow ones.
 *
 * Ends with 1 when a test fails, when a file takes longer than the timeout or has no test, and when there is no file.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { run } from 'node:test';
import { spec, tap } from 'node:test/reporters';
import { parseArgs } from 'node:util';
import { batchTests } from './batch-tests.ts';
import { compileTests } from './compile-tests.ts';
import { isSlow, listTests, TESTS_DIRECTORY } from './select-tests.ts';

/** Of one file: several times what the slowest one takes where two cores do nothing else. */
const FILE_TIMEOUT_MS = '300000';

const { values, positionals } = parseArgs({
  options: { fast: { type: 'boolean', default: false }, timeout: { type: 'string', default: FILE_TIMEOUT_MS } },
  allowPositionals: true,
});
const [slow, fast] = [listTests().filter(isSlow), listTests().filter((test) => !isSlow(test))];
const selected = values.fast ? fast : [...slow, ...fast];
/** What is made once for all processes of this run. */
const shared = mkdtempSync(path.join(tmpdir(), 'pilcrow-tests-'));
process.once('exit', () => rmSync(shared, { recursive: true, force: true }));
const batches = new Map(batchTests(selected, shared).map(({ entry, tests }) => [entry, tests]));
const files = positionals.length > 0 ? positionals.map((file) => path.resolve(file)) : [...batches.keys()];
if (files.length === 0) throw new Error(`Cannot run the tests: there is none in "${TESTS_DIRECTORY}"; look at isSlow`);

await compileTests(path.join(shared, 'compiled'));
Object.assign(process.env, { TEST_BUILD: '1', TEST_SHARED_DIR: shared });
// Each test file is started with the `execArgv` of this process: instead of tsx, what loads the compiled tests.
process.execArgv = ['--import', new URL('use-build.mjs', import.meta.url).href];

/** A file without a test is reported as one that passes, under its own path. */
const isFile = new Set(files);
const failures: string[] = [];
// Below thousands of lines, or in a log of which the beginning was cut: what failed stands at the end.
process.once('exit', () => {
  if (failures.length > 0) console.error(`\nFailed:\n\n${failures.join('\n\n')}`);
});
run({ files, timeout: Number(values.timeout), concurrency: Math.max(2, availableParallelism()), forceExit: true })
  .on('test:pass', ({ name }) => {
    if (!isFile.has(name)) return;
    process.exitCode = 1;
    console.error(`Cannot test anything with "${name}": it has no test; add one or remove it`);
  })
  .on('test:fail', ({ name, file, details: { error } }) => {
    process.exitCode = 1;
    // Of a suite whose test fails, the test is told, not each suite around it; of a process that does not end, the files in it.
    if ((error as { failureType?: string }).failureType !== 'subtestsFailed')
      failures.push(`${file ?? ''}: ${batches.get(name)?.join(', ') ?? name}\n${String(error.cause ?? error)}`);
  })
  .compose(process.stdout.isTTY ? new spec() : tap)
  .pipe(process.stdout);
