import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work without a pause may take so many milliseconds of the event loop. */
const MAX_WORK_MS = 8;

/**
 * Creates what long work of many small steps awaits between two of them: once a few milliseconds are used up, everybody else's work is done
 * first. Promises alone do not do that: what they resolve goes before timers, files and sockets.
 */
export function createPauses(now: () => number = () => performance.now()): () => Promise<void> {
  let startedAt = now();
  return async () => {
    if (now() - startedAt < MAX_WORK_MS) return;
    await nextTurn();
    startedAt = now();
  };
}

/** Makes something of each item, in their order, with pauses. @param pause Of `createPauses`: work of several calls in a row has it in common. */
export async function mapWithPauses<Item, Made>(
  items: Iterable<Item>,
  make: (item: Item) => Made,
  pause = createPauses(),
): Promise<Made[]> {
  const made: Made[] = [];
  for (const item of items) {
    await pause();
    made.push(make(item));
  }
  return made;
}
