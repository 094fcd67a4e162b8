import type { Quantity } from '../quantities/read-quantities.ts';
import type { AlignedSegment } from '../reading/align-segments.ts';
import type { Key, Segment } from '../reading/segments.ts';

/** A date, a time of day, a decade or a year. */
const DATE = /\.\d|[:a-z]|^(?:1\d|20)\d\d$/;

/** The keys of a segment that another has not, and that the part does not say with a word that may be of both. */
export function exclusiveKeys(segment: Segment, other: Segment, { segment: part, standsFor }: AlignedSegment): Key[] {
  const shared = part.keys.map(standsFor).filter((keys) => keys.some((key) => other.keys.includes(key)));
  return segment.keys.filter(
    (key) =>
      !other.keys.some((candidate) => candidate.kind === key.kind && candidate.word === key.word) &&
      !shared.some((keys) => keys.includes(key)),
  );
}

/** Whether two quantities could be taken for each other: years for years, lengths of time for lengths of time. */
export function isAlike(key: Key, other: Key): boolean {
  if (key.kind !== 'quantity' || other.kind !== 'quantity') return false;
  const [one, two] = [key.quantity, other.quantity];
  return kindOf(one) === kindOf(two);
}

/** What a quantity measures: how long, when, how much; people are counted as other things are. */
export function kindOf({ unit, readings }: Quantity): string {
  const [reading = ''] = readings;
  if (reading.includes(':')) return 'time';
  if (DATE.test(reading)) return 'date';
  return unit === null || unit.dimension === 'people' ? 'number' : unit.dimension;
}
