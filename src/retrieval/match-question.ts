import type { Embedder } from '../embeddings/embedder.ts';
import { trustIn } from '../embeddings/known-share.ts';
import { measureScale } from '../embeddings/similarity/measure-scale.ts';
import { measureOn, type SimilarityMeasure, type SimilarityScale } from '../embeddings/similarity/similarity-scale.ts';
import type { LanguageTag } from '../protocol/language.ts';
import { createLruCache } from '../runtime/lru-cache.ts';
import type { ExpandedTerm, TermExpansion, Vocabulary } from '../stores/paragraph-search.ts';
import type { SearchedStore } from '../stores/paragraph-store.ts';
import { detectLanguage } from '../text/detect-language.ts';
import type { ExactTerm } from '../text/exact-terms/exact-term.ts';
import { exactTermsIn } from '../text/exact-terms/exact-terms.ts';
import { type AnswerType, expectedAnswerTypes } from '../text/expected-answer-type.ts';
import { ASKING_WORDS, WORDS_OF_THE_PRESENT } from '../text/stop-words.ts';
import { isTerm, termsOf, tokenize } from '../text/tokenize.ts';
import { wordFamily } from '../text/word-families.ts';
import { type Aspect, aspectsAsked } from './document-aspects.ts';
import { createTermExpander, NEAREST_WANTED } from './expand-term.ts';
import { foundAsWhole } from './found-as-whole.ts';
import { createMeanings } from './meanings.ts';
import { type PartAsked, partAsked } from './part-asked.ts';

/** What to search for. */
export interface SearchQuery {
  question: string;
  /** What was said before and the question leans on, oldest first; empty for a question that stands on its own. */
  context: readonly string[];
  /** Only with a question that leans on the one before. */
  answered?: AnsweredBefore | undefined;
}

/** What was answered before. */
export interface AnsweredBefore {
  /** Each on one line; their documents are in focus. */
  quotes: readonly string[];
  /** Terms of the question that were not asked before: a quote without them does not answer it. Null where a quote may answer it as it is. */
  newTerms: readonly string[] | null;
}

/** A question made ready to be compared with paragraphs. */
export interface QuestionMatch {
  /** The question itself, without the conversation before. */
  question: string;
  /** The question with its context. */
  text: string;
  /** Unit vector of `text`. */
  vector: Float32Array;
  terms: ExpandedTerm[];
  /**
   * How near in meaning a text of a language with this cosine similarity is: 0 as texts are by chance, about 1 the same text; 0 throughout where the model
   * does not know the words of the question.
   */
  meaning(cosine: number, language: LanguageTag): number;
  /** How far the model knows the words of the question, 0…1. */
  trust: number;
  /** The parts of a document that are asked for by their numbers. */
  part: PartAsked;
  /** The kinds of words that an answer must have. */
  answerTypes: AnswerType[];
  /** The aspects of a document as a whole that are asked for, with their weights, 0…1. */
  aspects: Map<Aspect, number>;
  /** The same of a document with this title: what names it asks for nothing else. */
  aspectsOf(title: string): Map<Aspect, number>;
  /** As in `SearchQuery`. */
  answered?: AnsweredBefore | undefined;
  vocabulary: Vocabulary;
}

/** Turns a query into what paragraphs are compared with. @throws MODEL_UNAVAILABLE */
type QuestionMatcher = (
  query: SearchQuery,
  /** The title of the document searched, when it is one alone. */
  searched: { generation: number; onlyTitle?: string },
) => Promise<QuestionMatch>;

/** How much a term counts that only the context has. */
const CONTEXT_WEIGHT = 0.5;
/** Questions longer than this are cut to their first so many different terms: the rest would only cost time. */
const MAX_TERMS = 40;
const MAX_CACHED_EXPANSIONS = 1000;

/** Creates a matcher over a store. What depends on the vocabulary alone is prepared once for each index. */
export function createQuestionMatcher({
  store,
  embedder,
  scale,
}: {
  store: SearchedStore;
  embedder: Embedder;
  /** What the cosines of the model mean; where it is not known, the index says it, or it is measured. */
  scale?: SimilarityScale | undefined;
}): QuestionMatcher {
  let corpus: Corpus | null = null;
  const measures = createLruCache<'measure', SimilarityMeasure>(1);
  return async (query, { generation, onlyTitle = '' }) => {
    const measure = await measures('measure', async () =>
      measureOn(scale ?? (await store.manifest())?.similarity ?? (await measureScale(embedder))),
    );
    // Read after the generation: the words are then at least as new as the generation they are cached under.
    const vocabulary = await store.vocabulary();
    if (corpus?.vocabulary !== vocabulary) corpus = prepareCorpus(vocabulary, embedder);
    return matchQuery(query, { corpus, generation, embedder, measure, onlyTitle });
  };
}

interface Corpus {
  vocabulary: Vocabulary;
  /** Expands terms; the results are cached while the index is the same, because questions consist of the same words again and again. */
  expand(terms: readonly string[], generation: number): Promise<TermExpansion[]>;
}

function prepareCorpus(vocabulary: Vocabulary, { words }: Embedder): Corpus {
  const expander = createTermExpander(vocabulary);
  const meanings = createMeanings(vocabulary, words);
  const expansions = new Map<string, TermExpansion>();
  let cachedGeneration: number | null = null;
  return {
    vocabulary,
    async expand(terms, generation) {
      if (cachedGeneration !== generation || expansions.size > MAX_CACHED_EXPANSIONS) expansions.clear();
      cachedGeneration = generation;
      const missing = [...new Set(terms)].filter((term) => !expansions.has(term));
      const nearest = await meanings.nearest(missing, NEAREST_WANTED);
      const expanded = new Map(missing.map((term, index) => [term, expander.expand(term, nearest[index]!)]));
      for (const [term, expansion] of expanded) if (cachedGeneration === generation) expansions.set(term, expansion);
      return terms.map((term) => expanded.get(term) ?? expansions.get(term)!);
    },
  };
}

async function matchQuery(
  { question, context, answered }: SearchQuery,
  {
    corpus,
    generation,
    embedder,
    measure,
    onlyTitle,
  }: { corpus: Corpus; generation: number; embedder: Embedder; measure: SimilarityMeasure; onlyTitle: string },
): Promise<QuestionMatch> {
  const weights = [...weighTerms(question, context)];
  const text = [...context, question].join('\n');
  const exact = [...context, question].flatMap(exactTermsIn);
  const terms = weights.map(([term]) => term);
  const [trust, [vector], expansions] = await Promise.all([
    embedder.knownShares([text]).then(([share]) => trustIn(share!)),
    embedder.embed([withoutPlaces(text, exact)], 'query'),
    corpus.expand(terms, generation),
  ]);
  const language = detectLanguage(question);
  const aspectsByTitle = new Map<string, Map<Aspect, number>>();
  const aspectsOf = (title: string) => {
    const known = aspectsByTitle.get(title);
    if (known) return known;
    const isTitleWord = wordFamily([...termsOf(title).keys()].join(' '));
    const aspects = aspectsAsked(question, { isTitleWord, isFollowUp: context.length > 0 });
    aspectsByTitle.set(title, aspects);
    return aspects;
  };
  return {
    question,
    text,
    vector: vector!,
    terms: foundAsWhole(
      weights.map(([term, weight], index) => ({ term, weight, expansion: expansions[index]! })),
      exact,
    ),
    trust,
    meaning: (cosine, passage) => trust * measure.of(cosine, { question: language, passage }),
    part: partAsked(question),
    answerTypes: expectedAnswerTypes(question),
    aspects: aspectsOf(onlyTitle),
    aspectsOf,
    answered,
    vocabulary: corpus.vocabulary,
  };
}

/** A text without its dates and the numbers of its parts: to a model they are like any others. The text itself when nothing else is in it. */
function withoutPlaces(text: string, exact: readonly ExactTerm[]): string {
  const rest = exact.reduce((left, { kind, written }) => (kind === 'code' ? left : left.replace(written, ' ')), text);
  return /\p{L}/u.test(rest) ? rest : text;
}

/** Asking words count only when a question has nothing else. */
function weighTerms(question: string, context: readonly string[]): Map<string, number> {
  const subjectOf = (text: string) =>
    [...tokenize(text), ...exactTermsIn(text).map(({ term }) => term)].filter(
      (word) => isTerm(word) && !ASKING_WORDS.has(word) && !WORDS_OF_THE_PRESENT.has(word),
    );
  const weights = new Map(subjectOf(question).map((term) => [term, 1]));
  for (const term of context.flatMap(subjectOf)) if (!weights.has(term)) weights.set(term, CONTEXT_WEIGHT);
  if (weights.size === 0) for (const term of tokenize(question).filter(isTerm)) weights.set(term, 1);
  return new Map([...weights].slice(0, MAX_TERMS));
}
