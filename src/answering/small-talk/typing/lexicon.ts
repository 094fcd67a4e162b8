import { isWithinEdits } from './edit-distance.ts';
import { squeezed } from './fold-words.ts';
import { soundOf } from './keyboard-and-sound.ts';

/** The words of a list of forms that a written word may stand for; none where it is no such word. */
export interface Lexicon {
  exact(word: string): ReadonlySet<string>;
  /** @param isWord Whether a word means something else: then it is not taken for a misspelt one. */
  written(word: string, isWord: (word: string) => boolean): ReadonlySet<string>;
  /** The words that sound like this one, in the form of `soundOf`. */
  sounding(sound: string): ReadonlySet<string>;
}

/** A word of a list must be this long to be known with one mistake, and this long with two. */
const ONE_MISTAKE_FROM = 5;
const TWO_MISTAKES_FROM = 9;
/** Shorter ones only with two letters exchanged. */
const EXCHANGED_FROM = 4;
const NONE: ReadonlySet<string> = new Set();

/** Creates the lexicon of words; one that ends in `*` stands for all that begin with it. */
export function createLexicon(words: Iterable<string>): Lexicon {
  const all = new Set(words);
  const prefixes = [...all].filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
  const whole = [...all].filter((word) => !word.endsWith('*'));
  const bySound = groupBy(whole, soundOf);
  const bySqueezed = groupBy(whole, squeezed);
  const byLength = groupBy(whole, ({ length }) => length);

  const exact = (word: string): ReadonlySet<string> =>
    new Set([
      ...(all.has(word) ? [word] : []),
      ...prefixes.filter((prefix) => word.startsWith(prefix)).map((prefix) => `${prefix}*`),
    ]);
  return {
    exact,
    written(word, isWord) {
      const itself = exact(word);
      if (itself.size > 0) return itself;
      if (isWord(word)) return NONE;
      const drawnOut = [...(bySqueezed.get(squeezed(word)) ?? NONE)].filter(({ length }) => length < word.length);
      if (drawnOut.length > 0) return new Set(drawnOut);
      const alike = [-2, -1, 0, 1, 2].flatMap((more) => [...(byLength.get(word.length + more) ?? [])]);
      return new Set(alike.filter((known) => isMisspelt(word, known)));
    },
    sounding: (sound) => bySound.get(sound) ?? NONE,
  };
}

function isMisspelt(word: string, known: string): boolean {
  const { length } = known;
  if (length < EXCHANGED_FROM || !beginsAlike(word, known)) return false;
  if (length < ONE_MISTAKE_FROM)
    return word.length === length && hasSameLetters(word, known) && isWithinEdits(word, known, 1);
  if (length >= TWO_MISTAKES_FROM) return isWithinEdits(word, known, 2);
  return !hasOtherEnding(word, known) && isWithinEdits(word, known, 1);
}

/** Whether one mistake in the first two letters can explain how they differ. It spares most words the comparison. */
function beginsAlike(word: string, known: string): boolean {
  return word[0] === known[0] || word[1] === known[1] || word[0] === known[1] || word[1] === known[0];
}

/** «Удача» is «удачи» in another case, and "hells" is no "hello". */
function hasOtherEnding(word: string, known: string): boolean {
  return word.length === known.length && word.slice(0, -1) === known.slice(0, -1);
}

function hasSameLetters(word: string, other: string): boolean {
  return [...word].sort().join('') === [...other].sort().join('');
}

function groupBy<Key>(words: readonly string[], keyOf: (word: string) => Key): Map<Key, Set<string>> {
  const groups = new Map<Key, Set<string>>();
  for (const word of words) {
    const key = keyOf(word);
    groups.set(key, (groups.get(key) ?? new Set()).add(word));
  }
  return groups;
}
