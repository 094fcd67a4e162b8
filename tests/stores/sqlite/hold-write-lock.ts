import { once } from 'node:events';
import { openSqliteStore } from '../../../src/stores/sqlite/paragraph-store.ts';

// Run by a test in a process of its own: writes the index of the given folder until it reads a line.
const store = openSqliteStore(process.argv[2]!);
await store.withWriteLock(async () => {
  console.log('writing');
  await once(process.stdin, 'data');
});
await store.close();
process.stdin.unref();
