import { type PlacedValue, valuesIn } from '../../../text/values.ts';

/** Behind a number a unit of time, elsewhere an ordinal. */
const SECONDS = /^seconds?$/iu;
/** Capitals that a number belongs to: "E5", "A1", «Т-40». */
const CODE = /(?<![\p{L}\p{N}])(\p{Lu}{1,3})-?$/u;
/** A code is no longer. */
const MAX_CODE = 4;

/** The values of a text: the seconds of "45 seconds" are no ordinal, and the number of a code such as "E5" is the same only in the same code. */
export function countsIn(text: string): PlacedValue[] {
  return valuesIn(text)
    .filter(({ start, end }) => !(SECONDS.test(text.slice(start, end)) && /\p{N}[\s-]*$/u.test(text.slice(0, start))))
    .map((value) => codeOf(text, value) ?? value);
}

function codeOf(text: string, { readings, start, end }: PlacedValue): PlacedValue | null {
  const [, letters] = CODE.exec(text.slice(0, start)) ?? [];
  if (letters === undefined || !new RegExp(`^\\d{1,${MAX_CODE}}$`, 'u').test(text.slice(start, end))) return null;
  return { readings: readings.map((reading) => `${letters}${reading}`), parts: [], start, end };
}
