import { detectLanguage } from '../language/detect-language.ts';
import { tokenize } from '../language/tokenize.ts';
import type { SearchResult } from '../retrieval/search-paragraphs.ts';
import { type ScoredSentence, weightedMean } from './score-sentences.ts';

/** A term counts as present from this likeness on: the same word in another form, or close to it. */
const PRESENT = 0.5;

/** What tells whether the best sentences answer the question; the calibration weighs these by their names. */
export type ConfidenceSignals = ReturnType<typeof confidenceSignals>;

/** @param best The best sentence, and `sentences` all that were scored. */
export function confidenceSignals(found: SearchResult, sentences: ScoredSentence[], best: ScoredSentence) {
  const { match, inverseFrequencies, paragraphs, bestKeywordScore } = found;
  const weights = match.terms.map(({ weight }, index) => weight * inverseFrequencies[index]!);
  const ofParagraph = sentences.filter(({ paragraph }) => paragraph.key === best.paragraph.key);
  const inParagraph = bestLikeness(ofParagraph, match.terms.length);
  const inFound = bestLikeness(sentences, match.terms.length);
  const inCorpus = match.terms.map(({ spread }) => Math.max(0, ...spread.values()));
  const names = namesIn(match.question);
  const nameLikeness = match.terms.flatMap(({ term }, index) => (names.has(term) ? [inFound[index]!] : []));
  const score = best.ranked.score;
  const scoreAt = (place: number) => paragraphs[Math.min(place, paragraphs.length - 1)]!.score;

  return {
    coverage: best.coverage,
    paragraphCoverage: weightedMean(inParagraph, weights),
    foundCoverage: weightedMean(inFound, weights),
    corpusCoverage: weightedMean(inCorpus, weights),
    presentShare: weightedMean(
      inParagraph.map((likeness) => (likeness >= PRESENT ? 1 : 0)),
      weights,
    ),
    weakestTerm: Math.min(1, ...inParagraph),
    firstTerm: inParagraph[0] ?? 0,
    similarity: best.ranked.similarity,
    sentenceSimilarity: best.similarity,
    similarityDeviation: best.ranked.signals.similarity,
    keywords: best.ranked.signals.keywords,
    keywordScore: Math.log1p(bestKeywordScore),
    marginToSecond: Math.min(score - scoreAt(1), 3),
    marginToFourth: Math.min(score - scoreAt(3), 5),
    aspect: best.ranked.signals.aspect,
    evidenceMissing: match.evidence.length > 0 ? 1 - best.evidence : 0,
    evidenceFound: match.evidence.length > 0 ? best.evidence : 0,
    asksNumber: match.evidence.includes('number') ? 1 : 0,
    asksPerson: match.evidence.includes('person') ? 1 : 0,
    nameMissing: nameLikeness.filter((likeness) => likeness < PRESENT).length > 0 ? 1 : 0,
    nameFound: nameLikeness.some((likeness) => likeness >= PRESENT) ? 1 : 0,
    terms: Math.log1p(match.terms.length),
    otherLanguage: detectLanguage(match.question) === best.paragraph.language ? 0 : 1,
    short: best.ranked.signals.short,
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
