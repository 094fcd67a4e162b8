import { after } from 'node:test';
import { embeddingModelKey } from '../../../../src/embeddings/embedder.ts';
import type { Manifest } from '../../../../src/stores/document-reader.ts';
import type { ParagraphStore } from '../../../../src/stores/paragraph-store.ts';
import { openDatabase } from '../../../../src/stores/sqlite/connection/database.ts';
import {
  type CurrentKeywords,
  createCurrentKeywords,
} from '../../../../src/stores/sqlite/keywords/current-keywords.ts';
import type { Keywords } from '../../../../src/stores/sqlite/keywords/keywords.ts';

/** The words in memory of the index in a folder, over a connection that is closed when the suite is over. */
export function openKeywords(directory: string): CurrentKeywords {
  const database = openDatabase(directory);
  after(() => database.close());
  const manifest = database.prepare("SELECT value FROM meta WHERE key = 'manifest'").pluck();
  const modelNow = () => {
    const json = manifest.get() as string | undefined;
    return json === undefined ? '' : embeddingModelKey((JSON.parse(json) as Manifest).embedding);
  };
  return createCurrentKeywords(database, { directory, modelNow });
}

/**
 * The words in memory, and where they stand: `{ tea: ['menu¶1', 'menu¶3 × 2'] }`, by the order in which paragraphs were stored. Words that
 * only deleted paragraphs had are left out, as a search leaves them out.
 *
 * @param store Has the paragraphs.
 */
export async function wordsHeld(keywords: Keywords, store: ParagraphStore): Promise<Record<string, string[]>> {
  const words: Record<string, string[]> = {};
  for (const [termKey, term] of keywords.terms.entries()) {
    const count = keywords.countOf(termKey);
    const postings = { slots: new Uint32Array(count), frequencies: new Uint16Array(count) };
    keywords.read(termKey, postings);
    const places = [...postings.slots].map((slot, place) => ({ slot, frequency: postings.frequencies[place]! }));
    const there = places.filter(({ slot }) => keywords.lengths[slot]! > 0);
    const paragraphs = await store.paragraphs(there.map(({ slot }) => keywords.paragraphKeyOf(slot)));
    if (paragraphs.length !== there.length) throw new Error(`"${term}" is in a deleted paragraph`);
    const named = paragraphs.map(({ documentId, number }, place) => {
      const { frequency } = there[place]!;
      return `${documentId}¶${number}${frequency === 1 ? '' : ` × ${frequency}`}`;
    });
    if (named.length > 0) words[term] = named;
  }
  return words;
}
