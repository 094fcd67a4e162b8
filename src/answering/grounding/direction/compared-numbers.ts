import { datedNumbersOf } from '../pairing/dated-numbers.ts';
import type { Quantity } from '../quantities/read-quantities.ts';
import type { AlignedSegment } from '../reading/align-segments.ts';
import type { Key, Segment } from '../reading/segments.ts';

/** What stands on both sides of a comparison. */
export type Sides = [one: Key[], other: Key[]];

const YEAR = /^(?:1\d|20)\d\d$/;

/** How much more the source gives to the first side than to the second: 5 for 38 dB and 33 dB; null where it does not say. */
export function differenceOf([one, other]: Sides, aligned: AlignedSegment): number | null {
  const [parts, others] = [partsWith(one, other, aligned), partsWith(other, one, aligned)];
  const [first, second] = [onlyOf(parts, others), onlyOf(others, parts)];
  if (first === second && datedNumbersOf(aligned.around).length < 2) return null;
  const number = datedNumber(one, other, aligned) ?? lastNumberOf(first);
  const rival = datedNumber(other, one, aligned) ?? lastNumberOf(second);
  return number === null || rival === null ? null : number - rival;
}

/** How much more the later of two years has than the earlier, where the source gives two numbers with a year each; null otherwise. */
export function changeOf(around: Segment[]): number | null {
  const years = around.flatMap(({ keys }) =>
    keys.flatMap((key) => (isYear(key) ? [Number(key.quantity.readings[0])] : [])),
  );
  const numbers = around.flatMap((part) => numbersOf(part).slice(0, 1));
  if (years.length !== 2 || numbers.length !== 2) return null;
  return Math.sign(years[1]! - years[0]!) * (numbers[1]! - numbers[0]!);
}

/** The number that the source gives to the date of one side, which the other side has not. */
function datedNumber(keys: Key[], others: Key[], { around, standsFor }: AlignedSegment): number | null {
  const dates = keys.filter((key) => !others.includes(key)).flatMap((key) => standsFor(key));
  const pairs = datedNumbersOf(around).filter(({ date }) => dates.includes(date));
  const [pair] = pairs;
  return pairs.length === 1 && pair?.number.kind === 'quantity' ? amountOf(pair.number.quantity) : null;
}

/** The parts of the source that have what one side says and the other does not. */
function partsWith(keys: Key[], others: Key[], { around, standsFor }: AlignedSegment): Segment[] {
  const shared = new Set(others.flatMap((other) => standsFor(other)));
  const own = keys.flatMap((key) => standsFor(key)).filter((key) => !shared.has(key));
  return around.filter((part) => part.keys.some((key) => own.includes(key)));
}

/** The part that is left of some when that of the other side, where there is one alone, is taken away. */
function onlyOf(parts: Segment[], others: Segment[]): Segment | null {
  const left = others.length === 1 ? parts.filter((part) => part !== others[0]) : parts;
  return left.length === 1 ? left[0]! : null;
}

function lastNumberOf(part: Segment | null): number | null {
  return (part && numbersOf(part).at(-1)) ?? null;
}

/** The numbers of a part that are no years. */
function numbersOf({ keys }: Segment): number[] {
  return keys.flatMap((key) =>
    key.kind === 'quantity' &&
    !YEAR.test(key.quantity.readings[0] ?? '') &&
    Number.isFinite(Number(key.quantity.readings[0]))
      ? [amountOf(key.quantity)]
      : [],
  );
}

function amountOf({ readings, unit }: Quantity): number {
  return Number(readings[0]) * (unit?.factor ?? 1);
}

function isYear(key: Key): key is Extract<Key, { kind: 'quantity' }> {
  return key.kind === 'quantity' && YEAR.test(key.quantity.readings[0] ?? '');
}
