import { createKeywordIndex, type KeywordIndex } from '../../src/stores/keywords/keyword-index.ts';
import { encodeTerms } from '../../src/stores/keywords/terms-blob.ts';

/** A paragraph whose words are searched: how often it has each one. */
export interface PlacedWords {
  key: number;
  terms: Readonly<Record<string, number>>;
  /** All words of it when nothing else is said. */
  length?: number;
}

/** The words of some paragraphs, in memory; words without a paragraph can be added as `terms`. */
export function keywordsOf(paragraphs: readonly PlacedWords[], terms: readonly string[] = []): KeywordIndex {
  const index = createKeywordIndex();
  index.addTerms([...new Set([...terms, ...paragraphs.flatMap((paragraph) => Object.keys(paragraph.terms))])]);
  for (const { key, terms: words, length } of paragraphs) {
    const frequencies = new Map(Object.entries(words).map(([term, frequency]) => [index.keyOf(term)!, frequency]));
    const all = Object.values(words).reduce((sum, frequency) => sum + frequency, 0);
    index.addParagraph({ key, length: length ?? all, terms: encodeTerms(frequencies) });
  }
  return index;
}
