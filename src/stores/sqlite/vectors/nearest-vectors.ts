import type { Database } from '../connection/sqlite.ts';
import { openVectorIndex } from './open-vector-index.ts';
import { searchInWorker } from './search-in-worker.ts';
import { describeSavedGraph } from './vector-graph.ts';
import type { VectorIndex, VectorIndexOptions } from './vector-index.ts';

/** From so many vectors on, a thread of its own builds and searches the graph. */
const IN_WORKER_FROM = 5000;
/** A graph that lacks fewer vectors than this is left as it is until somebody searches: they are soon added. */
const WORTH_SAVING = 1000;

/**
 * Searches all vectors of a model in the way that fits their number: small graphs in this thread, large ones in their own.
 */
export function createNearestVectors(
  database: Database,
  options: Omit<VectorIndexOptions, 'isShortened'>,
): Pick<VectorIndex, 'catchUp' | 'search' | 'close'> & { save(): Promise<void> } {
  const { directory, model } = options;
  const counts = countVectors(database, options);
  const indexes = createFittingIndex(database, options, counts.isLarge);
  /** Whether there is nothing to do that is worth loading the graph for. */
  const canWait = async () => {
    if (indexes.isOpen()) return false;
    const saved = await describeSavedGraph(directory, { model, compaction: counts.compaction() });
    return saved !== null && counts.after(saved.lastKey) < WORTH_SAVING;
  };
  /** The index that fits, with what is new taken in; a large graph takes in many at once in its own time: until then they are found by their words. */
  const upToDate = async (): Promise<VectorIndex> => {
    const { fit, remote } = indexes.open();
    // What cannot be taken in is thrown when it is searched.
    remote?.catchUp().catch(() => {});
    if (fit === remote) return fit;
    try {
      await fit.catchUp();
    } catch (error) {
      // The large one took over meanwhile, which closed this one.
      if (indexes.isCurrent(fit)) throw error;
      return upToDate();
    }
    return fit;
  };
  return {
    async catchUp() {
      if (!(await canWait())) await upToDate();
    },
    search: async (vector, limit, wanted) => (await upToDate()).search(vector, limit, wanted),
    async save() {
      if (await canWait()) return;
      const { fit, remote } = indexes.open();
      await (remote ?? fit).save(WORTH_SAVING);
    },
    close: () => indexes.close(),
  };
}

/** Opens the index that fits: one in this thread, or a large one in its own, which takes over once it is whole. */
function createFittingIndex(
  database: Database,
  options: Omit<VectorIndexOptions, 'isShortened'>,
  isLarge: () => boolean,
) {
  let index: VectorIndex | null = null;
  let remote: VectorIndex | null = null;
  let isClosed = false;
  const startRemote = () => {
    const started = searchInWorker({ ...options, isShortened: true }, () => {
      // A thread that ended is started again when it is next asked.
      if (remote === started) remote = null;
      if (index === started) index = null;
    });
    return started;
  };
  /** The small graph answers until the large one is whole. */
  const takeOver = async (started: VectorIndex, before: VectorIndex) => {
    await started.catchUp();
    if (remote === started) index = started;
    await before.close();
  };
  return {
    isOpen: () => index !== null,
    /** Whether this is the one that answers: neither closed nor taken over from. */
    isCurrent: (one: VectorIndex) => !isClosed && index === one,
    /** @returns The index to search, and the one of the thread when there is one. */
    open(): { fit: VectorIndex; remote: VectorIndex | null } {
      if (isClosed) throw new Error('Cannot search the vectors: the index was closed');
      if (isLarge() && remote === null) {
        const started = startRemote();
        remote = started;
        if (index === null) index = started;
        else takeOver(started, index).catch(() => {});
      }
      index ??= openVectorIndex(database, { ...options, isShortened: false });
      return { fit: index, remote };
    },
    async close() {
      isClosed = true;
      await Promise.all([index?.close(), remote?.close()]);
    },
  };
}

/** Creates what counts the vectors of a model. */
function countVectors(database: Database, { model }: Pick<VectorIndexOptions, 'model'>) {
  const compaction = database.prepare("SELECT value FROM meta WHERE key = 'compaction'").pluck();
  const countAfter = database
    .prepare(
      `SELECT count(*) FROM (SELECT 1 FROM embeddings JOIN models ON models.key = embeddings.model
       WHERE embeddings.key > ? AND models.model = ? LIMIT ${WORTH_SAVING})`,
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
    /** Whether there are so many that a thread of its own searches them. They are counted again only when there are new ones. */
    isLarge() {
      const last = lastKey.get();
      if (last !== countedUpTo) isLarge = (countAll.get(model) as number) >= IN_WORKER_FROM;
      countedUpTo = last;
      return isLarge;
    },
  };
}
