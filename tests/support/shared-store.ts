import { createTaskQueue } from '../../src/runtime/task-queue.ts';
import type { SharedWriting } from '../../src/stores/index-writer.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';

/** A store as one of several processes has it that index together. */
export interface SharedStore extends ParagraphStore {
  sharing: SharedWriting;
  /** What the lock was asked for. */
  locks: { isShared: boolean }[];
  /** The files of each call of `claimFiles`. */
  asked: string[][];
}

/** Lets several "processes" write one store that takes one writer only: files are claimed as the contract of stores says. */
export function shareStore(store: ParagraphStore) {
  const owners = new Map<string, string>();
  const enqueueTask = createTaskQueue();
  const release = (owner: string) => {
    for (const [file, other] of owners) if (other === owner) owners.delete(file);
  };
  const openAs = (name: string): SharedStore => {
    const locks: SharedStore['locks'] = [];
    const asked: string[][] = [];
    const withLock = async <T>(work: () => Promise<T>, how: { isShared: boolean }) => {
      locks.push(how);
      try {
        return await work();
      } finally {
        release(name);
      }
    };
    return {
      ...store,
      locks,
      asked,
      withWriteLock: (work) => withLock(work, { isShared: false }),
      sharing: {
        withSharedLock: (work) => withLock(work, { isShared: true }),
        async claimFiles(fingerprints) {
          asked.push([...fingerprints.keys()]);
          const sources = await store.sources();
          const claims = { claimed: new Set<string>(), busy: new Set<string>() };
          for (const [file, fingerprint] of fingerprints) {
            if (sources.get(file)?.fingerprint === fingerprint) continue;
            const owner = owners.get(file) ?? name;
            owners.set(file, owner);
            claims[owner === name ? 'claimed' : 'busy'].add(file);
          }
          return claims;
        },
      },
      cacheEmbeddings: (modelKey, embeddings) => enqueueTask(() => store.cacheEmbeddings(modelKey, embeddings)),
      finishUpdate: () => enqueueTask(() => store.finishUpdate()),
      update: (update) =>
        enqueueTask(async () => {
          await store.update(update);
          for (const file of update.sources?.keys() ?? []) owners.delete(file);
        }),
    };
  };
  /** Another process claims a file and does nothing with it until it dies. */
  const claim = (file: string, owner: string) => void owners.set(file, owner);
  return { openAs, claim, die: release };
}
