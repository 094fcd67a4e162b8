/** Letters, and the language that they are most often of. Of letters that several share, the first one counts. */
const LETTERS: [language: string, letters: RegExp][] = [
  ['ru', /\p{Script=Cyrillic}/gu],
  ['en', /\p{Script=Latin}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ja', /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['hy', /\p{Script=Armenian}/gu],
];

/** The language a text is written in, by its letters: for the `lang` of texts that are not the widget's own. Empty where it is not known. */
export function languageOf(text: string): string {
  let [language, most] = ['', 0];
  for (const [own, letters] of LETTERS) {
    const count = text.match(letters)?.length ?? 0;
    if (count > most) [language, most] = [own, count];
  }
  return language;
}

/** A text in the quotation marks of its own language. */
export function inQuotationMarks(text: string): string {
  return languageOf(text) === 'ru' ? `«${text}»` : `“${text}”`;
}
