import { type ScoredSentence, termWeights } from '../../retrieval/score-sentences.ts';
import type { SearchResult } from '../../retrieval/search-paragraphs.ts';
import { detectLanguage } from '../../text/detect-language.ts';
import { exactTermsIn, isExactTerm } from '../../text/exact-terms/exact-terms.ts';
import { expectedFineAnswerTypes, type FineAnswerType } from '../../text/fine-answer-type.ts';
import { isOtherLanguage } from '../../text/language-tags.ts';
import { tokenize } from '../../text/tokenize.ts';
import type { AnswerSpan } from './answer-spans.ts';

/** A term counts as present from this likeness on: the same word in another form, or close to it. */
const PRESENT = 0.5;
/** Ranking scores further apart than this say no more. */
const MAX_MARGIN = 5;
const PLAIN_TYPES: ReadonlySet<FineAnswerType> = new Set(['money', 'number', 'date']);
/** «Сколько овец», "how many sheep": the word after it is what is counted. */
const COUNTED = /(?:скольк(?:о|их|им|ими)|how (?:many|much))\s+(?<counted>\p{L}+)/iu;

/** What speaks for or against the best span answering the question; the calibration weighs the signals by their names. */
export type ConfidenceSignals = ReturnType<typeof confidenceSignals>;

/** For each signal whether more of it can only speak for an answer (1), only against it (-1), or either way (0). */
type Signs = Partial<Record<keyof ConfidenceSignals, -1 | 0 | 1>>;

/**
 * The signals of the probability that the span answers. What can only speak one way is learnt that way: a calibration that has its signs
 * from the chance likeness of its own questions fails on those of others.
 */
export const CONFIDENCE_SIGNS = {
  margin: 1,
  weakestTerm: 1,
  keywordShare: 1,
  similarity: 1,
  counted: 1,
  factMissing: -1,
  nameMissing: -1,
  nameShare: 1,
  numberShare: 1,
  exactFound: 1,
  aspect: 1,
  part: 1,
  asksPart: -1,
  asksPlace: 0,
  unknownWords: 0,
  otherLanguage: 0,
} as const satisfies Signs;

/** The signals of the probability that the documents are about what is asked. */
export const RELEVANCE_SIGNS = {
  ...CONFIDENCE_SIGNS,
  subjectSimilarity: 1,
  keywordScore: 1,
  missingTerm: -1,
  terms: 0,
} as const satisfies Signs;

/**
 * Measures what speaks for an answer.
 *
 * @param sentences All that were read.
 * @param best The span that answers best.
 */
export function confidenceSignals(found: SearchResult, sentences: ScoredSentence[], best: AnswerSpan) {
  const { match, paragraphs, bestKeywordScore } = found;
  const weights = termWeights(found);
  const ofParagraph = sentences.filter(({ paragraph }) => paragraph.key === best.paragraph.key);
  const inParagraph = bestLikeness(ofParagraph, match.terms.length);
  const inFound = bestLikeness(sentences, match.terms.length);
  const fourth = paragraphs[Math.min(3, paragraphs.length - 1)]!;
  const expectedTypes = expectedFineAnswerTypes(match.question);
  const otherLanguage = isOtherLanguage(detectLanguage(match.question), best.paragraph.language) ? 1 : 0;

  return {
    similarity: match.meaning(best.ranked.similarity, best.paragraph.language),
    subjectSimilarity: best.subjectSimilarity,
    keywordScore: Math.log1p(bestKeywordScore),
    /** How far the ranking score of the best paragraph is ahead of the fourth, 5 at most. */
    margin: Math.min(best.ranked.score - fourth.score, MAX_MARGIN),
    keywordShare: best.ranked.signals.keywordShare,
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
    /** The sentence has nothing of the kind that is asked for, where that can be seen: a sum, a number, a date. */
    plainTypeMissing: lacksPlainType(expectedTypes, best) ? 1 : 0,
    asksPlace: expectedTypes.includes('place') ? 1 : 0,
    /** Whether the sentence has what is to be counted, 0…1; 1 when nothing is. */
    counted: likenessOfCounted(match, best),
    ...nameSignals(match, { inFound, inSpan: best.likeness, isSpeltAlike: otherLanguage === 0 }),
    terms: Math.log1p(match.terms.length),
    /** How far the model does not know the words of the question: then spelling alone speaks for an answer. */
    unknownWords: 1 - match.trust,
    /** Across languages words are never spelt alike: the other signals have other ranges. */
    otherLanguage,
  };
}

/** Whether a sum, a number or a date is asked for and a span has none; in other languages they are not recognised. */
export function lacksPlainType(
  expectedTypes: readonly FineAnswerType[],
  { answerTypeShare, paragraph }: Pick<ScoredSentence, 'answerTypeShare' | 'paragraph'>,
): boolean {
  const isReadable = paragraph.language === 'ru' || paragraph.language === 'en';
  return isReadable && answerTypeShare === 0 && expectedTypes.some((type) => PLAIN_TYPES.has(type));
}

/** What the names and numbers of a question say. Across languages only numbers are written alike. */
function nameSignals(
  { question, terms }: SearchResult['match'],
  { inFound, inSpan, isSpeltAlike }: { inFound: number[]; inSpan: number[]; isSpeltAlike: boolean },
) {
  const placesOf = (words: Set<string>) => terms.flatMap(({ term }, index) => (words.has(term) ? [index] : []));
  const isFound = (index: number) => inFound[index]! >= PRESENT;
  const names = placesOf(isSpeltAlike ? namesIn(question) : new Set());
  const numbers = placesOf(numbersIn(question));
  const exact = terms.flatMap(({ term }, index) => (isExactTerm(term) ? [index] : []));
  return {
    /** Some name or number of the question is nowhere near. */
    nameMissing: [...names, ...numbers].every(isFound) ? 0 : 1,
    /** How well the span has the name, and the number, that it has least; 1 when there is none. */
    nameShare: Math.min(1, ...names.map((index) => inSpan[index]!)),
    numberShare: Math.min(1, ...numbers.map((index) => inSpan[index]!)),
    /** Whether it has a date or code of the question as a whole, 0…1. */
    exactFound: Math.max(0, ...exact.map((index) => inSpan[index]!)),
  };
}

function likenessOfCounted({ question, terms }: SearchResult['match'], { likeness }: AnswerSpan): number {
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
  return wordsOf(question.match(/(?<=[\p{L}\p{N},:;«"“(]\s{0,20}[\s«"“(-])\p{Lu}[\p{L}-]*/gu));
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
