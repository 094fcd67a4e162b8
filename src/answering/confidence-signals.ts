import { detectLanguage } from '../language/detect-language.ts';
import { tokenize } from '../language/tokenize.ts';
import type { SearchResult } from '../retrieval/search-paragraphs.ts';
import { type ScoredSentence, weightedMean } from './score-sentences.ts';

/** A term counts as present from this likeness on: the same word in another form, or close to it. */
const PRESENT = 0.5;
/** Ranking scores further apart than this tell no more. */
const WIDEST_MARGIN = 5;

/** What tells whether the best sentences answer the question; the calibration weighs these by their names. */
export type ConfidenceSignals = ReturnType<typeof confidenceSignals>;

/** @param best The best of `sentences`, which are all that were read. */
export function confidenceSignals(found: SearchResult, sentences: ScoredSentence[], best: ScoredSentence) {
  const { match, inverseFrequencies, paragraphs, bestKeywordScore } = found;
  const weights = match.terms.map(({ weight }, index) => weight * inverseFrequencies[index]!);
  const ofParagraph = sentences.filter(({ paragraph }) => paragraph.key === best.paragraph.key);
  const inParagraph = bestLikeness(ofParagraph, match.terms.length);
  const inFound = bestLikeness(sentences, match.terms.length);
  const names = namesIn(match.question);
  const nameLikeness = match.terms.flatMap(({ term }, index) => (names.has(term) ? [inFound[index]!] : []));
  const fourth = paragraphs[Math.min(3, paragraphs.length - 1)]!;

  const otherLanguage = detectLanguage(match.question) === best.paragraph.language ? 0 : 1;
  const coverage = weightedMean(inParagraph, weights);
  const { similarity } = best.ranked;

  return {
    /** How much of the question the paragraph covers, and how well its least covered term, 0…1. */
    coverage,
    weakestTerm: Math.min(1, ...inParagraph),
    similarity,
    sentenceSimilarity: best.similarity,
    keywordScore: Math.log1p(bestKeywordScore),
    /** How far the ranking sets the best apart. */
    margin: Math.min(best.ranked.score - fourth.score, WIDEST_MARGIN),
    aspect: best.ranked.signals.aspect,
    /** Numbers and names of persons are what near misses ask for most. */
    asksNumber: match.evidence.includes('number') ? 1 : 0,
    asksPerson: match.evidence.includes('person') ? 1 : 0,
    /** Some name or number of the question is nowhere near; some is there. */
    nameMissing: nameLikeness.some((likeness) => likeness < PRESENT) ? 1 : 0,
    nameFound: nameLikeness.some((likeness) => likeness >= PRESENT) ? 1 : 0,
    terms: Math.log1p(match.terms.length),
    /** Across languages words are never spelt alike: what is much and what is little differs. */
    otherLanguage,
    otherLanguageCoverage: otherLanguage * coverage,
    otherLanguageSimilarity: otherLanguage * similarity,
  };
}

function bestLikeness(sentences: ScoredSentence[], termCount: number): number[] {
  return Array.from({ length: termCount }, (_, term) =>
    Math.max(0, ...sentences.map(({ likeness }) => likeness[term]!)),
  );
}

/** Terms that name something particular: capitalised inside the question, and numbers. */
function namesIn(question: string): Set<string> {
  const capitalised = question.match(/(?<=[\p{L}\p{N},:;«"“(]\s*[\s«"“(-])\p{Lu}[\p{L}-]*|\p{N}+/gu) ?? [];
  return new Set(capitalised.flatMap(tokenize));
}
