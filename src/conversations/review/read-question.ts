import { ASKING_WORDS } from '../../text/stop-words.ts';
import { isTerm, tokenize } from '../../text/tokenize.ts';

/** A question as it is compared with others. */
export interface ReadQuestion {
  /** All its words, in order. */
  words: string[];
  /** Those that say what it is about, each once; all where there are no others. */
  subject: string[];
}

/** Reads a question. */
export function readQuestion(question: string): ReadQuestion {
  const words = tokenize(question);
  const subject = [...new Set(words.filter(isSubject))];
  return { words, subject: subject.length > 0 ? subject : [...new Set(words)] };
}

/** Whether a word says what a question is about, and not only that something is asked. */
export function isSubject(word: string): boolean {
  return isTerm(word) && !ASKING_WORDS.has(word);
}
