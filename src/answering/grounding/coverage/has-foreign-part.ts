import type { WordLikeness } from '../compare-words.ts';
import { isGenericName } from '../names/names-in.ts';
import { withoutQuantities } from '../quantities/read-quantities.ts';
import type { Texts } from '../reading/read-texts.ts';
import { contentOf, nearestLikeness } from './coverage.ts';
import { isLight } from './light-words.ts';

/** Where a part of a sentence ends that may be true or not by itself. */
const PART_END =
  /[,;:—–.!?()]\s+|\s[-–—]\s|\s(?=(?:but|while|whereas|and|or|which|who|because|so|но|а|и|или|котор\p{L}+|потому|поскольку|und|oder|aber|et|ou|mais|y|o|pero|e|ma)\s)/giu;
/** A word less like all of the source is of something else; so is, less still, a word in another language than the source. */
const FOREIGN = 0.3;
const FOREIGN_TRANSLATED = 0.2;
/** A part is of something else when so much of its words is. */
const MIN_FOREIGN_SHARE = 0.6;
const MAX_LEAD_IN = 2;
/** Stands for a number with its unit, which is compared as such. */
const NUMBER = '\u0001';

/** Whether a part of a sentence is about something that its source has not a word of, as what is added to a true beginning. */
export function hasForeignPart({ sentence, known, isTranslated }: Texts, likeness: WordLikeness): boolean {
  const plain = withoutQuantities(sentence, NUMBER);
  const parts = plain.split(PART_END).map((part) => ({
    words: contentOf(part.replaceAll(NUMBER, ' ')).filter((word) => !isLight(word) && !isGenericName(word)),
    hasNumber: part.includes(NUMBER),
  }));
  const spoken = parts.filter(({ words, hasNumber }) => words.length > 0 || hasNumber);
  if (spoken.length < 2) return false;
  const least = isTranslated ? FOREIGN_TRANSLATED : FOREIGN;
  return spoken.some(({ words, hasNumber }, index) => {
    // "In short," and «Ночью,» lead in, and are no part of their own.
    if (index === 0 && words.length <= MAX_LEAD_IN) return false;
    // Its number is of the source, and of two words hardly one is like its translation.
    if (isTranslated && hasNumber && words.length <= MAX_LEAD_IN) return false;
    const foreign = words.filter((word) => nearestLikeness(word, known, likeness) < least).length;
    return foreign >= (isTranslated || hasNumber ? 2 : 1) && foreign >= MIN_FOREIGN_SHARE * words.length;
  });
}
