import { SETTING_NAMES } from './settings.ts';

/** Beginnings that are this program's own: every other name with one of them is a mistake. */
const OWN = /^(?:EMBEDDING_|RERANK_|CHAT_MODEL|DATABASE_)/;
/** Names of one short word, such as HOST, are those of other programs as well. */
const MIN_LENGTH = 7;
/** Words of a name in which a letter may be wrong, and those in which two may. */
const [ONE_WRONG, TWO_WRONG] = [4, 9];

/**
 * Names of settings that are not there, each with what was probably meant: where a name that guards the server is misspelt, it would run unguarded. A setting
 * that is given under its own name as well was not misspelt: the other name is that of another program.
 */
export function misspeltNames(given: NodeJS.ProcessEnv): { name: string; meant: string | null }[] {
  return Object.keys(given)
    .filter((name) => !SETTING_NAMES.includes(name))
    .map((name) => ({
      name,
      meant: SETTING_NAMES.find((own) => given[own] === undefined && resembles(name, own)) ?? null,
    }))
    .filter(({ name, meant }) => meant !== null || OWN.test(name));
}

/** Whether a name may have been meant for that of a setting: other signs between its words, one or many, or few wrong letters in a word. */
function resembles(name: string, own: string): boolean {
  const [words, ownWords] = [wordsOf(name.replace(/^PILCROW_/i, '')), wordsOf(own)];
  if (ownWords.join('').length < MIN_LENGTH - 1) return false;
  if (words.join('') === ownWords.join('')) return true;
  return words.length === ownWords.length && words.every((word, index) => isNearly(word, ownWords[index]!));
}

/** In capitals and in the singular. */
function wordsOf(name: string): string[] {
  const words = name.toUpperCase().split(/[^A-Z0-9]+/);
  return words.map((word, index) =>
    index === words.length - 1 || word.length > ONE_WRONG ? word.replace(/S$/, '') : word,
  );
}

function isNearly(word: string, own: string): boolean {
  if (word === own) return true;
  const allowed = own.length >= TWO_WRONG ? 2 : own.length >= ONE_WRONG ? 1 : 0;
  return Math.abs(word.length - own.length) <= allowed && word.length >= ONE_WRONG && distance(word, own) <= allowed;
}

/** How many letters are to be changed, added, left out or exchanged with the next one (optimal string alignment). */
function distance(one: string, other: string): number {
  let [before, row] = [[] as number[], Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(!isSame));
      const isExchanged = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isExchanged) next[j] = Math.min(next[j]!, before[j - 2]! + 1);
    }
    [before, row] = [row, next];
  }
  return row[other.length]!;
}
