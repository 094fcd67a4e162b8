import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as russian } from '@orama/stemmers/russian';

/** «Казахстана» loses its -на as a verb would, «Казахстане» does not. */
const LEFT_OF_NOUN = /(?<=\p{L}{3}[ая])н$/u;

/** The stem of a word, as inflection leaves it: of Cyrillic words by the rules of Russian, of others by those of English. */
export function stemOf(word: string): string {
  return /\p{Script=Cyrillic}/u.test(word) ? russian(word).replace(LEFT_OF_NOUN, '') : english(word);
}
