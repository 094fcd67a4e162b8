import { createLruCache } from '../../../runtime/lru-cache.ts';
import type { DocumentReader } from '../../../stores/document-reader.ts';
import { hasValues } from '../../../text/values.ts';

/** What a prompt says of a document beside its title, its number and its date: "№ 118-П · 2024-11-28"; null where the title says all that is known. */
export type DocumentDetails = (documentId: string) => Promise<string | null>;

/** Documents whose details are kept while the index is the same. */
const MAX_CACHED = 1000;

/** Creates what reads them from a store. */
export function documentDetailsIn(store: Pick<DocumentReader, 'document' | 'generation'>): DocumentDetails {
  const details = createLruCache<string, string | null>(MAX_CACHED);
  return async (documentId) => {
    const generation = await store.generation();
    return details(`${generation} ${documentId}`, async () => {
      const document = await store.document(documentId);
      if (document === null) return null;
      const { title, act, date } = document;
      const number = act?.number === undefined || title.includes(act.number) ? [] : [`№ ${act.number}`];
      const named = date === null || hasValues(title, date) ? number : [...number, date];
      return named.length === 0 ? null : named.join(' · ');
    });
  };
}
