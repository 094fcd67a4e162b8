import type { ExpandedTerm, Vocabulary } from '../../src/stores/paragraph-search.ts';
import { createKeywordIndex, type KeywordIndex } from '../../src/stores/sqlite/keywords/keyword-index.ts';
import { encodeTerms } from '../../src/stores/terms-blob.ts';

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

/** A corpus of ten paragraphs, or more, each ten words long unless it says otherwise; those that are not given have other words. */
export function corpusOf(
  given: Record<number, Record<string, number> & { length?: number }>,
  paragraphCount = 10,
): { keywords: KeywordIndex; placed: PlacedWords[] } {
  const placed: PlacedWords[] = Object.entries(given).map(([key, { length = 10, ...terms }]) => ({
    key: Number(key),
    length,
    terms: terms as Record<string, number>,
  }));
  while (placed.length < paragraphCount) placed.push({ key: 1000 + placed.length, length: 10, terms: { other: 10 } });
  return { keywords: keywordsOf(placed), placed };
}

/** Words that a term of the question stands for, with their likeness. */
export interface AskedTerm {
  expansion: Record<string, number>;
  weight?: number;
}

/** Terms that stand for themselves. */
export const ask = (...words: string[]): AskedTerm[] => words.map((word) => ({ expansion: { [word]: 1 } }));

/** The terms of a question, expanded over a vocabulary; words that are not in it are left out. */
export function expandedOver(vocabulary: Pick<Vocabulary, 'keyOf'>, asked: readonly AskedTerm[]): ExpandedTerm[] {
  return asked.map(({ expansion, weight = 1 }) => ({
    term: 'term',
    weight,
    expansion: new Map(
      Object.entries(expansion).flatMap(([word, likeness]): [number, number][] => {
        const key = vocabulary.keyOf(word);
        return key === undefined ? [] : [[key, likeness]];
      }),
    ),
  }));
}
