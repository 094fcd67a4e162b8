import type Database from 'better-sqlite3';
import { createExactIndex } from './exact-index.ts';
import { searchInWorker } from './search-in-worker.ts';
import { describeSavedGraph } from './vector-graph.ts';
import { createGraphIndex, type VectorIndex, type VectorIndexOptions } from './vector-index.ts';

/** From so many vectors on, a thread of its own builds and searches the graph. */
const IN_WORKER_FROM = 5000;
/** A graph that lacks fewer vectors than this is left as it is until somebody searches: they are soon added. */
const WORTH_SAVING = 1000;

/**
 * Searches all vectors of a role in the way that fits their number: small graphs in this thread, large ones in their own. Few terms
 * are compared one by one: what a question's words may stand for should not depend on a graph's luck.
 */
export function createNearestVectors(
  database: Database.Database,
  options: Omit<VectorIndexOptions, 'isShortened'>,
): Pick<VectorIndex, 'catchUp' | 'search' | 'close'> & { save(): Promise<void> } {
  const { directory, role, model } = options;
  const compactionNow = database.prepare("SELECT value FROM meta WHERE key = 'compaction'").pluck();
  const countAfter = database
    .prepare(
      `SELECT count(*) FROM (SELECT 1 FROM embeddings JOIN models ON models.key = embeddings.model
       WHERE embeddings.key > ? AND role = ? AND models.model = ? LIMIT ${WORTH_SAVING})`,
    )
    .pluck();
  const countVectors = database
    .prepare(
      'SELECT count(*) FROM embeddings JOIN models ON models.key = embeddings.model WHERE role = ? AND models.model = ?',
    )
    .pluck();
  const lastKey = database.prepare('SELECT max(key) FROM embeddings').pluck();
  let index: VectorIndex | null = null;
  let remote: VectorIndex | null = null;
  let countedUpTo: unknown;
  let isLarge = false;
  let isClosed = false;

  const startRemote = (): VectorIndex => {
    const started = searchInWorker({ ...options, isShortened: true }, () => {
      // A thread that ended is started again by who asks next.
      if (remote === started) remote = null;
      if (index === started) index = null;
    });
    return started;
  };
  const fitting = (): VectorIndex => {
    if (isClosed) throw new Error('Cannot search the vectors: the index was closed');
    const last = lastKey.get();
    if (last !== countedUpTo) isLarge = (countVectors.get(role, model) as number) >= IN_WORKER_FROM;
    countedUpTo = last;
    if (isLarge && remote === null) {
      const started = startRemote();
      remote = started;
      const before = index;
      index ??= started;
      if (before !== null) {
        // The small graph answers until the large one is whole.
        const takeOver = async () => {
          await started.catchUp();
          if (remote === started) index = started;
          await before.close();
        };
        takeOver().catch(() => {});
      }
    }
    const inThread = { ...options, isShortened: false };
    index ??= role === 'query' ? createExactIndex(database, inThread) : createGraphIndex(database, inThread);
    return index;
  };
  /** Whether there is nothing to do that is worth loading the graph for. */
  const canWait = async () => {
    if (index !== null) return false;
    const saved = await describeSavedGraph(directory, role, { model, compaction: Number(compactionNow.get()) });
    return saved !== null && (countAfter.get(saved.lastKey, role, model) as number) < WORTH_SAVING;
  };
  return {
    async catchUp() {
      if (await canWait()) return;
      const fit = fitting();
      if (fit !== remote) await fit.catchUp();
      // A large graph takes in many at once in its own time: until then they are found by their words.
      remote?.catchUp().catch(() => {});
    },
    async search(vector, limit, wanted) {
      const fit = fitting();
      if (fit !== remote) await fit.catchUp();
      else fit.catchUp().catch(() => {}); // What cannot be taken in is thrown when it is searched.
      return fit.search(vector, limit, wanted);
    },
    async save() {
      if (await canWait()) return;
      const fit = fitting();
      await (remote ?? fit).save(WORTH_SAVING);
    },
    async close() {
      isClosed = true;
      await Promise.all([index?.close(), remote?.close()]);
    },
  };
}
