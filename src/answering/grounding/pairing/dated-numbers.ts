import type { Key, Segment } from '../reading/segments.ts';

/** A number with the date, month or weekday next to it: "12 in May". */
export interface DatedNumber {
  number: Key;
  date: Key;
}

/** So many keys may a number and its date be apart. */
const MAX_DISTANCE = 2;
const DATE = /\.\d|^(?:month|weekday|season|decade)|^(?:1\d|20)\d\d$/;

/** The numbers of segments with their dates: of two dates as near, the one behind. */
export function datedNumbersOf(segments: Segment[]): DatedNumber[] {
  return segments.flatMap(({ keys }) =>
    keys.flatMap((number, place) => {
      if (!isNumber(number)) return [];
      const dates = keys
        .map((date, other) => ({ date, distance: other - place }))
        .filter(({ date, distance }) => isDate(date) && Math.abs(distance) <= MAX_DISTANCE)
        .sort((one, other) => Math.abs(one.distance) - Math.abs(other.distance) || other.distance - one.distance);
      return dates[0] ? [{ number, date: dates[0].date }] : [];
    }),
  );
}

function isDate(key: Key): boolean {
  return key.kind === 'quantity' && key.quantity.readings.some((reading) => DATE.test(reading));
}

function isNumber(key: Key): boolean {
  return key.kind === 'quantity' && !isDate(key) && Number.isFinite(Number(key.quantity.readings[0]));
}

/** Whether a number has the date that the source gives to another number, while the number has another date there. */
export function areDatesSwapped(
  said: DatedNumber[],
  known: DatedNumber[],
  isSame: (key: Key, other: Key) => boolean,
): boolean {
  return said.some(({ number, date }) => {
    const own = known.filter((pair) => isSame(number, pair.number));
    const rivals = known.filter((pair) => isSame(date, pair.date));
    return own.length > 0 && rivals.length > 0 && !own.some((pair) => rivals.includes(pair));
  });
}
