import { unreadable } from '../unreadable.ts';

const BYTE_ORDER_MARKS = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
];
/** One-byte encodings of Russian and English texts, most common first. */
const SINGLE_BYTE = ['windows-1251', 'koi8-r', 'ibm866', 'windows-1252'];
/** What windows-1252 has from 0x80 to 0x9f. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
/** Bytes that the encoding is detected from. */
const SAMPLE_BYTES = 100_000;
/** Share of usual characters from which a text without a byte order mark counts as UTF-16. */
const USUAL_IN_UTF16 = 0.97;
const USUAL = /[\t\n\r\f -~\u00a0-\u00ff\u0400-\u045f\u2010-\u2026\u20ac\u2116\u2190-\u2193]/g;
const CONTROL = /(?![\t\n\r\f])[\p{Cc}\ufffd]/gu;
const MAX_CONTROL = 0.01;
/** Occurrences of each letter among a thousand of a Russian text; below, those of other kinds of characters. */
const FREQUENCIES = new Map(
  Object.entries({
    ...{
      о: 110,
      е: 84,
      а: 80,
      и: 74,
      н: 67,
      т: 63,
      с: 55,
      р: 47,
      в: 45,
      л: 44,
      к: 35,
      м: 32,
      д: 30,
      п: 28,
      у: 26,
      я: 20,
    },
    ...{
      ы: 19,
      ь: 17,
      г: 17,
      з: 16,
      б: 16,
      ч: 14,
      й: 12,
      х: 10,
      ж: 9,
      ш: 7,
      ю: 6,
      ц: 5,
      щ: 4,
      э: 3,
      ф: 3,
      ё: 1,
      ъ: 0.5,
    },
  }),
);
const LATIN_WITH_MARK = 15;
const PUNCTUATION = 5;
const STRANGE = 0.02;
/** Factor for a capital after a small letter, and for a letter beside one of another alphabet. */
const OUT_OF_PLACE = 0.02;
const ALL_CAPITALS = 0.6;
const ABOVE_ASCII = /[^\p{ASCII}]/gu;

/**
 * Decodes a text: valid UTF-8 always is UTF-8; UTF-16 with or without a byte order mark; else what is declared, else the one-byte encoding
 * in which it looks most like Russian or English.
 *
 * @param options.declared The name of an encoding that the text itself gives; an unknown one is ignored.
 * @throws DOCUMENT_UNREADABLE for binary data and for UTF-8 with damaged bytes.
 */
export function decodeText(bytes: Uint8Array, { declared }: { declared?: string | undefined } = {}): string {
  const marked = BYTE_ORDER_MARKS.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return decode(bytes, marked.encoding);
  if (bytes.includes(0)) {
    const wide = ['utf-16le', 'utf-16be'].find((encoding) => looksLikeUtf16(bytes, encoding));
    if (wide === undefined) throw unreadable('it holds binary data, not text; convert it to a text file in UTF-8');
    return decode(bytes, wide);
  }
  if (isUtf8(bytes)) return decode(bytes, 'utf-8');
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (isDamagedUtf8(sample)) throw unreadable('it is UTF-8 with damaged bytes; save it as UTF-8 again');
  if (declared !== undefined && exists(declared)) return decode(bytes, declared);
  const { encoding, text } = mostLikely(sample);
  if ((text.match(CONTROL)?.length ?? 0) > text.length * MAX_CONTROL) {
    throw unreadable('it holds binary data, not text; convert it to a text file in UTF-8');
  }
  return decode(bytes, encoding);
}

function decode(bytes: Uint8Array, encoding: string): string {
  const decoder = new TextDecoder(encoding);
  const text = decoder.decode(bytes);
  if (decoder.encoding !== 'windows-1252') return text;
  // Node.js 20 decodes it as Latin-1, with control characters in the place of quotation marks and dashes.
  return text.replace(/[\u0080-\u009f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80]!);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function exists(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding !== 'utf-8';
  } catch {
    return false;
  }
}

/** Whether a text is UTF-8 with invalid bytes: multi-byte letters outnumber them, which no other encoding does. */
function isDamagedUtf8(sample: Uint8Array): boolean {
  const text = decode(sample, 'utf-8');
  const letters = text.match(/(?!\ufffd)[^\p{ASCII}]/gu)?.length ?? 0;
  return letters > 0 && letters >= (text.match(/\ufffd/g)?.length ?? 0);
}

/** Whether bytes without a byte order mark are UTF-16: then nearly all characters are usual ones. */
function looksLikeUtf16(bytes: Uint8Array, encoding: string): boolean {
  const text = decode(bytes.subarray(0, SAMPLE_BYTES - (SAMPLE_BYTES % 2)), encoding);
  return bytes.length % 2 === 0 && (text.match(USUAL)?.length ?? 0) > text.length * USUAL_IN_UTF16;
}

function mostLikely(sample: Uint8Array): { encoding: string; text: string } {
  const tries = SINGLE_BYTE.map((encoding) => ({ encoding, text: decode(sample, encoding) }));
  return tries.reduce((best, other) => (likenessOf(other.text) > likenessOf(best.text) ? other : best));
}

/** Logarithm of the likelihood of the non-ASCII characters in a Russian or Western text. */
function likenessOf(text: string): number {
  let likeness = 0;
  for (const { 0: character, index } of text.matchAll(ABOVE_ASCII)) {
    const before = text[index - 1] ?? ' ';
    const after = text[index + 1] ?? ' ';
    const small = character.toLowerCase();
    const isCapital = small !== character;
    const isLatin = /[à-öø-ÿ]/.test(small);
    const isPunctuation = /[«»“”„‘’–—…№§°©\u00a0€•]/.test(character);
    let frequency = isPunctuation ? PUNCTUATION : isLatin ? LATIN_WITH_MARK : (FREQUENCIES.get(small) ?? STRANGE);
    const other = isLatin ? /[а-яё]/i : /[a-z]/i;
    const isBesideLetter = /[a-z]/i.test(before + after);
    if (!isPunctuation && (other.test(before) || other.test(after) || (isLatin && !isBesideLetter)))
      frequency *= OUT_OF_PLACE;
    if (isCapital && /\p{L}/u.test(before)) frequency *= /\p{Ll}/u.test(before) ? OUT_OF_PLACE : ALL_CAPITALS;
    likeness += Math.log(frequency);
  }
  return likeness;
}
