import type { StoredParagraph } from '../stores/document-reader.ts';
import { detectLanguage } from '../text/detect-language.ts';
import { isSameLanguage } from '../text/language-tags.ts';
import type { Calibration } from './calibration.ts';
import { createCopyCheck } from './copy-check.ts';
import { withoutNames } from './document-names.ts';
import { documentsInFocus } from './documents-in-focus.ts';
import { type Candidates, findCandidates, type Scope } from './find-candidates.ts';
import { measureShares } from './keyword-shares.ts';
import { signalsOfKind } from './kind-signals.ts';
import type { QuestionMatch } from './match-question.ts';
import { createSpelling, type Spelling } from './spelling.ts';

/** So many of the best are compared, to leave out copies: what is shown is among them. */
const COMPARED = 30;

/**
 * What a paragraph in the language of the question is ahead in score: of documents that say the same in two languages, it comes first.
 * It is about a sixth of the score that the right paragraph of a question has.
 */
export const OWN_LANGUAGE = 2.5;
/** The same for a paragraph of a document in focus. */
const IN_FOCUS = 2.5;

/** How far the words of a question that asks for nothing but an aspect of the document are left out of account. */
const ASPECT_SHARE = 0.7;
/** How far a name is left out of what is looked for in the document it names: not wholly, as a title has words of the subject, too. */
const NAME_SHARE = 0.7;
/** What speaks for a paragraph; the ranking is the weighted sum. */
export interface RankingSignals {
  /** Soft BM25 as a share of the most that the terms of the question can give, 0…1. A term that names the document counts as found. */
  keywordShare: number;
  /** The same of the 4-grams of the terms: see `createSpelling`. */
  spelling: number;
  /** The same as far as the model does not know the words of the question: it takes over what similarity leaves. */
  spellingAlone: number;
  /** Nearness in meaning: see `QuestionMatch.meaning`. */
  similarity: number;
  /** How well its best sentence fits the question by itself, 0…1; 0 while its sentences were not looked at. */
  sentence: number;
  /** Share of the question that names its document, 0…1. */
  document: number;
  /** How surely some term of the question names its document, 0…1. */
  named: number;
  /** Weight of the aspect of the document that is asked for and that the paragraph has, 0…1. */
  aspect: number;
  /** Share of the parts asked for by number that it is of, 0…1: see `partAsked`. */
  part: number;
  /** Share of the expected answer types that it has words of, 0…1; ½ when none is expected. */
  evidence: number;
  /** 1 for a short paragraph. */
  short: number;
  /** 1 for one that is nothing but a heading, unless it has the aspect that is asked for. */
  heading: number;
}

export interface RankedParagraph {
  paragraph: StoredParagraph;
  /** Cosine similarity of the question's and the paragraph's embeddings. */
  similarity: number;
  /** What the ranking is sorted by. */
  score: number;
  /** `reranker` is there where one judged it: see `createReranking`. */
  signals: RankingSignals & { reranker?: number };
  /** How far each term of the question names its document, 0…1, in the order of the terms. */
  named: readonly number[];
  /** The least that each term counts in it, 0…1, as it names the part that it is of. */
  given: readonly number[];
}

/** A ranking, with what it knows about the terms of the question. */
export interface Ranking {
  /** Best first. */
  paragraphs: RankedParagraph[];
  /** Soft BM25 of the best paragraph, unbounded. */
  bestKeywordScore: number;
  /** In the order of the question's terms. */
  inverseFrequencies: number[];
  spelling: Spelling;
  /** Vector of the question without words that name a document. */
  askedVector: Float32Array;
}

/** Finds candidates for a question, then reranks them by a weighted sum of their scores, not merely of their ranks. */
export async function rankParagraphs(
  match: QuestionMatch,
  { calibration, ...scope }: Scope & { calibration: Calibration },
): Promise<Ranking> {
  const candidates = await findCandidates(match, scope);
  const { keywords, named, similarities } = candidates;
  const asked = await withoutNamesOf(match, candidates, scope);
  const spelling = createSpelling(asked.terms, [...keywords.words.values()], match.vocabulary);
  const shares = measureShares(match, candidates);
  const language = detectLanguage(match.question);
  const ofContents = shareOfContents(match);
  const noneNamed = match.terms.map(() => 0);
  const isPart = match.terms.map(({ term }) => match.part.words.has(term));

  const inFocus = documentsInFocus(candidates.paragraphs.values(), match.answered?.quotes ?? []);

  const rank = (paragraph: StoredParagraph): RankedParagraph => {
    const ofDocument = named.get(paragraph.documentId) ?? noneNamed;
    const part = match.part.shareAt(paragraph);
    const given = isPart.map((is) => (is ? part : 0));
    const words = keywords.words.get(paragraph.key);
    const spelt = words ? ofContents * spelling.ofParagraph(words) : 0;
    const signals: RankingSignals = {
      keywordShare: ofContents * shares.ofParagraph(paragraph, given),
      spelling: spelt,
      spellingAlone: (1 - match.trust) * spelt,
      similarity: ofContents * match.meaning(asked.similarities.get(paragraph.key)!, paragraph.language),
      sentence: 0,
      document: shares.of(ofDocument),
      named: Math.max(0, ...ofDocument),
      part,
      ...signalsOfKind(paragraph, match),
    };
    const ahead = isSameLanguage(paragraph.language, language) ? OWN_LANGUAGE : 0;
    const focused = inFocus.has(paragraph.documentId) ? IN_FOCUS : 0;
    const score = weigh(signals, calibration.ranking) + ahead + focused;
    return { paragraph, similarity: similarities.get(paragraph.key)!, signals, score, named: ofDocument, given };
  };
  const ranked = [...candidates.paragraphs.values()].map(rank).sort(byScore);
  const isCopy = createCopyCheck();
  return {
    paragraphs: ranked.filter(({ paragraph }, place) => place >= COMPARED || !isCopy(paragraph)),
    bestKeywordScore: shares.bestScore,
    inverseFrequencies: keywords.inverseFrequencies,
    spelling,
    askedVector: asked.vector,
  };
}

/** How far a question asks for contents, 0…1: "when was the declaration signed?" asks for the date of the document, not for these words in it. */
export function shareOfContents({ aspects }: QuestionMatch): number {
  return 1 - ASPECT_SHARE * Math.max(0, ...aspects.values());
}

/** What is compared with paragraphs besides keywords: the question without the words that name a document, as these are no answer in it. */
async function withoutNamesOf(match: QuestionMatch, { named, similarities }: Candidates, { store, embedder }: Scope) {
  const rest = withoutNames(match, named);
  if (rest === match.text) return { ...match, similarities };
  const [vector] = await embedder.embed([rest], 'query');
  const found = await store.similarities(vector!, [...similarities.keys()]);
  return {
    vector: vector!,
    similarities: new Map(
      found.map(({ key, similarity }) => [key, NAME_SHARE * similarity + (1 - NAME_SHARE) * similarities.get(key)!]),
    ),
    terms: match.terms.map((term, index) => {
      const naming = Math.max(0, ...[...named.values()].map((ofTerms) => ofTerms[index]!));
      return { ...term, weight: term.weight * (1 - NAME_SHARE * naming) };
    }),
  };
}

/** Best first. */
export function byScore(a: RankedParagraph, b: RankedParagraph): number {
  return b.score - a.score;
}

/**
 * Ranks the first paragraphs again, now with what their best sentences add.
 *
 * @param sentences How well the best sentence of each of the first paragraphs fits, in their order.
 */
export function rerankBySentences(
  paragraphs: readonly RankedParagraph[],
  sentences: readonly number[],
  { match, calibration: { ranking } }: { match: QuestionMatch; calibration: Pick<Calibration, 'ranking'> },
): RankedParagraph[] {
  const read = sentences.map((fit, index): RankedParagraph => {
    const ranked = paragraphs[index]!;
    const sentence = shareOfContents(match) * fit;
    return {
      ...ranked,
      score: ranked.score + ranking.sentence * sentence,
      signals: { ...ranked.signals, sentence },
    };
  });
  return [...read.sort(byScore), ...paragraphs.slice(sentences.length)];
}

/** What each signal counts, that of a reranker as much as a similarity, on whose scale it is. */
export function rankingWeights(ranking: Calibration['ranking']): Calibration['ranking'] & { reranker: number } {
  return { ...ranking, reranker: ranking.similarity };
}

/** The weighted sum of signals. */
export function weigh<Signals extends object>(signals: Signals, weights: Record<keyof Signals, number>): number {
  return (Object.keys(signals) as (keyof Signals)[]).reduce(
    (sum, name) => sum + weights[name] * Number(signals[name]),
    0,
  );
}
