import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';

/**
 * The words of a store, and where they stand: `{ tea: ['menu¶1', 'menu¶3 × 2'] }`, by the order in which paragraphs were stored. Words that
 * only paragraphs had that are gone are left out, as a search leaves them out.
 */
export async function wordsIn(store: ParagraphStore): Promise<Record<string, string[]>> {
  const keywords = await store.keywords();
  const words: Record<string, string[]> = {};
  for (const [termKey, term] of keywords.terms.entries()) {
    const count = keywords.countOf(termKey);
    const postings = { slots: new Uint32Array(count), frequencies: new Uint16Array(count) };
    keywords.read(termKey, postings);
    const places = [...postings.slots].map((slot, place) => ({ slot, frequency: postings.frequencies[place]! }));
    const there = places.filter(({ slot }) => keywords.lengths[slot]! > 0);
    const paragraphs = await store.paragraphs(there.map(({ slot }) => keywords.paragraphKeyOf(slot)));
    if (paragraphs.length !== there.length) throw new Error(`"${term}" stands in a paragraph that is gone`);
    const named = paragraphs.map(({ documentId, number }, place) => {
      const { frequency } = there[place]!;
      return `${documentId}¶${number}${frequency === 1 ? '' : ` × ${frequency}`}`;
    });
    if (named.length > 0) words[term] = named;
  }
  return words;
}
