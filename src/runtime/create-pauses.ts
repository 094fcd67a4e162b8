/** Work without a pause may take so many milliseconds of the event loop. */
const MAX_WORK_MS = 8;

/** What waits for its next few milliseconds, first come first served. */
const waiting: (() => void)[] = [];

/** A turn of the event loop for one of those that wait: several at once would add up to a long one. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(resumeFirst);
  });
}

function resumeFirst(): void {
  waiting.shift()!();
  if (waiting.length > 0) setImmediate(resumeFirst);
}

/** The pause that is due, to be awaited, or null: an `await` for every small step would take longer than the steps. */
type Pauses = () => Promise<void> | null;

/**
 * Creates what long work of many small steps asks for a pause between two of them: once a few milliseconds are used up, everybody else's work is done
 * first. Promises alone do not do that: what they resolve goes before timers, files and sockets.
 */
export function createPauses(now: () => number = () => performance.now()): Pauses {
  let startedAt = now();
  return () => {
    if (now() - startedAt < MAX_WORK_MS) return null;
    return nextTurn().then(() => {
      startedAt = now();
    });
  };
}

/** Makes something of each item, in their order, with pauses. @param pauseDue Of `createPauses`: work of several calls in a row has it in common. */
export async function mapWithPauses<Item, Made>(
  items: Iterable<Item>,
  make: (item: Item) => Made,
  pauseDue = createPauses(),
): Promise<Made[]> {
  const made: Made[] = [];
  for (const item of items) {
    const pause = pauseDue();
    if (pause) await pause;
    made.push(make(item));
  }
  return made;
}
