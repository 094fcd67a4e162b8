import type { Database } from '../connection/sqlite.ts';
import { NO_DIRECTION } from './equal-keys.ts';
import { createFirstOfEquals, type FirstOfEquals } from './first-of-equals.ts';
import { directionOfBlob, fromBlob } from './vector-blob.ts';
import type { VectorGraph } from './vector-graph.ts';

/** Vectors read at once, and added, or compared, between two turns of the event loop. */
const READ_AT_ONCE = 256;
const ADDED_PER_TURN = 8;

interface StoredVector {
  key: number;
  vector: Buffer;
}

/** Takes stored vectors into graphs. */
export interface GraphIntake {
  /** Takes in the vectors that come next. @returns Whether there may be more. */
  takeNext(graph: VectorGraph): Promise<boolean>;
}

/**
 * Creates what takes stored vectors into graphs: of equal ones the first, and the others under its key; none without a direction. Hundreds at
 * no distance from each other fill each other's links, and nothing leads from them to the rest of the graph.
 *
 * @param takeTurn Gives the event loop its turn. @throws when the work is to end
 */
export function createGraphIntake(
  database: Database,
  {
    dimensions,
    modelKey,
    takeTurn,
  }: {
    dimensions: number;
    modelKey: () => number;
    takeTurn: () => Promise<void>;
  },
): GraphIntake {
  const after = database.prepare('SELECT key, vector FROM embeddings WHERE key > ? AND model = ? ORDER BY key LIMIT ?');
  const vectorOf = database.prepare('SELECT vector FROM embeddings WHERE key = ?').pluck();
  const firsts = new WeakMap<VectorGraph, FirstOfEquals>();
  const rowsAfter = (key: number) => after.all(key, modelKey(), READ_AT_ONCE) as StoredVector[];

  /** Reads what is in a graph that was loaded: only now, as a graph that nothing is added to can do without. */
  const readFirsts = async (graph: VectorGraph): Promise<FirstOfEquals> => {
    const found = createFirstOfEquals((key) => {
      const vector = vectorOf.get(key) as Buffer | undefined;
      return vector === undefined ? null : directionOfBlob(vector, dimensions);
    });
    const others = graph.equals.others();
    for (let last = 0; last < graph.lastKey; ) {
      await takeTurn();
      const rows = rowsAfter(last).filter(({ key }) => key <= graph.lastKey);
      for (const { key, vector } of rows) {
        const direction = others.has(key) ? null : directionOfBlob(vector, dimensions);
        if (direction !== null) found.keyOf(direction, key);
      }
      last = rows.at(-1)?.key ?? graph.lastKey;
    }
    firsts.set(graph, found);
    return found;
  };

  return {
    async takeNext(graph) {
      const rows = rowsAfter(graph.lastKey);
      if (rows.length === 0) return false;
      const known = firsts.get(graph) ?? (await readFirsts(graph));
      for (const [index, { key, vector }] of rows.entries()) {
        if (index % ADDED_PER_TURN === 0) await takeTurn();
        const direction = directionOfBlob(vector, dimensions);
        const first = direction === null ? NO_DIRECTION : known.keyOf(direction, key);
        if (first === key) graph.add(key, fromBlob(vector, dimensions));
        else graph.equals.add(key, first);
        graph.lastKey = key;
      }
      return rows.length === READ_AT_ONCE;
    },
  };
}
