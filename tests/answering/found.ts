import type { Quote } from '../../src/answering/answer.ts';
import type { AnswerSpan } from '../../src/answering/extractive/answer-spans.ts';
import type { QuestionMatch } from '../../src/retrieval/match-question.ts';
import { partAsked } from '../../src/retrieval/part-asked.ts';
import type { RankedParagraph, RankingSignals } from '../../src/retrieval/rank-paragraphs.ts';
import type { SearchResult } from '../../src/retrieval/search-paragraphs.ts';
import { createSpelling } from '../../src/retrieval/spelling.ts';
import type { StoredParagraph } from '../../src/stores/document-reader.ts';
import type { Vocabulary } from '../../src/stores/paragraph-search.ts';
import { keywordsOf } from '../support/keywords-of.ts';

/** A paragraph of the document `tea`, standing where `text` stands in `document`. */
export function paragraphOf(document: string, text: string, more: Partial<StoredParagraph> = {}): StoredParagraph {
  const start = document.indexOf(text);
  const place = {
    documentId: 'tea',
    documentTitle: 'Tea',
    documentUrl: null,
    number: 1,
    start,
    end: start + text.length,
  };
  return {
    key: start + 1,
    language: 'en',
    aspects: [],
    page: null,
    heading: null,
    context: null,
    text,
    ...place,
    ...more,
  };
}

/** The quote of these words of a paragraph. */
export function quoteOf(paragraph: StoredParagraph, words: string): Quote {
  const start = paragraph.start + paragraph.text.indexOf(words);
  return { paragraph, start, end: start + words.length };
}

/** No term of a question, however many it has, names the document. */
const NONE_NAMED: readonly number[] = Array(40).fill(0);

/** What speaks for a paragraph that nothing speaks for. */
export const NO_SIGNALS: RankingSignals = {
  keywordShare: 0,
  spelling: 0,
  spellingAlone: 0,
  similarity: 0,
  sentence: 0,
  document: 0,
  named: 0,
  aspect: 0,
  part: 0,
  evidence: 0,
  short: 0,
  heading: 0,
};

/** A paragraph as the search found it; no signal speaks for it unless given. */
export function rankedOf(
  paragraph: StoredParagraph,
  { signals, ...more }: Partial<Omit<RankedParagraph, 'signals'>> & { signals?: Partial<RankedParagraph['signals']> },
): RankedParagraph {
  return {
    paragraph,
    similarity: 0,
    score: 0,
    named: NONE_NAMED,
    given: NONE_NAMED,
    signals: { ...NO_SIGNALS, evidence: 0.5, ...signals },
    ...more,
  };
}

/** A sentence where it stands in the text; nothing speaks for it unless given. */
export function sentenceOf(
  ranked: RankedParagraph,
  { start, end }: { start: number; end: number },
  more: Partial<AnswerSpan> = {},
): AnswerSpan {
  const noScores = {
    isHeader: false,
    item: null,
    further: 0,
    isList: false,
    own: [],
    likeness: [],
    coverage: 0,
    spelling: 0,
    similarity: 0,
    subjectSimilarity: 0,
    part: 0,
    answerTypeShare: 0.5,
  };
  return { ranked, paragraph: ranked.paragraph, start, end, ...noScores, ...more };
}

const EAST = Float32Array.from([1, 0]);

/** A question without terms that points east and asks for nothing; a cosine says how near a text is in meaning. */
export function matchOf(question: string, vocabulary: Vocabulary): QuestionMatch {
  return {
    question,
    text: question,
    vector: EAST,
    terms: [],
    trust: 1,
    meaning: (cosine) => cosine,
    part: partAsked(question),
    answerTypes: [],
    aspects: new Map(),
    aspectsOf: () => new Map(),
    vocabulary,
  };
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
  const expanded = Object.entries(terms).map(([term, expansion]) => ({
    term,
    weight: 1,
    expansion: new Map(Object.entries(expansion).map(([word, likeness]) => [vocabulary.keyOf(word)!, likeness])),
  }));
  return {
    match: { ...matchOf(question, vocabulary), terms: expanded, ...match },
    paragraphs,
    sentences: [],
    leadIns: new Map(),
    versions: { others: new Set(), withoutYear: new Set() },
    bestKeywordScore: 0,
    inverseFrequencies: expanded.map(() => 1),
    spelling: createSpelling(expanded, [], vocabulary),
    askedVector: match.vector ?? EAST,
    ...ranking,
  };
}
