import { appendTo } from '../../../runtime/append-to.ts';
import type { WordComparison } from '../compare-words.ts';
import { meanTheSame } from '../names/same-names.ts';
import { isNegative } from '../polarity/negations.ts';
import { isSameKey, matchInOrder } from '../reading/match-in-order.ts';
import type { Texts } from '../reading/read-texts.ts';
import { type Key, type Segment, SIDES, segmentsOf } from '../reading/segments.ts';
import { isNominal } from './is-nominal.ts';
import { isLight } from './light-words.ts';

/** So many keys of a sentence, and so much of it, must be those of one of the source in its order. */
const MIN_MATCHED = 3;
const MIN_SHARE = 0.6;
/** More words in one place are another way to say it. */
const MAX_REPLACED = 3;
/** A noun that is less like every word of the source, and like what it stands for, is another thing. */
const FOREIGN = 0.3;
const OTHER = 0.2;
/** From this likeness on a word of the source is said elsewhere in the sentence. */
const SAID = 0.45;

/** Nouns that make prepositions and name nothing: «в течение», «в размере». */
const OF_PREPOSITION =
  /^(?:течени[еи]|размере|качестве|помощ[ьи]\p{L}?|виде|рамках|порядке|целях|ходе|сроки?|срока|случае)$/u;

/**
 * Whether a sentence that says what its source says, in its order, has another noun in one place: «отдел культуры» for «отдел торговли». Verbs
 * are passed over: what is said in other words has others.
 */
export function hasOtherNoun({ sentence, source, known, isTranslated }: Texts, { cosine }: WordComparison): boolean {
  if (isTranslated) return false;
  const said = heavyKeysOf(segmentsOf(sentence.text).flatMap(({ keys }) => keys));
  const segments = segmentsOf(source.text);
  const isOther = (own: Key, replaced: Key[]) =>
    !isNegative(own.word) &&
    known.every((word) => cosine(own.word, word) < FOREIGN && !isSameKey(own, { ...own, word })) &&
    replaced.every(({ word }) => !meanTheSame(word, own.word) && cosine(word, own.word) < OTHER);
  const isUnsaid = (key: Key) =>
    !isNegative(key.word) && !said.some((own) => isSameKey(own, key) || cosine(own.word, key.word) >= SAID);
  const bySentence = new Map<number, Segment[]>();
  for (const segment of segments) appendTo(bySentence, segment.sentence, segment);
  return [...bySentence.values()].some((ofSentence) => {
    const others = heavyKeysOf(ofSentence.flatMap(({ keys }) => keys));
    return gapsOf(said, others).some(
      ([own, replaced]) =>
        isNominal(own) && isNominal(replaced) && own.every((key) => isOther(key, replaced)) && replaced.some(isUnsaid),
    );
  });
}

/** What two texts have otherwise between what they have alike; none where they have little alike. */
function gapsOf(said: Key[], others: Key[]): [own: Key[], replaced: Key[]][] {
  const matches = matchInOrder(said, others);
  if (matches.length < Math.max(MIN_MATCHED, MIN_SHARE * said.length)) return [];
  const gaps = [{ place: -1, other: -1 }, ...matches].map(({ place, other }, index): [Key[], Key[]] => {
    const next = matches[index] ?? { place: said.length, other: others.length };
    return [said.slice(place + 1, next.place), others.slice(other + 1, next.other)];
  });
  return gaps.filter((gap) => gap.every(({ length }) => length > 0 && length <= MAX_REPLACED));
}

function heavyKeysOf(keys: Key[]): Key[] {
  return keys.filter(
    (key) =>
      key.kind === 'quantity' ||
      (key.kind === 'word' &&
        !OF_PREPOSITION.test(key.word) &&
        !isLight(key.word) &&
        !key.isCounted &&
        !SIDES.has(key.word)),
  );
}
