import { searchInWorker } from './search-in-worker.ts';
import type { VectorIndex, VectorIndexOptions } from './vector-index.ts';

/** A thread and the graph that it makes. */
interface RunningThread {
  index: VectorIndex;
  isShortened: boolean;
  /** Whether its graph has been whole, so that it answers. */
  answers: boolean;
  /** What it is doing, or null. */
  growth: Promise<void> | null;
}

/** What the graph of a thread is to be. */
interface GraphWanted {
  isShortened: boolean;
  /** Whether a whole graph is saved already, which is loaded. */
  isWhole: boolean;
  /** Whether it is to be saved, when at least `least` vectors of it are not. One that is not whole is saved once it is. */
  isSaved?: boolean;
}

/** A thread that makes a graph in its own time. One of shortened vectors is searched there; another one is left to be loaded. */
export interface GraphThread {
  isRunning(): boolean;
  /** Has all that is stored taken in; starts the thread where there is none. @returns What answers, or null while the graph is not whole. */
  grow(wanted: GraphWanted): VectorIndex | null;
  /** Waits for what is under way. @throws Error that says why it could not be done */
  growth(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Creates a thread that is started when it is first needed, and again when it has ended by itself.
 *
 * @param least How many vectors must be new for a graph to be saved again.
 * @param whole Called when a graph is whole, and saved where it is to be loaded.
 */
export function createGraphThread(
  options: Omit<VectorIndexOptions, 'isShortened'>,
  { least, whole }: { least: number; whole: () => Promise<void> },
): GraphThread {
  let running: RunningThread | null = null;
  const start = ({ isShortened, isWhole }: GraphWanted): RunningThread => {
    const index = searchInWorker({ ...options, isShortened }, () => {
      if (running?.index === index) running = null;
    });
    return { index, isShortened, answers: isWhole, growth: null };
  };
  /** Saves a graph to be loaded, and ends the thread. One that cannot be saved is searched where it is. */
  const handOver = async (thread: RunningThread): Promise<void> => {
    try {
      await thread.index.save(least);
    } catch (error) {
      thread.answers = true;
      throw error;
    }
    await whole();
    running = null;
    await thread.index.close();
  };
  const take = async (thread: RunningThread, isSaved: boolean): Promise<void> => {
    // It has ended, or is about to.
    if (running !== thread) return;
    const { index, isShortened, answers } = thread;
    await index.catchUp();
    if (!isShortened && !answers) return handOver(thread);
    thread.answers = true;
    if (!answers) await whole();
    if (isSaved || !answers) await index.save(least);
  };
  return {
    isRunning: () => running !== null,
    grow(wanted) {
      running ??= start(wanted);
      const thread = running;
      const { isSaved = false } = wanted;
      if (thread.growth === null || isSaved) doNext(thread, () => take(thread, isSaved));
      return thread.answers ? thread.index : null;
    },
    async growth() {
      await running?.growth;
    },
    async close() {
      const closing = running;
      await closing?.index.close();
      await closing?.growth?.catch(() => {});
    },
  };
}

/** Has a thread do something once it has done what it is doing. */
function doNext(thread: RunningThread, work: () => Promise<void>): void {
  const growth = (thread.growth ?? Promise.resolve())
    .catch(() => {})
    .then(work)
    .finally(() => {
      if (thread.growth === growth) thread.growth = null;
    });
  // What cannot be taken in is thrown when it is searched, or waited for.
  growth.catch(() => {});
  thread.growth = growth;
}
