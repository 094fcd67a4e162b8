import type { Quote } from '../../src/answering/answer.ts';
import type { RankedParagraph } from '../../src/retrieval/rank-paragraphs.ts';
import type { SearchResult } from '../../src/retrieval/search-paragraphs.ts';
import type { StoredParagraph } from '../../src/stores/document-reader.ts';
import { keywordsOf } from '../support/keywords-of.ts';

/** A paragraph of the document `tea`, standing where `text` stands in `document`. */
export function paragraphOf(document: string, text: string, more: Partial<StoredParagraph> = {}): StoredParagraph {
  const start = document.indexOf(text);
  const place = { documentId: 'tea', documentTitle: 'Tea', number: 1, start, end: start + text.length };
  return { key: start + 1, language: 'en', aspects: [], page: null, heading: null, text, ...place, ...more };
}

/** The quote of these words of a paragraph. */
export function quoteOf(paragraph: StoredParagraph, words: string): Quote {
  const start = paragraph.start + paragraph.text.indexOf(words);
  return { paragraph, start, end: start + words.length };
}

/** A paragraph as the search found it; no signal speaks for it unless given. */
export function rankedOf(
  paragraph: StoredParagraph,
  { signals, ...more }: Partial<Omit<RankedParagraph, 'signals'>> & { signals?: Partial<RankedParagraph['signals']> },
): RankedParagraph {
  const noSignals = { keywordShare: 0, similarity: 0, aspect: 0, evidence: 0.5, short: 0 };
  return { paragraph, similarity: 0, score: 0, signals: { ...noSignals, ...signals }, ...more };
}

/**
 * What a search found. Each term of the question stands for words of the corpus, with their likeness.
 *
 * @param terms The inverse frequency of a term is 1 unless `inverseFrequencies` has it.
 */
export function foundOf({
  question,
  terms = {},
  paragraphs = [],
  match = {},
  ...ranking
}: {
  question: string;
  terms?: Record<string, Record<string, number>>;
  paragraphs?: RankedParagraph[];
  match?: Partial<SearchResult['match']>;
} & Partial<Omit<SearchResult, 'match' | 'paragraphs'>>): SearchResult {
  const words = [...new Set(Object.values(terms).flatMap((expansion) => Object.keys(expansion)))];
  const vocabulary = keywordsOf([], words);
  return {
    match: {
      question,
      vector: Float32Array.from([1, 0]),
      terms: Object.entries(terms).map(([term, expansion]) => ({
        term,
        weight: 1,
        expansion: new Map(Object.entries(expansion).map(([word, likeness]) => [vocabulary.keyOf(word)!, likeness])),
      })),
      meaningWeight: 1,
      answerTypes: [],
      aspects: new Map(),
      vocabulary,
      ...match,
    },
    paragraphs,
    bestKeywordScore: 0,
    inverseFrequencies: Object.keys(terms).map(() => 1),
    ...ranking,
  };
}
