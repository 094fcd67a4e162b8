import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isSlow, TESTS_DIRECTORY } from './select-tests.ts';

/** Folders whose tests change nothing that others in the same process see: neither its environment nor its modules, and they count no memory. */
const SHARING = [
  'answering/',
  'config/',
  'conversations/',
  'documents/',
  'embeddings/',
  'evaluation/',
  'http/',
  'indexing/',
  'library/',
  'pages/',
  'protocol/',
  'retrieval/',
  'stores/',
  'text/',
  'widget/',
];
/** Files of a process: as many as take half a minute at most. */
const FILES_AT_ONCE = 12;
const DEFINES_TEST = /^\s*(?:it|test)\(/m;

/** Test files that run in one process. */
interface Batch {
  /** What Node.js runs: the file itself where it is the only one. */
  entry: string;
  /** As paths below the folder of tests. */
  tests: string[];
}

/**
 * Groups tests into processes: to start one, and to load the program and its model, takes longer than most tests. Slow ones have a process each, as have those that
 * define no test by themselves, so that one without any is noticed.
 *
 * @param tests Paths below the folder of tests, in the order in which they are to run.
 * @param directory Where the files are written that import those of a batch.
 */
export function batchTests(tests: readonly string[], directory: string): Batch[] {
  const batches: Batch[] = [];
  const filling = new Map<string, Batch>();
  for (const test of tests) {
    const folder = SHARING.find((name) => test.startsWith(name));
    if (folder === undefined || isSlow(test) || !DEFINES_TEST.test(readFileSync(pathOf(test), 'utf8'))) {
      batches.push({ entry: pathOf(test), tests: [test] });
      continue;
    }
    let batch = filling.get(folder);
    if (batch === undefined || batch.tests.length === FILES_AT_ONCE) {
      batch = { entry: path.join(directory, `${path.basename(folder)}-${batches.length}.test.mjs`), tests: [] };
      filling.set(folder, batch);
      batches.push(batch);
    }
    batch.tests.push(test);
  }
  for (const { entry, tests: own } of batches) {
    if (entry !== pathOf(own[0]!))
      writeFileSync(entry, own.map((test) => `import '${pathToFileURL(pathOf(test))}';\n`).join(''));
  }
  return batches;
}

function pathOf(test: string): string {
  return path.join(TESTS_DIRECTORY, test);
}
