import type { Database } from '../connection/sqlite.ts';

/** From so many vectors on, a thread of its own searches the graph. */
const IN_WORKER_FROM = 5000;

/** Creates what counts the vectors of a model. @param options.most How far those after a key are counted. */
export function countVectors(database: Database, { model, most }: { model: string; most: number }) {
  const compaction = database.prepare("SELECT value FROM meta WHERE key = 'compaction'").pluck();
  const countAfter = database
    .prepare(
      `SELECT count(*) FROM (SELECT 1 FROM embeddings JOIN models ON models.key = embeddings.model
       WHERE embeddings.key > ? AND models.model = ? LIMIT ${most})`,
    )
    .pluck();
  const countAll = database
    .prepare('SELECT count(*) FROM embeddings JOIN models ON models.key = embeddings.model WHERE models.model = ?')
    .pluck();
  const lastKey = database.prepare('SELECT max(key) FROM embeddings').pluck();
  let countedUpTo: unknown;
  let isLarge = false;
  return {
    compaction: () => Number(compaction.get()),
    /** How many have later keys, counted no further than is asked for. */
    after: (key: number) => countAfter.get(key, model) as number,
    /** The last key of all, 0 where there is none. */
    last: () => (lastKey.get() as number | null) ?? 0,
    /** Whether there are so many that a thread of its own searches them. They are counted again only when there are new ones. */
    isLarge() {
      const last = lastKey.get();
      if (last !== countedUpTo) isLarge = (countAll.get(model) as number) >= IN_WORKER_FROM;
      countedUpTo = last;
      return isLarge;
    },
  };
}
