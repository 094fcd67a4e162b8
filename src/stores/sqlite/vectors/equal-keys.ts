/** Stands for the vector without direction, which is in no graph: keys are positive. */
export const NO_DIRECTION = 0;

/** Which vectors equal one that is in a graph: they are not in it themselves, and are found with it. */
export interface EqualKeys {
  /** How many there are. */
  readonly count: number;
  /** @param first The key of the one in the graph, or `NO_DIRECTION`. */
  add(key: number, first: number): void;
  /** The keys of equal vectors, that of the one in the graph first. */
  keysOf(first: number): number[];
  /** The keys of all that are not in the graph themselves. */
  others(): ReadonlySet<number>;
  /** As text, to be read by `readEqualKeys`. */
  toText(): string;
}

/** Creates what knows of no equal vectors, or of those that are given by the key of the one in the graph. */
export function createEqualKeys(others = new Map<number, number[]>()): EqualKeys {
  let count = [...others.values()].reduce((sum, keys) => sum + keys.length, 0);
  return {
    get count() {
      return count;
    },
    add(key, first) {
      const keys = others.get(first);
      if (keys) keys.push(key);
      else others.set(first, [key]);
      count += 1;
    },
    keysOf: (first) => [...(first === NO_DIRECTION ? [] : [first]), ...(others.get(first) ?? [])],
    others: () => new Set([...others.values()].flat()),
    toText() {
      const numbers = Uint32Array.from([...others].flatMap(([first, keys]) => [first, keys.length, ...keys]));
      return Buffer.from(numbers.buffer).toString('base64');
    },
  };
}

/** Reads what `toText` made: of each vector that others equal its key, how many they are, and their keys. */
export function readEqualKeys(text: string): EqualKeys {
  const numbers = new Uint32Array(new Uint8Array(Buffer.from(text, 'base64')).buffer);
  const others = new Map<number, number[]>();
  for (let at = 0; at < numbers.length; at += 2 + numbers[at + 1]!) {
    others.set(numbers[at]!, [...numbers.subarray(at + 2, at + 2 + numbers[at + 1]!)]);
  }
  return createEqualKeys(others);
}
