import type { WordComparison } from './compare-words.ts';
import { meanCoverage, nearestSentence, saysWithNegation } from './coverage/coverage.ts';
import { hasForeignPart } from './coverage/has-foreign-part.ts';
import { hasOtherNoun } from './coverage/has-other-noun.ts';
import { hasReplacedWord } from './coverage/has-replaced-word.ts';
import { areRolesSwapped } from './direction/are-roles-swapped.ts';
import { isComparedWrongly } from './direction/is-compared-wrongly.ts';
import { isTurnedRound } from './direction/is-turned-round.ts';
import { hasFalseQuote } from './has-false-quote.ts';
import { hasUnknownAddress } from './has-unknown-address.ts';
import { hasUnknownName } from './names/has-unknown-name.ts';
import { isMixedUp } from './pairing/is-mixed-up.ts';
import { isContradiction } from './polarity/is-contradiction.ts';
import { isDeniedInTranslation } from './polarity/is-denied-in-translation.ts';
import { isOutsideOnly } from './polarity/is-outside-only.ts';
import { takesOtherSideOfPart } from './polarity/opposites.ts';
import { type QuantityFault, quantityFault } from './quantities/compare-quantities.ts';
import { type QuantifiedText, readQuantities } from './quantities/read-quantities.ts';
import { withNumbersOfTitle } from './quantities/with-numbers-of-title.ts';
import { withoutDeniedBounds } from './quantities/without-denied-bounds.ts';
import { alignSegments } from './reading/align-segments.ts';
import { areNumbersRead, type Texts } from './reading/read-texts.ts';
import { segmentsOf } from './reading/segments.ts';
import { isConditionDropped } from './scope/is-condition-dropped.ts';
import { isHedgeRemoved } from './scope/is-hedge-removed.ts';
import { isOfOthers } from './scope/is-of-others.ts';
import { isDoneTooSoon, isOtherModality } from './scope/modality.ts';

/** What of a sentence its source does not have, or has otherwise. */
export type Fault =
  | 'no-content'
  | QuantityFault
  | 'quote'
  | 'address'
  | 'name'
  | 'negation'
  | 'pairing'
  | 'direction'
  | 'scope'
  | 'modality'
  | 'hedge'
  | 'condition'
  | 'tail'
  | 'words';

/** Minimum mean likeness of the words and numbers of a sentence to the nearest of the cited text. */
const MIN_COVERAGE = 0.52;
/** The same for a sentence in another language than the cited text: words are less like their translations than their synonyms. */
const MIN_COVERAGE_TRANSLATED = 0.2;

/** The first fault of a sentence: of its numbers, its names, its negations, of what it says of whom and how surely, of its words; null for none. */
export function findFault(texts: Texts, comparison: WordComparison): Fault | null {
  const { sentence, words } = texts;
  if (words.length === 0 && sentence.quantities.length === 0) return 'no-content';
  return faultOfNames(texts, comparison) ?? faultOfStatement(texts, comparison) ?? faultOfWords(texts, comparison);
}

function faultOfNames(texts: Texts, comparison: WordComparison): Fault | null {
  const { sentence, source, cited, title, question } = texts;
  const fault = quantityFault(sentence, withNumbersOfTitle(source, title, sentence));
  if (fault && (fault !== 'number' || areNumbersRead(source.text))) return fault;
  // A source in another language may have small numbers and dates in words that are not read.
  if (fault && quantityFault(withoutSmallNumbers(sentence), source)) return fault;
  if (hasFalseQuote(sentence.text, [...cited, title, question])) return 'quote';
  if (hasUnknownAddress(sentence.text, [...cited, title, question])) return 'address';
  return hasUnknownName(texts, comparison) ? 'name' : null;
}

/** Numbers up to it are often written as words. */
const SMALL = 20;

function withoutSmallNumbers({ quantities, ...text }: QuantifiedText): QuantifiedText {
  return {
    ...text,
    quantities: quantities.filter(({ readings: [reading = ''] }) => /^\d/.test(reading) && !(Number(reading) <= SMALL)),
  };
}
const NOT = /(?<!\p{L})(?:not|never|не|nicht|\p{L}+n['’]t)(?!\p{L})/iu;

function faultOfStatement(texts: Texts, { likeness }: WordComparison): Fault | null {
  const source = segmentsOf(texts.source.text);
  const aligned = alignSegments(segmentsOf(texts.sentence.text), source, likeness);
  const isOpposite =
    isDenied(texts, likeness) ||
    aligned.some(takesOtherSideOfPart) ||
    (texts.isTranslated && aligned.some(isDeniedInTranslation));
  const isOutside = aligned.some(isOutsideOnly);
  const isTurned = aligned.some((segment) => isTurnedRound(segment, likeness));
  // "Not before noon" says no other than "after noon".
  const isTurnedTwice = isOpposite && isTurned && NOT.test(texts.sentence.text);
  if (isOpposite && !isOutside && !isTurnedTwice) return 'negation';
  if (!isOutside && isMixedUp(aligned, source)) return 'pairing';
  if (isTurned && !isTurnedTwice) return 'direction';
  if (aligned.some((segment) => isComparedWrongly(segment) || areRolesSwapped(segment))) return 'direction';
  if (aligned.some(isOfOthers)) return 'scope';
  if (aligned.some((segment) => isOtherModality(segment) || isDoneTooSoon(segment))) return 'modality';
  if (aligned.some(isHedgeRemoved)) return 'hedge';
  return aligned.some(isConditionDropped) ? 'condition' : null;
}

function isDenied({ sentence, source, words }: Texts, likeness: WordComparison['likeness']): boolean {
  const nearest = nearestSentence(words, source.text, likeness);
  const plainOf = (text: string) => withoutDeniedBounds(readQuantities(text), sentence);
  const plain = { source: plainOf(source.text), nearest: plainOf(nearest) };
  return isContradiction(withoutDeniedBounds(sentence, source), plain, likeness);
}

function faultOfWords(texts: Texts, comparison: WordComparison): Fault | null {
  const { likeness } = comparison;
  const { sentence, source, words, known, isTranslated } = texts;
  if (hasForeignPart(texts, likeness)) return 'tail';
  const covered = meanCoverage(
    {
      words,
      numbers: sentence.quantities.length,
      isDeniedOtherwise: saysWithNegation(sentence.text, nearestSentence(words, source.text, likeness)),
    },
    known,
    likeness,
  );
  if (covered < (isTranslated ? MIN_COVERAGE_TRANSLATED : MIN_COVERAGE)) return 'words';
  return hasReplacedWord(texts, likeness) || hasOtherNoun(texts, comparison) ? 'words' : null;
}
