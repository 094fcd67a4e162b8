import type { Quantity } from '../quantities/read-quantities.ts';
import type { AlignedSegment } from '../reading/align-segments.ts';
import { type Key, type Segment, SIDES } from '../reading/segments.ts';
import { areDatesSwapped, datedNumbersOf } from './dated-numbers.ts';

/**
 * Whether a sentence pairs what its source does not: the number of one thing with the name of another, what one does with who does another.
 * It is seen where the source says two things in one sentence, or of two names, and a part of the sentence has some of both and lacks some of both.
 */
export function isMixedUp(sentence: AlignedSegment[], source: Segment[]): boolean {
  return sentence.some((alignment) => {
    const { segment } = alignment;
    return (
      areDatesSwapped(datedNumbersOf([segment]), datedNumbersOf(alignment.around), (key, other) =>
        alignment.standsFor(key).includes(other),
      ) ||
      segment.keys.some((key) => key.kind === 'quantity' && isMispaired(key, alignment, source)) ||
      source.some((one, index) =>
        source.slice(index + 1).some((other) => one.sentence === other.sentence && crosses(alignment, one, other)),
      ) ||
      source.some((one) => source.some((other) => one !== other && namesAnother(alignment, one, other)))
    );
  });
}

/** Joins a member of a list, where no predicate follows. */
const AND = /^(?:and|or|и|или|und|oder|et|ou|y|o|e)\s/iu;
/** A part that has less of the words of a segment only mentions something of it. */
const MIN_SHARE = 0.25;
/** The same where the part begins as the second segment does, and not as the first. */
const MIN_SHARE_OF_SECOND = 0.15;
/** A date, a time of day, a decade or a year. */
const DATE = /\.\d|[:a-z]|^(?:1\d|20)\d\d$/;
/** So much of a part must be words of the two segments. */
const MIN_KNOWN = 0.8;
/** A clause about a noun of the one before. */
const RELATIVE = /^(?:\p{L}+\s+){0,3}(?:who|whom|whose|which|that|котор\p{L}+)(?!\p{L})/iu;
/** What is compared is judged by the direction of the comparison. */
const COMPARISON = /(?<!\p{L})(?:than|чем|als|que)(?!\p{L})/iu;

/** Whether a number stands with the words of another number: in each segment of the source that has it, its own words are missing. */
function isMispaired(key: Key, alignment: AlignedSegment, source: Segment[]): boolean {
  const homes = alignment.standsFor(key);
  const places = source.flatMap((segment, index) => (segment.keys.some((own) => homes.includes(own)) ? [index] : []));
  return (
    places.length > 0 &&
    places.every((place) =>
      source.some(
        (other, index) =>
          !places.includes(index) &&
          other.sentence === source[place]!.sentence &&
          takesLabelOf(alignment, { segments: source, own: place, other: index }, homes),
      ),
    )
  );
}

function takesLabelOf(
  alignment: AlignedSegment,
  { segments, own, other }: { segments: Segment[]; own: number; other: number },
  homes: Key[],
): boolean {
  const [home, rival] = [segments[own]!, segments[other]!];
  const number = rival.keys.find(
    (key) =>
      key.kind === 'quantity' &&
      key.quantity.readings.length > 0 &&
      !alignment.has(key) &&
      homes.some(
        (same) =>
          isAlike(same, key) ||
          (isMeasure(key) && isMeasure(same) && (isLeftOpen(key, rival) || isLeftOpen(same, home))),
      ),
  );
  const ownNumber = home.keys.find((key) => homes.includes(key));
  if (!number || !ownNumber) return false;
  const ownKeys = exclusive(home, rival, alignment).filter((key) => key !== ownNumber);
  const taken = exclusive(rival, home, alignment).filter((key) => alignment.has(key));
  if (taken.length === 0 || ownKeys.length === 0) return false;
  // What stands only in the first of two parts may be said of both: "the plan costs 5 a month or 49 a year".
  if (other > own) return ownKeys.some((key) => !alignment.has(key));
  return (
    ownKeys.every((key) => !alignment.has(key)) &&
    labelOf(rival.keys, number, home.keys.indexOf(ownNumber), home.keys).some((key) => taken.includes(key))
  );
}

/** Whether two quantities could be taken for each other: years for years, lengths of time for lengths of time. */
function isAlike(key: Key, other: Key): boolean {
  if (key.kind !== 'quantity' || other.kind !== 'quantity') return false;
  const [one, two] = [key.quantity, other.quantity];
  return kindOf(one) === kindOf(two);
}

function isMeasure(key: Key): boolean {
  return key.kind === 'quantity' && !['date', 'time'].includes(kindOf(key.quantity));
}

/** Whether a number has no unit, and nothing behind it that it counts: "300 thousand" may be of the money before it. */
function isLeftOpen(key: Key, segment: Segment): boolean {
  return (
    key.kind === 'quantity' &&
    key.quantity.unit === null &&
    kindOf(key.quantity) === 'number' &&
    segment.keys.at(-1) === key
  );
}

/** What a quantity measures: how long, when, how much; people are counted as other things are. */
function kindOf({ unit, readings }: Quantity): string {
  const [reading = ''] = readings;
  if (reading.includes(':')) return 'time';
  if (DATE.test(reading)) return 'date';
  return unit === null || unit.dimension === 'people' ? 'number' : unit.dimension;
}

/** The keys that a number is known by beside that of another segment: behind it, where those of the other are, or the first before it. */
function labelOf(keys: Key[], number: Key, otherPlace: number, others: Key[]): Key[] {
  const place = keys.indexOf(number);
  const isBehind = otherPlace === 0 || others.slice(otherPlace + 1).some((key) => key.kind === 'word');
  const behind = keys.slice(place + 1);
  if (isBehind && behind.length > 0) return behind;
  const before = keys.slice(0, place);
  return before.filter(
    (key, index) =>
      index === 0 || SIDES.has(key.word) || key.kind === 'quantity' || (key.kind === 'word' && key.isName),
  );
}

/** The keys of a segment that another has not, and that the part does not say with a word that may be of both. */
function exclusive(segment: Segment, other: Segment, { segment: part, standsFor }: AlignedSegment): Key[] {
  const shared = part.keys.map(standsFor).filter((keys) => keys.some((key) => other.keys.includes(key)));
  return segment.keys.filter(
    (key) =>
      !other.keys.some((candidate) => candidate.kind === key.kind && candidate.word === key.word) &&
      !shared.some((keys) => keys.includes(key)),
  );
}

/** Whether a part has some of each of two segments of a sentence and lacks some of each, otherwise than by leaving out a subject that both have. */
function crosses(alignment: AlignedSegment, one: Segment, other: Segment): boolean {
  if (
    !one.hasPredicate ||
    !other.isStatement ||
    (!other.hasPredicate && AND.test(other.text)) ||
    COMPARISON.test(alignment.segment.text) ||
    RELATIVE.test(other.text) ||
    !isMadeOf(alignment, [one, other])
  )
    return false;
  const [first, second] = [exclusive(one, other, alignment), exclusive(other, one, alignment)];
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
  /** A number that is not said is missed where another of its kind is said. */
  const isMissed = (key: Key) => key.kind !== 'quantity' || alignment.segment.keys.some((said) => isAlike(said, key));
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

/** Whether a part names whom one sentence names, and says of them what another sentence says of somebody else. */
function namesAnother(alignment: AlignedSegment, one: Segment, other: Segment): boolean {
  const namesOf = (segment: Segment) => segment.keys.filter((key) => key.kind === 'word' && key.isName);
  const saidOf = (segment: Segment) => segment.keys.filter((key) => key.kind === 'word' && !key.isName);
  const [named, rivals] = [namesOf(one).filter(alignment.has), namesOf(other)];
  if (
    !one.isStatement ||
    saidOf(one).length === 0 ||
    named.length === 0 ||
    rivals.length === 0 ||
    rivals.some(alignment.has)
  )
    return false;
  return saidOf(other).filter(alignment.has).length >= 2 && !saidOf(one).some(alignment.has);
}
