import type { Database } from '../connection/sqlite.ts';
import { countVectors } from './count-vectors.ts';
import { createGraphThread } from './graph-thread.ts';
import { graphProblem } from './hnswlib.ts';
import { createInt8Index } from './int8-index.ts';
import { openVectorIndex } from './open-vector-index.ts';
import { describeSavedGraph } from './vector-graph.ts';
import type { VectorIndex, VectorIndexOptions } from './vector-index.ts';

/** So many new vectors are left to a thread, which makes the graph while each question is compared with every vector. */
const MANY = 500;
/** A graph that lacks fewer vectors than this is left as it is until somebody searches: they are soon added. */
const WORTH_SAVING = 1000;

type Options = Omit<VectorIndexOptions, 'isShortened'>;
type Counts = ReturnType<typeof countVectors>;

/** Searches the vectors of a model. */
export interface NearestVectors extends Pick<VectorIndex, 'catchUp' | 'search' | 'close'> {
  /** Saves the graph. One that a thread makes is left to it: see `whole`. */
  save(): Promise<void>;
  /** Saves the graph, and waits until it has all vectors that were stored. @throws Error that says what cannot be taken in */
  whole(): Promise<void>;
}

/**
 * Searches all vectors of a model in the way that fits their number: small graphs in this thread, large ones in their own. While a graph is being made,
 * each vector is compared, as whole numbers of one byte.
 */
export function createNearestVectors(database: Database, options: Options): NearestVectors {
  const counts = countVectors(database, { model: options.model, most: WORTH_SAVING });
  const { local, exact, thread } = createIndexes(database, options, counts);
  let isClosed = false;
  /** Whether there is nothing to do that is worth loading the graph for. */
  const canWait = async () => {
    if (local.isOpen() || thread.isRunning()) return false;
    const last = await local.lastKey();
    return last !== null && counts.after(last) < WORTH_SAVING;
  };
  /** @returns What answers, or null while the graph is not whole: later on it takes in many in its own time, until then they are found by their words. */
  const grow = async ({ isSaved = false } = {}): Promise<VectorIndex | null> => {
    const isWhole = thread.isRunning() || graphProblem !== null || (await canWait());
    return thread.grow({ isShortened: counts.isLarge(), isWhole, isSaved });
  };
  const isForThread = async () => thread.isRunning() || counts.isLarge() || (await local.lacksMany());
  const upToDate = async (): Promise<VectorIndex> => {
    if (isClosed) throw new Error('Cannot search the vectors: the index was closed');
    if (!(await isForThread())) return (await local.takeIn()) ?? upToDate();
    return (await grow()) ?? exact.upToDate();
  };
  return {
    async catchUp() {
      if (thread.isRunning()) await grow();
      else if (!(await canWait()) && !(await isForThread())) await local.takeIn();
    },
    search: async (vector, limit, wanted) => (await upToDate()).search(vector, limit, wanted),
    async save() {
      if (await canWait()) return;
      if (await isForThread()) await grow({ isSaved: true });
      else await (await local.takeIn())?.save(WORTH_SAVING);
    },
    async whole() {
      await this.save();
      await thread.growth();
      // A small graph may have become a large one meanwhile.
      if (counts.isLarge() && !thread.isRunning()) await this.whole();
    },
    async close() {
      isClosed = true;
      await Promise.all([local.close(), exact.close(), thread.close()]);
    },
  };
}

function createIndexes(database: Database, options: Options, counts: Counts) {
  const local = createLocalGraph(database, options, counts);
  const exact = createExactIndex(database, options);
  const thread = createGraphThread(options, {
    least: WORTH_SAVING,
    async whole() {
      exact.drop();
      await local.close();
    },
  });
  return { local, exact, thread };
}

/** The graph that is searched in this thread, opened when it is needed. */
function createLocalGraph(database: Database, options: Options, counts: Counts) {
  let opened: VectorIndex | null = null;
  /** The last vector that it has taken in, or is about to. */
  let takenIn = 0;
  return {
    isOpen: () => opened !== null,
    /** The last vector that it has, or the saved one while it is not open; null where there is none. */
    async lastKey(): Promise<number | null> {
      if (opened) return takenIn;
      const { directory, model } = options;
      return (await describeSavedGraph(directory, { model, compaction: counts.compaction() }))?.lastKey ?? null;
    },
    async lacksMany(): Promise<boolean> {
      if (graphProblem !== null || (opened && counts.last() <= takenIn)) return false;
      return counts.after((await this.lastKey()) ?? 0) >= MANY;
    },
    /** Takes in all that is stored. @returns Null when it was closed meanwhile. */
    async takeIn(): Promise<VectorIndex | null> {
      takenIn = counts.last();
      opened ??= openVectorIndex(database, { ...options, isShortened: false });
      const index = opened;
      try {
        await index.catchUp();
      } catch (error) {
        if (opened !== index) return null;
        throw error;
      }
      return index;
    },
    async close(): Promise<void> {
      const closing = opened;
      opened = null;
      await closing?.close();
    },
  };
}

/** What compares every vector, opened when it is needed. */
function createExactIndex(database: Database, options: Options) {
  let opened: VectorIndex | null = null;
  return {
    async upToDate(): Promise<VectorIndex> {
      opened ??= createInt8Index(database, options);
      const index = opened;
      await index.catchUp();
      return index;
    },
    /** Its memory is given back once no search has it. */
    drop(): void {
      opened = null;
    },
    close: async () => opened?.close(),
  };
}
