import { COMMON_SIGNS, LANGUAGE_SAMPLES } from './language-samples.ts';

/** Natural logarithm of how likely a character is in texts of a language, after the one before it. */
export type LogLikelihood = (character: string, before: string) => number;

export type Script = keyof typeof LANGUAGE_SAMPLES;
export type SignScript = 'japanese' | 'korean' | 'simplified' | 'traditional';

/** How much of a likelihood comes from pairs of letters; the rest from single letters. */
const PAIRS = 0.6;
const UNKNOWN_LETTER = 1e-5;
/** A letter of another alphabet, such as a Latin one among Cyrillic ones: at the start of a word, after its like, and anywhere else. */
const FOREIGN = { start: 0.001, next: 0.03, amid: 1e-6 };
/** Factors for capitals: at the start of a word, after another capital, and after a small letter. */
const CAPITAL = { start: 0.1, next: 0.7, amid: 0.002 };
const BLANK = 0.7;
const ASCII_SIGN = 0.01;
const USUAL_SIGN = 0.003;
const STRANGE_SIGN = 1e-6;
/** C1 controls and what could not be decoded. */
const NO_SIGN = 1e-9;

const LETTER = /\p{L}/u;
const ASCII_LETTER = /[A-Za-z]/;
const USUAL = /[«»“”„‘’‚‹›–—―…№§°©®€•·×±½¼²³\u00a0¿¡]/;
const NOTHING = /[\u0080-\u009f\ufffd\ue000-\uf8ff]/;
const BOUNDARY = ' ';

/** The statistics of each language of a script. */
export function statisticsOf(script: Script): LogLikelihood[] {
  return Object.values(LANGUAGE_SAMPLES[script]).map(letterStatistics);
}

/** Statistics of the letters of a language, counted in a small text. */
function letterStatistics(sample: string): LogLikelihood {
  const singles = new Map<string, number>();
  const pairs = new Map<string, number>();
  const signs = sample.toLowerCase().replace(/[^\p{L}]+/gu, BOUNDARY);
  for (let index = 1; index < signs.length; index += 1) {
    const pair = signs.slice(index - 1, index + 1);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    singles.set(pair[1]!, (singles.get(pair[1]!) ?? 0) + 1);
  }
  const isLatin = singles.has('a');
  const likelihoodOf = (letter: string, before: string) =>
    Math.max(
      UNKNOWN_LETTER,
      (PAIRS * (pairs.get(before + letter) ?? 0)) / (singles.get(before) ?? 1) +
        ((1 - PAIRS) * (singles.get(letter) ?? 0)) / signs.length,
    );
  const known = new Map<string, number>();
  const compute: LogLikelihood = (character, before) => {
    const small = character.toLowerCase();
    const smallBefore = LETTER.test(before) ? before.toLowerCase() : BOUNDARY;
    if (!LETTER.test(character)) return Math.log(likelihoodOf(BOUNDARY, smallBefore) * signLikelihood(character));
    if (!isLatin && ASCII_LETTER.test(character)) return Math.log(foreignLikelihood(before));
    if (isLatin && !/\p{Script=Latin}/u.test(character)) return Math.log(STRANGE_SIGN);
    if (!isLatin && !singles.has(small)) return Math.log(STRANGE_SIGN);
    return Math.log(likelihoodOf(small, smallBefore) * (small === character ? 1 : capitalFactor(before)));
  };
  return cached(known, compute);
}

function cached(known: Map<string, number>, compute: LogLikelihood): LogLikelihood {
  return (character, before) => {
    const pair = before + character;
    const found = known.get(pair) ?? compute(character, before);
    known.set(pair, found);
    return found;
  };
}

function capitalFactor(before: string): number {
  if (!LETTER.test(before)) return CAPITAL.start;
  return before === before.toLowerCase() ? CAPITAL.amid : CAPITAL.next;
}

function foreignLikelihood(before: string): number {
  if (ASCII_LETTER.test(before)) return FOREIGN.next;
  return LETTER.test(before) ? FOREIGN.amid : FOREIGN.start;
}

function signLikelihood(character: string): number {
  if (/\s/.test(character) && character <= BOUNDARY) return BLANK;
  if (character < '\u0080') return ASCII_SIGN;
  if (NOTHING.test(character)) return NO_SIGN;
  return USUAL.test(character) ? USUAL_SIGN : STRANGE_SIGN;
}

/** Shares of the kinds of signs in texts of a language, and how many signs each kind has. */
interface SignKind {
  signs: RegExp;
  share: number;
  count: number;
}

const PUNCTUATION: SignKind = {
  signs: /[、。，．；：？！「」『』《》〈〉（）【】・ー…“”‘’—·～\u3000]/,
  share: 0.1,
  count: 25,
};
const FULL_WIDTH: SignKind = { signs: /[\uff01-\uff5e]/, share: 0.005, count: 94 };
const HAN: RegExp = /[\u4e00-\u9fff]/;
const SIGN_KINDS: Record<SignScript, { common: string; share: number; kinds: SignKind[] }> = {
  japanese: {
    common: COMMON_SIGNS.kanji,
    share: 0.2,
    kinds: [
      { signs: /[\u3041-\u3096]/, share: 0.45, count: 50 },
      { signs: /[\u30a1-\u30fa]/, share: 0.15, count: 70 },
      PUNCTUATION,
      { signs: HAN, share: 0.06, count: 3000 },
      FULL_WIDTH,
      { signs: /[\uff61-\uff9f]/, share: 0.0005, count: 63 },
    ],
  },
  korean: {
    common: COMMON_SIGNS.hangul,
    share: 0.55,
    kinds: [
      { signs: /[\uac00-\ud7a3]/, share: 0.15, count: 2000 },
      PUNCTUATION,
      { signs: HAN, share: 0.005, count: 4800 },
      FULL_WIDTH,
    ],
  },
  simplified: {
    common: COMMON_SIGNS.zhSimplified,
    share: 0.6,
    kinds: [PUNCTUATION, { signs: HAN, share: 0.2, count: 4000 }, FULL_WIDTH],
  },
  traditional: {
    common: COMMON_SIGNS.zhTraditional,
    share: 0.6,
    kinds: [PUNCTUATION, { signs: HAN, share: 0.2, count: 5000 }, FULL_WIDTH],
  },
};
/** The n-th of the common signs is as frequent as 1 ⁄ (n + this). */
const RANK_OFFSET = 20;

/** Statistics of a script of many signs. */
export function signStatistics(script: SignScript): LogLikelihood {
  const { common, share, kinds } = SIGN_KINDS[script];
  const ranked = [...new Set(common.replace(/\s/g, ''))];
  const total = ranked.reduce((sum, _, rank) => sum + 1 / (rank + RANK_OFFSET), 0);
  const known = new Map(ranked.map((sign, rank) => [sign, Math.log(share / (rank + RANK_OFFSET) / total)]));
  const compute: LogLikelihood = (character, before) => {
    if (ASCII_LETTER.test(character)) return Math.log(ASCII_LETTER.test(before) ? FOREIGN.next : FOREIGN.start);
    if (character < '\u0080') return Math.log(ASCII_SIGN);
    if (NOTHING.test(character)) return Math.log(NO_SIGN);
    const kind = kinds.find(({ signs }) => signs.test(character));
    return Math.log(kind ? kind.share / kind.count : STRANGE_SIGN);
  };
  return (character, before) => known.get(character) ?? compute(character, before);
}
