import { keepLatest } from '../../../runtime/keep-latest.ts';
import { stemOf } from '../../../text/stem.ts';
import { isWithinEdits } from './edit-distance.ts';
import { squeezed } from './fold-words.ts';
import { soundOf } from './keyboard-and-sound.ts';

/** The words of a list of forms that a written word may stand for; none where it is no such word. */
export interface Lexicon {
  exact(word: string): ReadonlySet<string>;
  /** The words of which this is another form: «достоверна» of «достоверно». */
  inflected(word: string): ReadonlySet<string>;
  /** @param isWord Whether a word means something else: then it is taken neither for another form nor for a misspelt one. */
  written(word: string, isWord: (word: string) => boolean): ReadonlySet<string>;
  /** The words that sound like this one, in the form of `soundOf`. */
  sounding(sound: string): ReadonlySet<string>;
}

/** A word of a list must be this long to be known with one mistake, and this long with two. */
const ONE_MISTAKE_FROM = 5;
const TWO_MISTAKES_FROM = 9;
/** Shorter words have too many others of their stem; and so do English ones: "appreciation" is not "appreciated". */
const INFLECTED = /^\p{Script=Cyrillic}{4,}$/u;
/** Shorter ones only with two letters exchanged. */
const EXCHANGED_FROM = 4;
const NONE: ReadonlySet<string> = new Set();
/** Of look-ups. */
const KEPT = { count: 5000, longest: 40 };

/** Ends a word that stands for all that begin with it, begins one that stands for all that end with it. */
const AND_MORE = '*';
/** Ends a word that stands for itself only where it means nothing else: documents may treat of weather, and of prices. */
const UNLESS_OTHER = '!';

/** Creates the lexicon of words, of which some end in `*` or `!`, or begin with `*`. */
export function createLexicon(words: Iterable<string>): Lexicon {
  const all = new Set(words);
  const whole = [...all].filter((word) => !word.includes(AND_MORE) && !word.endsWith(UNLESS_OTHER));
  const exact = keepLatest(createExactLookup(all), KEPT);
  const misspelt = createMisspeltLookup(whole);
  const bySound = groupBy([...all], (word) =>
    word.endsWith(AND_MORE) ? [soundOf(word.slice(0, -1)) + AND_MORE] : [soundOf(word)],
  );
  const byStem = groupBy(
    whole.filter((word) => INFLECTED.test(word)),
    (word) => [stemOf(word)],
  );
  const inflected = (word: string): ReadonlySet<string> => (INFLECTED.test(word) && byStem.get(stemOf(word))) || NONE;
  const written = keepLatest(
    (word) => [exact(word), inflected(word)].find(({ size }) => size > 0) ?? misspelt(word),
    KEPT,
  );
  return {
    exact,
    inflected,
    written(word, isWord) {
      return isWord(word) ? new Set([...exact(word)].filter((known) => !known.endsWith(UNLESS_OTHER))) : written(word);
    },
    sounding: (sound) => {
      const sounds = [sound, ...beginningsOf(sound)].map((known) => bySound.get(known) ?? NONE);
      return new Set(sounds.flatMap((known) => [...known]));
    },
  };
}

/** What a word stands for as it is written. */
function createExactLookup(all: ReadonlySet<string>): Lexicon['exact'] {
  const beginnings = partsOfWords([...all].filter((word) => word.endsWith(AND_MORE)));
  const endings = partsOfWords([...all].filter((word) => word.startsWith(AND_MORE)));
  return (word) => {
    const found = [word, word + UNLESS_OTHER].filter((known) => all.has(known));
    for (const length of beginnings.lengths) found.push(...(beginnings.marked.get(word.slice(0, length)) ?? NONE));
    for (const length of endings.lengths) found.push(...(endings.marked.get(word.slice(-length)) ?? NONE));
    return found.length === 0 ? NONE : new Set(found);
  };
}

/** What a word stands for that is drawn out, or written with mistakes. */
function createMisspeltLookup(whole: readonly string[]): Lexicon['exact'] {
  const bySqueezed = groupBy(whole, (word) => [squeezed(word)]);
  const byBeginning = groupBy(whole, (word) => beginningLettersOf(word).map((letter) => letter + word.length));
  return (word) => {
    const drawnOut = [...(bySqueezed.get(squeezed(word)) ?? NONE)].filter(({ length }) => length < word.length);
    if (drawnOut.length > 0) return new Set(drawnOut);
    const lengths = [-2, -1, 0, 1, 2]
      .filter((more) => Math.abs(more) < 2 || word.length + more >= TWO_MISTAKES_FROM)
      .map((more) => word.length + more);
    const alike = beginningLettersOf(word).flatMap((letter) =>
      lengths.flatMap((length) => [...(byBeginning.get(letter + length) ?? NONE)]),
    );
    return new Set(alike.filter((known) => isMisspelt(word, known)));
  };
}

/** Beginnings or endings without their mark, and how long they are. */
function partsOfWords(words: readonly string[]): {
  marked: ReadonlyMap<string, ReadonlySet<string>>;
  lengths: number[];
} {
  const marked = groupBy(words, (word) => [word.replace(AND_MORE, '')]);
  return { marked, lengths: [...new Set([...marked.keys()].map(({ length }) => length))] };
}

function beginningsOf(word: string): string[] {
  return Array.from(word, (_, index) => word.slice(0, index + 1) + AND_MORE);
}

function isMisspelt(word: string, known: string): boolean {
  const { length } = known;
  if (length < EXCHANGED_FROM) return false;
  if (length < ONE_MISTAKE_FROM)
    return word.length === length && hasSameLetters(word, known) && isWithinEdits(word, known, 1);
  if (length >= TWO_MISTAKES_FROM) return isWithinEdits(word, known, 2);
  return !hasOtherEnding(word, known) && isWithinEdits(word, known, 1);
}

/** One mistake leaves at least one of the first two letters among them. It spares most words the comparison. */
function beginningLettersOf(word: string): string[] {
  return [...new Set(word.slice(0, 2))];
}

/** «Удача» is «удачи» in another case, and "hells" is no "hello". */
function hasOtherEnding(word: string, known: string): boolean {
  return word.length === known.length && word.slice(0, -1) === known.slice(0, -1);
}

function hasSameLetters(word: string, other: string): boolean {
  return [...word].sort().join('') === [...other].sort().join('');
}

function groupBy(words: readonly string[], keysOf: (word: string) => string[]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const word of words) {
    for (const key of keysOf(word)) groups.set(key, (groups.get(key) ?? new Set()).add(word));
  }
  return groups;
}
