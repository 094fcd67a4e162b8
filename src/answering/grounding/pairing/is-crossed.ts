import { isLight } from '../coverage/light-words.ts';
import type { AlignedSegment } from '../reading/align-segments.ts';
import { type Key, type Segment, SIDES } from '../reading/segments.ts';
import { exclusiveKeys, isAlike, kindOf } from './exclusive-keys.ts';

/** Joins a member of a list, where no predicate follows. */
const AND = /^(?:and|or|и|или|und|oder|et|ou|y|o|e)\s/iu;
/** A part that has less of the words of a segment only mentions something of it. */
const MIN_SHARE = 0.25;
/** The same where the part begins as the second segment does, and not as the first. */
const MIN_SHARE_OF_SECOND = 0.15;
/** So much of a part must be words of the two segments. */
const MIN_KNOWN = 0.8;
/** A clause about a noun of the one before. */
const RELATIVE = /^(?:\p{L}+\s+){0,3}(?:who|whom|whose|which|that|котор\p{L}+)(?!\p{L})/iu;
/** What is compared is judged by the direction of the comparison. */
const COMPARISON = /(?<!\p{L})(?:than|чем|als|que)(?!\p{L})/iu;

/** Whether a part has some of each of two segments of a sentence and lacks some of each, otherwise than by leaving out a subject that both have. */
export function isCrossed(alignment: AlignedSegment, one: Segment, other: Segment): boolean {
  if (
    !one.hasPredicate ||
    !other.isStatement ||
    (!other.hasPredicate && AND.test(other.text)) ||
    COMPARISON.test(alignment.segment.text) ||
    RELATIVE.test(other.text) ||
    !isMadeOf(alignment, [one, other])
  )
    return false;
  const [first, second] = [exclusiveKeys(one, other, alignment), exclusiveKeys(other, one, alignment)];
  if (first.length === 0 || second.length === 0) return false;
  const isOfSecond = alignment.has(second[0]!) && !alignment.has(first[0]!);
  const least = isOfSecond ? MIN_SHARE_OF_SECOND : MIN_SHARE;
  const isPartly = (keys: Key[]) => {
    const words = keys.filter((key) => key.kind !== 'word' || !key.isCounted);
    const had = words.filter(
      (key) => alignment.has(key) && (key.kind !== 'quantity' || kindOf(key.quantity) !== 'date'),
    ).length;
    return had >= least * words.length && had > 0 && words.some((key) => !alignment.has(key) && isMissed(key));
  };
  /** A number that is not said is missed where another of its kind is said; «за» and "costs" are not missed. */
  const isMissed = (key: Key) =>
    key.kind === 'quantity'
      ? alignment.segment.keys.some((said) => isAlike(said, key))
      : !SIDES.has(key.word) && !isLight(key.word);
  if (!isPartly(first) || !isPartly(second)) return false;
  // What has no predicate has that of the segment before: «председателем избран Котов, казначеем — Лосев».
  const own = first.filter(
    (key, place) => place === 0 || key.kind === 'quantity' || (key.kind === 'word' && key.isName),
  );
  if (!other.hasPredicate && !own.some(alignment.has)) return false;
  const lastHad = first.findLastIndex((key) => alignment.has(key));
  const isPrefix = first.slice(0, lastHad).every((key) => alignment.has(key));
  // "The centre opens in May and works in two languages" says the first whole, and some of the second.
  if (alignment.has(first[0]!) && alignment.has(first.at(-1)!)) return false;
  const saysNumber = second.some((key) => key.kind === 'quantity' && alignment.has(key));
  return !isPrefix || !(saysNumber || alignment.has(second[0]!));
}

/** Whether every word of a part is one of these segments: what is said in other words is judged by them. */
function isMadeOf(alignment: AlignedSegment, segments: Segment[]): boolean {
  const keys = segments.flatMap((source) => source.keys);
  const known = alignment.segment.keys.filter((key) => alignment.standsFor(key).some((other) => keys.includes(other)));
  return known.length >= MIN_KNOWN * alignment.segment.keys.length;
}
