import { createLruCache } from '../runtime/lru-cache.ts';
import type { SearchedStore } from './paragraph-store.ts';

/** Texts kept, and UTF-16 code units of each: at most 1.5 MB together. */
const MAX_TEXTS = 8;
const MAX_LENGTH = 100_000;

/** The same store, which keeps the texts of the documents that were quoted last while the index has one generation: every answer is compared with its documents. */
export function withLatestTexts(store: SearchedStore): SearchedStore {
  const texts = createLruCache<string, string | null>(MAX_TEXTS, (text) => text !== null && text.length <= MAX_LENGTH);
  return {
    ...store,
    text: async (id) => texts(`${await store.generation()} ${id}`, () => store.text(id)),
  };
}
