import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const TESTS_DIRECTORY = path.resolve(import.meta.dirname, '..');

/** Modules that start something expensive: `npm run test:fast` leaves out each test that imports one, directly or not. */
export const EXPENSIVE_MODULES: Record<string, string> = {
  'support/browser.ts': 'Chromium',
  'support/postgres.ts': 'PostgreSQL in WebAssembly',
  'support/cluster.ts': 'servers that share a database',
  'support/child-process.ts': 'processes that are killed',
  'faults/kill-worker.ts': 'processes that are killed',
  'faults/mounts.ts': 'file systems that are full or read only',
  'cli/run-pilcrow.ts': 'the command line in a process of its own',
};

/** Tests, or folders of them, that take long by themselves. `npm run test:fast` leaves them out too. */
export const LONG_TESTS = [
  'answering/model/writing/write-answer.test.ts',
  'documents/damaged/damaged-files.test.ts',
  'embeddings/training.test.ts',
  'faults/',
  'http/robustness/',
  'stores/sqlite/vectors/nearest-vectors.test.ts',
  'stores/sqlite/vectors/search-in-worker.test.ts',
];

/** What is tested on another version of Node.js: everything with a native part, and an installation that is asked, changed and stopped. */
const CORE_TESTS = [
  'answer-question.test.ts',
  'backup/',
  'build-index.test.ts',
  'cli/answering.test.ts',
  'cli/following.test.ts',
  'cli/keeping.test.ts',
  'conversations/',
  'embeddings/transformers-embedder.test.ts',
  'http/api/clients/chat-route.test.ts',
  'http/api/uploads/',
  'http/server.test.ts',
  'indexing/',
  'library/',
  'runtime/',
  'stores/sqlite/',
  'text/',
];

/** All test files, as paths below the folder of tests, sorted. */
export function listTests(): string[] {
  return readdirSync(TESTS_DIRECTORY, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
}

/** The tests that `npm run test:node` runs. @throws when one of them is not there any more */
export function listCoreTests(): string[] {
  const tests = listTests();
  return CORE_TESTS.flatMap((name) => {
    const found = tests.filter((test) => isIn(test, name));
    if (found.length === 0) throw new Error(`Cannot test "${name}": there is no such test; mend CORE_TESTS`);
    return found;
  });
}

/** Whether a test is the one of this name, or in the folder of this name. */
const isIn = (test: string, name: string): boolean => test === name || (name.endsWith('/') && test.startsWith(name));

/** Whether `npm run test:fast` leaves a test out. */
export function isSlow(test: string): boolean {
  if (LONG_TESTS.some((long) => isIn(test, long))) return true;
  return [...importedBy(test)].some((file) => Object.hasOwn(EXPENSIVE_MODULES, file));
}

/** The modules of the tests that a file imports or names by URL, and those that they do. */
function importedBy(file: string, found = new Set<string>()): Set<string> {
  const source = readFileSync(path.join(TESTS_DIRECTORY, file), 'utf8');
  for (const [, specifier] of source.matchAll(/(?:from|import\(?|new URL\()\s*'(\.[^']+\.tsx?|[\w-]+\.ts)'/g)) {
    const imported = path.posix.join(path.posix.dirname(file), specifier!);
    if (imported.startsWith('..') || found.has(imported)) continue;
    found.add(imported);
    importedBy(imported, found);
  }
  return found;
}
