import { gramsOf, overlapOfGrams } from '../../../text/n-grams.ts';
import { isSameQuantity } from '../quantities/compare-quantities.ts';
import type { Key } from './segments.ts';

/** Forms of one word begin with the same so many letters, and have so much of their 3-grams in common. */
const SAME_BEGINNING = 3;
const SAME_FORM = 0.5;

/** A key of a text and the same of another, by their places. */
export interface Match {
  place: number;
  other: number;
}

/** Whether two keys are one word in two forms, or one quantity. */
export function isSameKey(key: Key, other: Key): boolean {
  if (key.kind === 'quantity') return other.kind === 'quantity' && isSameQuantity(key.quantity, other.quantity);
  if (key.kind !== other.kind) return false;
  if (key.kind === 'negation' || key.word === other.word) return true;
  return (
    key.word.slice(0, SAME_BEGINNING) === other.word.slice(0, SAME_BEGINNING) &&
    overlapOfGrams(gramsOf(key.word), gramsOf(other.word)) >= SAME_FORM
  );
}

/** The most keys that two texts have in the same order. */
export function matchInOrder(keys: Key[], others: Key[]): Match[] {
  const lengths = Array.from({ length: keys.length + 1 }, () => new Uint16Array(others.length + 1));
  const isSame = keys.map((key) => others.map((other) => isSameKey(key, other)));
  for (let place = keys.length - 1; place >= 0; place -= 1)
    for (let other = others.length - 1; other >= 0; other -= 1)
      lengths[place]![other] = isSame[place]![other]
        ? 1 + lengths[place + 1]![other + 1]!
        : Math.max(lengths[place + 1]![other]!, lengths[place]![other + 1]!);
  const matches: Match[] = [];
  for (let [place, other] = [0, 0]; place < keys.length && other < others.length; ) {
    if (isSame[place]![other]) matches.push({ place: place++, other: other++ });
    else if (lengths[place + 1]![other]! >= lengths[place]![other + 1]!) place += 1;
    else other += 1;
  }
  return matches;
}
