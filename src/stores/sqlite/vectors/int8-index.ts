import { setImmediate as nextTurn } from 'node:timers/promises';
import { createInt8Matrix } from '../../../embeddings/int8-matrix/int8-matrix.ts';
import type { Database } from '../connection/sqlite.ts';
import { fromBlob } from './vector-blob.ts';
import type { VectorIndex, VectorIndexOptions, VectorMatch } from './vector-index.ts';

/** Vectors read between two turns of the event loop. */
const READ_AT_ONCE = 1024;
/** Matches are sorted out when there are so many times as many as are looked for. */
const KEPT = 4;

/** Creates an index that compares with every vector, as whole numbers of one byte: what searches where there can be no graph. */
export function createInt8Index(
  database: Database,
  { model, dimensions }: Pick<VectorIndexOptions, 'model' | 'dimensions'>,
): VectorIndex {
  const after = database.prepare(
    'SELECT embeddings.key, vector FROM embeddings JOIN models ON models.key = embeddings.model WHERE embeddings.key > ? AND models.model = ? ORDER BY embeddings.key LIMIT ?',
  );
  const compactionNow = database.prepare("SELECT value FROM meta WHERE key = 'compaction'").pluck();
  const begin = () => ({ compaction: compactionNow.get(), keys: [] as number[], matrix: createInt8Matrix(dimensions) });
  let vectors = begin();
  let catchingUp: Promise<void> | null = null;
  let isWhole = false;
  let isClosed = false;

  const readAll = async (): Promise<void> => {
    // Vectors were deleted: all that are left are read again, and the old ones answer until they are.
    const reading = vectors.compaction === compactionNow.get() ? vectors : begin();
    while (!isClosed) {
      const rows = after.all(reading.keys.at(-1) ?? 0, model, READ_AT_ONCE) as { key: number; vector: Buffer }[];
      for (const { key, vector } of rows) {
        reading.matrix.add(directionOf(fromBlob(vector, dimensions)));
        reading.keys.push(key);
      }
      if (rows.length < READ_AT_ONCE) break;
      await nextTurn();
    }
    vectors = reading;
    isWhole = true;
  };
  const catchUp = () => {
    catchingUp ??= readAll().finally(() => {
      catchingUp = null;
    });
    return catchingUp;
  };
  return {
    catchUp,
    async search(vector, limit, wanted) {
      if (!isWhole) await catchUp();
      const { keys, matrix } = vectors;
      return nearest(keys, matrix.multiplyWith(directionOf(vector)).all(), { limit, wanted });
    },
    save: catchUp,
    async close() {
      isClosed = true;
      await catchingUp?.catch(() => {});
    },
  };
}

function nearest(
  keys: number[],
  similarities: Float32Array,
  { limit, wanted }: { limit: number; wanted: ReadonlySet<number> | undefined },
): VectorMatch[] {
  let best: VectorMatch[] = [];
  let least = Number.NEGATIVE_INFINITY;
  const sortOut = () => best.sort((a, b) => b.similarity - a.similarity).slice(0, limit);
  for (const [row, similarity] of similarities.entries()) {
    const key = keys[row]!;
    if (similarity <= least || wanted?.has(key) === false) continue;
    best.push({ key, similarity });
    if (best.length < limit * KEPT) continue;
    best = sortOut();
    least = best.at(-1)?.similarity ?? least;
  }
  return sortOut();
}

/** The unit vector in a vector's direction; 0 for one without: all 0, or not all finite. */
function directionOf(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  const hasDirection = length > 0 && Number.isFinite(length);
  return hasDirection ? vector.map((value) => value / length) : new Float32Array(vector.length);
}
