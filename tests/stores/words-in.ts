import type { StoredParagraph } from '../../src/stores/document-reader.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';

/** Every paragraph of a document, in order, from any store. */
export async function paragraphsIn(store: ParagraphStore, documentId: string): Promise<StoredParagraph[]> {
  const manifest = await store.manifest();
  if (manifest === null) return [];
  const anyVector = new Float32Array(manifest.embedding.dimensions).fill(1);
  const matches = await store.nearest(anyVector, 100_000, [documentId]);
  const paragraphs = await store.paragraphs(matches.map(({ key }) => key));
  return paragraphs.sort((a, b) => a.number - b.number);
}

/**
 * The words of a store, and where they stand: `{ tea: ['menu¶1', 'menu¶3 × 2'] }`, in the order of words, documents and paragraphs. Words that
 * only deleted paragraphs had are left out, as a search leaves them out.
 */
export async function wordsIn(store: ParagraphStore): Promise<Record<string, string[]>> {
  const places = new Map<string, string[]>();
  for (const { id, paragraphs: count } of await store.documents()) {
    const paragraphs = await paragraphsIn(store, id);
    if (paragraphs.length !== count) throw new Error(`"${id}" has ${count} paragraphs; ${paragraphs.length} are found`);
    const words = await store.wordsOf(paragraphs.map(({ key }) => key));
    const { terms } = await store.vocabulary();
    for (const { key, number } of paragraphs) {
      const own = words.get(key)!;
      for (const [place, termKey] of own.terms.entries()) {
        const frequency = own.frequencies[place]!;
        const term = terms[termKey];
        if (term === undefined) throw new Error(`"${id}" ¶${number} has the word ${termKey}, which is not known`);
        const where = `${id}¶${number}${frequency === 1 ? '' : ` × ${frequency}`}`;
        const known = places.get(term);
        if (known) known.push(where);
        else places.set(term, [where]);
      }
    }
  }
  return Object.fromEntries([...places].sort(([a], [b]) => (a < b ? -1 : 1)));
}
