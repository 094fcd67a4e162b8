/** Work without a pause may take so many milliseconds of a turn of the event loop, that of all who pause taken together. */
const MAX_WORK_MS = 8;

/** When such work began in this turn of the event loop; null where none has. */
let startedAt: number | null = null;
/** What waits for its next few milliseconds, first come first served: one in each turn. */
const waiting: (() => void)[] = [];

/**
 * The pause that is due between two small steps of long work, to be awaited, or null: an `await` for every step would take longer than the steps. Once a few
 * milliseconds are used up, everybody else's work is done first. Promises alone do not do that: what they resolve goes before timers, files
 * and sockets.
 */
export function pauseDue(): Promise<void> | null {
  if (performance.now() - (startedAt ?? begin()) < MAX_WORK_MS) return null;
  return new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(resumeFirst);
  });
}

function begin(): number {
  startedAt = performance.now();
  setImmediate(() => {
    startedAt = null;
  });
  return startedAt;
}

function resumeFirst(): void {
  begin();
  waiting.shift()!();
  if (waiting.length > 0) setImmediate(resumeFirst);
}

/** Makes something of each item, in their order, with pauses. */
export async function mapWithPauses<Item, Made>(items: Iterable<Item>, make: (item: Item) => Made): Promise<Made[]> {
  const made: Made[] = [];
  for (const item of items) {
    const pause = pauseDue();
    if (pause) await pause;
    made.push(make(item));
  }
  return made;
}
