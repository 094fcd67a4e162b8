import { isSubject } from './read-question.ts';

/** What two questions have in the one place where they differ. */
export interface Contrast {
  words: string[];
  others: string[];
}

/**
 * Finds where two questions are the same but for one place, at which each has words of its own: "who approves the budget" and "who approves
 * the minutes". The same thing is asked in other words in more places than one, or by words that mean the same.
 *
 * @returns Null where they differ in more, or where they have no subject in common.
 */
export function findContrast(words: readonly string[], others: readonly string[]): Contrast | null {
  const shortest = Math.min(words.length, others.length);
  let before = 0;
  while (before < shortest && words[before] === others[before]) before += 1;
  let after = 0;
  while (after < shortest - before && words.at(-1 - after) === others.at(-1 - after)) after += 1;
  const rest = (all: readonly string[]) => all.slice(before, all.length - after);
  const [own, other] = [rest(words), rest(others)];
  const common = [...words.slice(0, before), ...words.slice(words.length - after)];
  const isOne = own.length > 0 && other.length > 0 && [...own, ...other].every(isSubject) && common.some(isSubject);
  return isOne ? { words: own, others: other } : null;
}
