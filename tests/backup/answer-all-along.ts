import { setTimeout as delay } from 'node:timers/promises';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { answerFrom } from '../support/check-index.ts';

// Run by a test in a process of its own, as a server would be: asks again and again until a line comes in, and prints each answer that is another one.
const [indexDirectory, question] = process.argv.slice(2) as [string, string];
const store = openSqliteStore(indexDirectory);
let isAsking = true;
process.stdin.once('data', () => {
  isAsking = false;
});
let last = '';
while (isAsking) {
  const answer = [...new Set(await answerFrom(store, question))].sort().join();
  if (answer !== last) console.log(answer);
  last = answer;
  await delay(5);
}
await store.close();
process.stdin.unref();
