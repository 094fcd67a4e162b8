import type { ScoredSentence } from '../../retrieval/score-sentences.ts';
import type { SearchResult } from '../../retrieval/search-paragraphs.ts';
import { detectLanguage } from '../../text/detect-language.ts';
import { exactTermsIn } from '../../text/exact-terms/exact-terms.ts';
import { expectedFineAnswerTypes } from '../../text/fine-answer-type.ts';
import { isOtherLanguage } from '../../text/language-tags.ts';
import { tokenize } from '../../text/tokenize.ts';

/** A term counts as present from this likeness on: the same word in another form, or close to it. */
const PRESENT = 0.5;
/** Ranking scores further apart than this say no more. */
const MAX_MARGIN = 5;
/** «Сколько овец», "how many sheep": the word after it is what is counted. */
const COUNTED = /(?:скольк(?:о|их|им|ими)|how (?:many|much))\s+(?<counted>\p{L}+)/iu;

/** What speaks for or against the best sentences answering the question; the calibration weighs the signals by their names. */
export type ConfidenceSignals = ReturnType<typeof confidenceSignals>;

/**
 * Measures the confidence signals of an answer.
 *
 * @param best The best of `sentences`, which are all that were read.
 */
export function confidenceSignals(found: SearchResult, sentences: ScoredSentence[], best: ScoredSentence) {
  const { match, inverseFrequencies, paragraphs, bestKeywordScore } = found;
  const weights = match.terms.map(({ weight }, index) => weight * inverseFrequencies[index]!);
  const ofParagraph = sentences.filter(({ paragraph }) => paragraph.key === best.paragraph.key);
  const inParagraph = bestLikeness(ofParagraph, match.terms.length);
  const inFound = bestLikeness(sentences, match.terms.length);
  const fourth = paragraphs[Math.min(3, paragraphs.length - 1)]!;
  const expectedTypes = expectedFineAnswerTypes(match.question);
  const otherLanguage = isOtherLanguage(detectLanguage(match.question), best.paragraph.language) ? 1 : 0;

  return {
    similarity: match.meaning(best.ranked.similarity),
    subjectSimilarity: best.subjectSimilarity,
    keywordScore: Math.log1p(bestKeywordScore),
    /** How far the ranking score of the best paragraph is ahead of the fourth, 5 at most. */
    margin: Math.min(best.ranked.score - fourth.score, MAX_MARGIN),
    aspect: best.ranked.signals.aspect,
    /** How far it is in the part asked for by its number, and whether one is asked for. */
    part: best.part,
    asksPart: match.part.isAsked ? 1 : 0,
    /** What the paragraph lacks most: the inverse frequency of a term, less as something like it is there. */
    missingTerm: Math.max(0, ...inParagraph.map((likeness, index) => weights[index]! * (1 - likeness))),
    /** How well it covers the term it covers least, 0…1. */
    weakestTerm: Math.min(1, ...inParagraph),
    /** The sentence lacks words of an expected answer type. That is weak for places: they look like anything. */
    factMissing: expectedTypes.length > 0 && best.answerTypeShare < 1 ? 1 : 0,
    asksPlace: expectedTypes.includes('place') ? 1 : 0,
    /** Whether the sentence has what is to be counted, 0…1; 1 when nothing is. */
    counted: likenessOfCounted(match, best),
    ...nameSignals(match, { inFound, ofDocument: best.ranked.named, isSpeltAlike: otherLanguage === 0 }),
    terms: Math.log1p(match.terms.length),
    /** How far the model does not know the words of the question: then spelling alone speaks for an answer. */
    unknownWords: 1 - match.trust,
    /** Across languages words are never spelt alike: the other signals have other ranges. */
    otherLanguage,
  };
}

/** What the names and numbers of a question say. Across languages only numbers are written alike. */
function nameSignals(
  { question, terms }: SearchResult['match'],
  { inFound, ofDocument, isSpeltAlike }: { inFound: number[]; ofDocument: readonly number[]; isSpeltAlike: boolean },
) {
  const placesOf = (words: Set<string>) => terms.flatMap(({ term }, index) => (words.has(term) ? [index] : []));
  const isFound = (index: number) => inFound[index]! >= PRESENT;
  const names = placesOf(isSpeltAlike ? namesIn(question) : new Set());
  return {
    /** Some name or number of the question is nowhere near. */
    nameMissing: [...names, ...placesOf(numbersIn(question))].every(isFound) ? 0 : 1,
    /** Some name is there that is not of the document itself: near misses, too, have names in common with the text. */
    nameFound: names.some((index) => isFound(index) && ofDocument[index]! < PRESENT) ? 1 : 0,
  };
}

function likenessOfCounted({ question, terms }: SearchResult['match'], { likeness }: ScoredSentence): number {
  const [counted] = tokenize(COUNTED.exec(question)?.groups?.counted ?? '');
  return likeness[terms.findIndex(({ term }) => term === counted)] ?? 1;
}

function bestLikeness(sentences: ScoredSentence[], termCount: number): number[] {
  return Array.from({ length: termCount }, (_, term) =>
    Math.max(0, ...sentences.map(({ likeness }) => likeness[term]!)),
  );
}

/** Terms that name something particular: capitalised inside the question. In German every noun is, in capitals every word. */
function namesIn(question: string): Set<string> {
  if (question === question.toUpperCase() || detectLanguage(question) === 'de') return new Set();
  return wordsOf(question.match(/(?<=[\p{L}\p{N},:;«"“(]\s*[\s«"“(-])\p{Lu}[\p{L}-]*/gu));
}

/** Terms that say which one: codes and dates as a whole, and the numbers that are no part of them. */
function numbersIn(question: string): Set<string> {
  const exact = exactTermsIn(question).filter(({ kind }) => kind !== 'part');
  const parts = wordsOf(exact.map(({ written }) => written));
  const others = [...wordsOf(question.match(/\p{N}+/gu))].filter((number) => !parts.has(number));
  return new Set([...others, ...exact.map(({ term }) => term)]);
}

function wordsOf(matches: string[] | null): Set<string> {
  return new Set((matches ?? []).flatMap(tokenize));
}
