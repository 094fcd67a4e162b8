import type { SearchedStore } from '../stores/paragraph-store.ts';

/** Paragraphs kept, those that were needed last. */
const MAX_CACHED = 2000;

/**
 * Keeps the paragraphs that searches read, and their words, while the index has one generation: questions find the same paragraphs again and again, and reading
 * a hundred takes longer than ranking them.
 *
 * @returns The store to read from while the index has this generation.
 */
export function cacheReads(store: SearchedStore): (generation: number) => SearchedStore {
  let cached = cacheNow(store);
  let cachedGeneration: number | null = null;
  return (generation) => {
    if (generation !== cachedGeneration) cached = cacheNow(store);
    cachedGeneration = generation;
    return cached;
  };
}

function cacheNow(store: SearchedStore): SearchedStore {
  const paragraphs = cacheByKey(async (keys) => {
    const read = await store.paragraphs(keys);
    return new Map(read.map((paragraph) => [paragraph.key, paragraph]));
  });
  const words = cacheByKey((keys) => store.wordsOf(keys));
  return {
    ...store,
    paragraphs: async (keys) => [...(await paragraphs(keys)).values()],
    wordsOf: words,
  };
}

/** Caches what is read by key. @param read Reads what is there of these keys. */
function cacheByKey<Value>(
  read: (keys: number[]) => Promise<Map<number, Value>>,
): (keys: number[]) => Promise<Map<number, Value>> {
  const known = new Map<number, Value>();
  return async (keys) => {
    const missing = keys.filter((key) => !known.has(key));
    const found = missing.length > 0 ? await read(missing) : new Map<number, Value>();
    const values = new Map<number, Value>();
    for (const key of keys) {
      const value = found.get(key) ?? known.get(key);
      if (value === undefined) continue;
      values.set(key, value);
      // Written again as the last: a Map keeps the order of insertion, so the first key is the one unused for longest.
      known.delete(key);
      known.set(key, value);
    }
    for (const key of known.keys()) {
      if (known.size <= MAX_CACHED) break;
      known.delete(key);
    }
    return values;
  };
}
