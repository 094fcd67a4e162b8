import type { AlignedSegment } from '../reading/align-segments.ts';
import { type Key, type Segment, SIDES } from '../reading/segments.ts';
import { exclusiveKeys, isAlike, kindOf } from './exclusive-keys.ts';

/** Whether a number stands with the words of another number: in each segment of the source that has it, its own words are missing. */
export function isMispaired(key: Key, alignment: AlignedSegment, source: Segment[]): boolean {
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
  const ownKeys = exclusiveKeys(home, rival, alignment).filter((key) => key !== ownNumber);
  const taken = exclusiveKeys(rival, home, alignment).filter((key) => alignment.has(key));
  if (taken.length === 0 || ownKeys.length === 0) return false;
  // What stands only in the first of two parts may be said of both: "the plan costs 5 a month or 49 a year".
  if (other > own) return ownKeys.some((key) => !alignment.has(key));
  return (
    ownKeys.every((key) => !alignment.has(key)) &&
    labelOf(rival.keys, number, home.keys.indexOf(ownNumber), home.keys).some((key) => taken.includes(key))
  );
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
