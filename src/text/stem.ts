import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as russian } from '@orama/stemmers/russian';

/** «Казахстана» loses its -на as a verb would, «Казахстане» does not. */
const LEFT_OF_NOUN = /(?<=\p{L}{3}[ая])н$/u;

/** No word of prose is longer; the time of the rules grows faster than the word. In UTF-16 code units. */
const MAX_LENGTH = 60;

/** The stem of a word, as inflection leaves it: of Cyrillic words by the rules of Russian, of others by those of English. */
export function stemOf(word: string): string {
  if (word.length > MAX_LENGTH) return word;
  return /\p{Script=Cyrillic}/u.test(word) ? russian(word).replace(LEFT_OF_NOUN, '') : english(word);
}
