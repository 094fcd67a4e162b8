import type { ReadTerm } from './exact-term.ts';
import { withPlainSigns } from './plain-signs.ts';

/** Words longer than this are no part of a code: «апреля2024» is two words without their blank. */
const MAX_LETTERS = 5;
/** Longer than a code, in UTF-16 code units: an address, or data. */
const MAX_LENGTH = 40;
/** Capitals that look like Latin ones: a code is often typed on the other keyboard. */
const CYRILLIC = 'авекмнорстух';
const LOOKALIKE = new RegExp(`[${CYRILLIC}]`, 'gu');
const LATIN = 'abekmhopctyx';

const PIECE = '(?:\\p{N}(?:\\.(?=\\p{N}))?|\\p{L})+';

/** What may be a code: letters and digits in one run, or joined by hyphens, slashes or underscores; and a version, as 2.1.4 is. */
export const CODE = new RegExp(`(?<![\\p{L}\\p{N}])(?=[\\p{L}/_-]{0,20}\\p{N})${PIECE}(?:[-/_]${PIECE})*`, 'gu');

/** Reads what `CODE` found: `e4012` for E-4012, E4012 and e-4012; nothing for «20-летие», «5кг» and "1/2". */
export const readCode: ReadTerm = (written) => {
  if (written.length > MAX_LENGTH) return [];
  // «IPv4-адрес», «MP3-плеер»: the word after the code takes endings.
  const code = written.replace(/(?<=\p{N}\p{L}{0,20})(?:[-/_]\p{Ll}+)+$/u, '');
  return isCode(code) ? [{ term: canonical(code), broader: [] }] : [];
};

/** What `spacedCodesIn` finds: «ГОСТ 12345», "E 4012". */
const SPACED = /(?<![\p{L}\p{N}])(?:\p{Lu}{2,5}|[A-Z](?=\s\p{N}{3}))\s\p{N}+(?![\p{L}\p{N}]|\.\p{N})/gu;

/** Codes that may be written with a blank, as `readCode` reads them with a hyphen. In a question such words may well be two: «саммит ОДКБ 2025». */
export function spacedCodesIn(text: string): string[] {
  if (!/\p{N}/u.test(text)) return [];
  return (withPlainSigns(text).match(SPACED) ?? []).map((written) => canonical(written.replace(/\s/u, '')));
}

/** E-4012; 44-ФЗ; 15/2024; 2.1.4, which 10.000.000 is not. */
const FORMS = [
  /^\p{L}/u,
  /^\p{N}[\p{N}./_-]*[-/_]\p{Lu}+(?!\p{L})/u,
  /^[\p{N}.-]*(?:\/.*\p{N}{3}|\p{N}{3}.*\/)[\p{N}./-]*$/u,
  /^(?!\p{N}{1,3}(?:\.\p{N}{3})+$)[\p{N}-]+\.\p{N}+\.[\p{N}.-]+$/u,
];

function isCode(written: string): boolean {
  const words = written.match(/\p{L}+/gu) ?? [];
  if (!/\p{N}/u.test(written) || words.some((word) => word.length > MAX_LETTERS)) return false;
  return FORMS.some((form) => form.test(written));
}

function canonical(code: string): string {
  return code
    .toLowerCase()
    .replaceAll(/(?<=\p{L})[-_](?=\p{N})|(?<=\p{N})[-_](?=\p{L})/gu, '')
    .replaceAll(LOOKALIKE, (letter) => LATIN[CYRILLIC.indexOf(letter)]!);
}
