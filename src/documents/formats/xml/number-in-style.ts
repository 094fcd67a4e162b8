/** How the numbers of a list are written. */
export type NumberStyle =
  | 'arabic'
  | 'two-digits'
  | 'lower-letter'
  | 'upper-letter'
  | 'lower-roman'
  | 'upper-roman'
  | 'lower-russian'
  | 'upper-russian';

const LATIN = 'abcdefghijklmnopqrstuvwxyz';
/** Without the letters that are no numbers: ё, й, ъ, ы, ь. */
const RUSSIAN = 'абвгдежзиклмнопрстуфхцчшщэюя';

const ROMAN: [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];
const MAX_ROMAN = 3999;

/** A number from 1 on in a style: 4, d, D, iv or IV. Others than that have digits in every style. */
export function numberInStyle(number: number, style: NumberStyle): string {
  if (number < 1 || style === 'arabic') return String(number);
  if (style === 'two-digits') return String(number).padStart(2, '0');
  if (style === 'lower-letter') return letters(number, LATIN);
  if (style === 'upper-letter') return letters(number, LATIN).toUpperCase();
  if (style === 'lower-russian') return letters(number, RUSSIAN);
  if (style === 'upper-russian') return letters(number, RUSSIAN).toUpperCase();
  const roman = number > MAX_ROMAN ? String(number) : inRoman(number);
  return style === 'lower-roman' ? roman : roman.toUpperCase();
}

/** a … z, aa, bb …, as office programs count on. */
function letters(number: number, alphabet: string): string {
  return alphabet[(number - 1) % alphabet.length]!.repeat(Math.ceil(number / alphabet.length));
}

function inRoman(number: number): string {
  let rest = number;
  let written = '';
  for (const [value, sign] of ROMAN) {
    while (rest >= value) {
      written += sign;
      rest -= value;
    }
  }
  return written;
}
