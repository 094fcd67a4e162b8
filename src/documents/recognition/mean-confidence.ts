import type { RecognisedWord } from './recognised-page.ts';

/** Mean confidence of a page below which its text is doubtful: Tesseract gives about 95 in the right language, 75 in a wrong one. */
const WEAK = 80;

/** Whether what was recognised of a page is doubtful; a page without words is not. */
export const isWeak = (words: readonly RecognisedWord[]): boolean => words.length > 0 && meanConfidence(words) < WEAK;

/** How sure the program is of the letters of a page, 0 to 100: a long word counts for more. At least one word. */
export function meanConfidence(words: readonly RecognisedWord[]): number {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return words.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0) / letters;
}
