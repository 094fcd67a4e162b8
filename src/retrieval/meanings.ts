import type { WordEmbedder, WordIndex } from '../embeddings/embedder.ts';
import { mapWithPauses, pauseDue } from '../runtime/pauses.ts';
import type { Vocabulary } from '../stores/paragraph-search.ts';

/** Terms taken in at once. */
const TERMS_AT_ONCE = 50;

/** A term that is similar to a word. */
export interface TermMatch {
  /** Of the vocabulary. */
  termKey: number;
  /** Cosine similarity. */
  similarity: number;
}

/** Finds the terms of a corpus by their meaning. */
export interface Meanings {
  /** Of each word the terms that are nearest in meaning, best first. @throws MODEL_UNAVAILABLE */
  nearest(words: readonly string[], wanted: { limit: number; above: number }): Promise<TermMatch[][]>;
}

/** Compares words with the vocabulary of a corpus. Terms added later are taken in by the next search. */
export function createMeanings({ terms }: Pick<Vocabulary, 'terms'>, words: WordEmbedder): Meanings {
  let index: Promise<WordIndex> | null = null;
  /** Two searches at once take the terms in one after the other. */
  let taking: Promise<unknown> = Promise.resolve();
  const open = () => {
    index ??= words.createIndex().catch((error) => {
      index = null;
      throw error;
    });
    return index;
  };
  const takeIn = async () => {
    const opened = await open();
    while (opened.count < terms.length) {
      opened.add(terms.slice(opened.count, opened.count + TERMS_AT_ONCE));
      const pause = pauseDue();
      if (pause) await pause;
    }
    return opened;
  };
  return {
    async nearest(asked, wanted) {
      if (asked.length === 0) return [];
      const taken = taking.then(takeIn);
      taking = taken.catch(() => {});
      const opened = await taken;
      return mapWithPauses(asked, (word) => {
        const [matches] = opened.nearest([word], wanted);
        return matches!.map(({ place, similarity }) => ({ termKey: place, similarity }));
      });
    },
  };
}
