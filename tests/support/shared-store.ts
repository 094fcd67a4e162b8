import { createTaskQueue } from '../../src/runtime/task-queue.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';

/** A store as one of several processes has it that index together. */
export interface SharedStore extends ParagraphStore {
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
    return {
      ...store,
      locks,
      asked,
      async withWriteLock(work, { isShared = false } = {}) {
        locks.push({ isShared });
        try {
          return await work();
        } finally {
          release(name);
        }
      },
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
      keepEmbeddings: (modelKey, embeddings) => enqueueTask(() => store.keepEmbeddings(modelKey, embeddings)),
      settle: () => enqueueTask(() => store.settle()),
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
