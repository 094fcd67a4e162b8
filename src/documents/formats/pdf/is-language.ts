/** Characters of fonts that do not map their glyphs to letters. */
const MEANINGLESS = /[\p{Co}\p{Cn}\ufffd]|(?!\s)\p{Cc}/gu;
const MAX_MEANINGLESS = 0.2;
/** Letters from which on their frequencies show whether a text is language. */
const MIN_LETTERS = 150;
/** Shares of letters that languages in Latin script have more of (vowels) and less of (accented ones of one block, signs between letters). */
const MIN_VOWELS = 0.2;
const USUAL_VOWELS = 0.3;
const MAX_ACCENTED = 0.6;
const MAX_SIGNS = 0.08;
const SIGN_IN_WORD = /(?<=\p{L})[\\^_`[\]{}|~@](?=\p{L})/gu;

/** Whether letters are what they seem: not signs without a meaning, and not those of another alphabet by their place in a code page. */
export function isLanguage(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const meaningless = text.match(MEANINGLESS)?.length ?? 0;
  if (meaningless > MAX_MEANINGLESS * (letters.length + meaningless)) return false;
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).join('');
  if (latin.length < MIN_LETTERS || latin.length < letters.length / 2) return true;
  const vowels = latin.normalize('NFD').match(/[aeiouyæœøıə]/giu)?.length ?? 0;
  const accented = latin.match(/[\u00c0-\u00ff]/gu)?.length ?? 0;
  const signs = text.match(SIGN_IN_WORD)?.length ?? 0;
  const minVowels = signs > MAX_SIGNS * latin.length ? USUAL_VOWELS : MIN_VOWELS;
  return vowels >= minVowels * latin.length && accented <= MAX_ACCENTED * latin.length;
}
