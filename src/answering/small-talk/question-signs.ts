import { ASKING_WORDS } from '../../text/stop-words.ts';
import { foldWords } from './typing/fold-words.ts';

/** «Спасибо ли говорят?»: it belongs to the word before. */
const LEANING_WORD = 'ли';
/** Words that questions begin with, beside those that ask. */
const FIRST_WORDS: ReadonlySet<string> = new Set(
  `is are am was were can could do does did will would should may must has have i we
 есть могу хочу хотел хотела нужен нужна нужно интересует если а подскажи подскажите please`.split(/\s+/),
);

const FIRST_PREPOSITIONS: ReadonlySet<string> = new Set('in on at under в на по при у с для'.split(' '));

/** Whether a question may begin with this word, in the form of `foldWords`. */
export function beginsQuestion(word: string): boolean {
  return asksAnywhere(word) || FIRST_PREPOSITIONS.has(word);
}

/** Whether a word asks, or leads to what is asked, wherever it stands. */
export function asksAnywhere(word: string): boolean {
  return word !== LEANING_WORD && (ASKING_WORDS.has(word) || FIRST_WORDS.has(word));
}

/** Whether something is asked, as far as words and signs show it. */
export function looksAsked(text: string): boolean {
  const words = foldWords(text);
  return /[?\p{N}]/u.test(text) || beginsQuestion(words[0] ?? '') || words.some((word) => ASKING_WORDS.has(word));
}
