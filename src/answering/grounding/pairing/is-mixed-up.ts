import type { AlignedSegment } from '../reading/align-segments.ts';
import { type Key, type Segment, SIDES } from '../reading/segments.ts';

/**
 * Whether a sentence pairs what its source does not: the number of one thing with the name of another, what one does with who does another.
 * It is seen where the source says two things in one sentence, or of two names, and a part of the sentence has some of both and lacks some of both.
 */
export function isMixedUp(sentence: AlignedSegment[], source: Segment[]): boolean {
  return sentence.some((alignment) => {
    const { segment } = alignment;
    return (
      segment.keys.some((key) => key.kind === 'quantity' && isMispaired(key, alignment, source)) ||
      source.some((one, index) =>
        source.slice(index + 1).some((other) => one.sentence === other.sentence && crosses(alignment, one, other)),
      ) ||
      source.some((one) =>
        source.some((other) => one.sentence !== other.sentence && namesAnother(alignment, one, other)),
      )
    );
  });
}

/** Joins a member of a list, where no predicate follows. */
const AND = /^(?:and|or|и|или|und|oder|et|ou|y|o|e)\s/iu;
/** A part that has less of the words of a segment only mentions something of it. */
const MIN_SHARE = 0.3;
/** A date, a time of day, a decade or a year. */
const DATE = /\.\d|[:a-z]|^(?:1\d|20)\d\d$/;
/** So much of a part must be words of the two segments. */
const MIN_KNOWN = 0.75;
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
  if (
    !rival.keys.some((key) => key.kind === 'quantity' && !alignment.has(key) && homes.some((own) => isAlike(own, key)))
  )
    return false;
  const ownKeys = exclusive(home, rival).filter((key) => !homes.includes(key));
  const rivalKeys = exclusive(rival, home);
  const taken = rivalKeys.filter((key) => alignment.has(key));
  if (taken.length === 0 || ownKeys.length === 0) return false;
  // What stands only in the first of two parts may be said of both: "the plan costs 5 a month or 49 a year".
  if (other > own) return ownKeys.some((key) => !alignment.has(key));
  return ownKeys.every((key) => !alignment.has(key)) && labelOf(rival, home).some((key) => taken.includes(key));
}

/** Whether two quantities could be taken for each other: years for years, lengths of time for lengths of time. */
function isAlike(key: Key, other: Key): boolean {
  if (key.kind !== 'quantity' || other.kind !== 'quantity') return false;
  const [one, two] = [key.quantity, other.quantity];
  const kind = ({ unit, readings }: typeof one) => unit?.dimension ?? (DATE.test(readings[0]!) ? 'date' : 'number');
  return kind(one) === kind(two);
}

/** The keys that tell a segment from another: behind its number, where those of the other are, or the first before it. */
function labelOf(segment: Segment, other: Segment): Key[] {
  const number = segment.keys.findIndex(({ kind }) => kind === 'quantity');
  const otherNumber = other.keys.findIndex(({ kind }) => kind === 'quantity');
  const isBehind = otherNumber === 0 || other.keys.slice(otherNumber + 1).some((key) => key.kind === 'word');
  const behind = segment.keys.slice(number + 1);
  if (isBehind && behind.length > 0) return behind;
  return segment.keys
    .slice(0, number)
    .filter(
      (key, place) =>
        place === 0 || SIDES.has(key.word) || key.kind === 'quantity' || (key.kind === 'word' && key.isName),
    );
}

/** The keys of a segment that another has not. */
function exclusive(segment: Segment, other: Segment): Key[] {
  return segment.keys.filter(
    (key) => !other.keys.some((candidate) => candidate.kind === key.kind && candidate.word === key.word),
  );
}

/** Whether a part has some of each of two segments of a sentence and lacks some of each, otherwise than by leaving out a subject that both have. */
function crosses(alignment: AlignedSegment, one: Segment, other: Segment): boolean {
  if (
    !one.hasPredicate ||
    !other.isStatement ||
    (!other.hasPredicate && AND.test(other.text)) ||
    COMPARISON.test(alignment.segment.text) ||
    !isMadeOf(alignment, [one, other])
  )
    return false;
  const [first, second] = [exclusive(one, other), exclusive(other, one)];
  const isPartly = (keys: Key[]) => {
    const words = keys.filter((key) => key.kind !== 'word' || !key.isCounted);
    const had = words.filter((key) => alignment.has(key)).length;
    return (
      had >= MIN_SHARE * words.length && had > 0 && words.some((key) => !alignment.has(key) && key.kind !== 'quantity')
    );
  };
  if (!isPartly(first) || !isPartly(second)) return false;
  const lastHad = first.findLastIndex((key) => alignment.has(key));
  const isPrefix = first.slice(0, lastHad).every((key) => alignment.has(key));
  return !isPrefix || !alignment.has(second[0]!);
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
  if (named.length === 0 || rivals.length === 0 || rivals.some(alignment.has)) return false;
  return saidOf(other).filter(alignment.has).length >= 2 && !saidOf(one).some(alignment.has);
}
