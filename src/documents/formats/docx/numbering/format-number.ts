import { ALPHABETS, DIGITS } from './alphabets.ts';
import { chineseNumber } from './chinese-number.ts';

const ROMAN: readonly [value: number, sign: string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];
const NOTE_SIGNS = '*†‡§';
const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const IRREGULAR: Record<string, string> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};
/** A pattern of its own, by its first number: `01, 02, 03, ...`. */
const PADDED = /^(0+)1,/;

/** Formats that have a sign for zero. */
const FROM_ZERO = new Set(['decimal', 'decimalZero', 'decimalHalfWidth', 'numberInDash', 'hex', 'ordinal', 'none']);

const FORMATS: Record<string, (number: number) => string | null> = {
  decimal: String,
  decimalZero: (number) => String(number).padStart(2, '0'),
  decimalHalfWidth: String,
  numberInDash: (number) => `- ${number} -`,
  hex: (number) => number.toString(16).toUpperCase(),
  upperRoman: roman,
  lowerRoman: (number) => roman(number)?.toLowerCase() ?? null,
  ordinal,
  cardinalText: (number) => capitalized(inWords(number)),
  ordinalText: (number) => capitalized(ordinalInWords(number)),
  chicago: (number) => NOTE_SIGNS[(number - 1) % 4]!.repeat(Math.ceil(number / 4)),
  decimalEnclosedCircle: (number) => signFrom(number, 0x2460, 20),
  decimalEnclosedParen: (number) => signFrom(number, 0x2474, 20),
  decimalEnclosedFullstop: (number) => signFrom(number, 0x2488, 20),
  chineseCounting: chineseNumber,
  chineseCountingThousand: chineseNumber,
  taiwaneseCounting: chineseNumber,
  taiwaneseCountingThousand: chineseNumber,
  japaneseCounting: chineseNumber,
  none: () => '',
};

/**
 * A number as a list shows it.
 *
 * @param format As in the standard: `upperRoman`; or a pattern that names its first numbers: `01, 02, 03, ...`.
 * @returns null when the format is unknown, or has no such number.
 */
export function formatNumber(number: number, format: string): string | null {
  const alphabet = ALPHABETS[format];
  if (alphabet) return letters(number, alphabet);
  const digits = DIGITS[format];
  if (digits) return [...String(number)].map((digit) => digits[Number(digit)] ?? digit).join('');
  const zeros = PADDED.exec(format)?.[1];
  if (zeros !== undefined) return String(number).padStart(zeros.length + 1, '0');
  if (number < 1 && !FROM_ZERO.has(format)) return null;
  return FORMATS[format]?.(number) ?? null;
}

/** a, b, … z, aa, bb: a letter is repeated when the alphabet is at its end. */
function letters(number: number, alphabet: string): string | null {
  const signs = [...alphabet];
  return number < 1 ? null : signs[(number - 1) % signs.length]!.repeat(Math.ceil(number / signs.length));
}

function roman(number: number): string | null {
  if (number > 3999) return null;
  let rest = number;
  let written = '';
  for (const [value, sign] of ROMAN) {
    for (; rest >= value; rest -= value) written += sign;
  }
  return written;
}

function ordinal(number: number): string {
  const isTeen = number % 100 > 10 && number % 100 < 14;
  return number + (isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th'));
}

function inWords(number: number): string | null {
  if (number < 20) return ONES[number]!;
  if (number > 99) return null;
  const tens = TENS[Math.floor(number / 10) - 2]!;
  return number % 10 === 0 ? tens : `${tens}-${ONES[number % 10]}`;
}

function ordinalInWords(number: number): string | null {
  const words = inWords(number);
  if (words === null) return null;
  return words.replace(/[a-z]+$/, (last) => IRREGULAR[last] ?? `${last.replace(/y$/, 'ie')}th`);
}

function capitalized(words: string | null): string | null {
  return words === null ? null : words[0]!.toUpperCase() + words.slice(1);
}

function signFrom(number: number, first: number, count: number): string | null {
  return number > count ? null : String.fromCodePoint(first + number - 1);
}
