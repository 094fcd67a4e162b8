/** What waits to be written, and who waits for it. */
interface Waiting<Item> {
  item: Item;
  finish(failure: { error: unknown } | null): void;
}

/** Writes items in groups. */
export interface GroupedWrites<Item> {
  /** Resolves once the item is written. It rejects with what kept it from being written. */
  add(item: Item): Promise<void>;
  /** Writes what waits at once: before anything is read. */
  writeNow(): void;
}

/**
 * Writes what is added in one turn of the event loop together: a transaction for each answer of a loaded server takes three times as long. A group that cannot be
 * written is written item by item, so that one does not keep the others out.
 *
 * @param write Writes all items or none.
 */
export function writeTogether<Item>(write: (items: readonly Item[]) => void): GroupedWrites<Item> {
  let waiting: Waiting<Item>[] = [];
  const failureOf = (items: readonly Item[]) => {
    try {
      write(items);
      return null;
    } catch (error) {
      return { error };
    }
  };
  const writeNow = () => {
    if (waiting.length === 0) return;
    const group = waiting;
    waiting = [];
    const failure = failureOf(group.map(({ item }) => item));
    for (const { item, finish } of group) finish(failure && group.length > 1 ? failureOf([item]) : failure);
  };
  return {
    writeNow,
    add: (item) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(writeNow);
        waiting.push({ item, finish: (failure) => (failure ? reject(failure.error) : resolve()) });
      }),
  };
}

/** The same methods, each called only when everything is written. */
export function afterWriting<Methods extends object>(writeNow: () => void, methods: Methods): Methods {
  const entries = Object.entries(methods).map(([name, part]) => {
    if (typeof part !== 'function') return [name, part];
    const called = (...given: unknown[]) => {
      writeNow();
      return part(...given);
    };
    return [name, called];
  });
  return Object.fromEntries(entries) as Methods;
}
