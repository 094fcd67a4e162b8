import { wordFamily } from '../../text/word-families.ts';

/** Letters that two forms of a short word have in common at least, and after these at most. */
const MIN_STEM = 3;
const MAX_ENDING = 2;
/** Longer words are compared by their parts. */
const SHORT = 6;

/** Whether a word is a form of another: «виды» of «видов», "rules" of "rule". Both as `tokenize` gives them. */
export function formsOf(word: string): (other: string) => boolean {
  const isLike = wordFamily(word);
  return (other) => isLike(other) || isShortForm(word, other);
}

/** Endings are most of a short Russian word. */
function isShortForm(word: string, other: string): boolean {
  if (word.length > SHORT || other.length > SHORT || !/^\p{Script=Cyrillic}+$/u.test(word)) return false;
  const letters = [...word];
  const first = letters.findIndex((letter, index) => letter !== other[index]);
  const stem = first === -1 ? word.length : first;
  return stem >= MIN_STEM && Math.max(word.length, other.length) - stem <= MAX_ENDING;
}
