import { setImmediate as nextTurn } from 'node:timers/promises';

/** Counts the turns of the event loop that others have while `work` goes on. */
export async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const others = (async () => {
    while (!isOver) {
      await nextTurn();
      turns += 1;
    }
  })();
  await work();
  isOver = true;
  await others;
  return turns - 1;
}
