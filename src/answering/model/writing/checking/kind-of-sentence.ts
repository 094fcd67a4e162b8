import { IS_NO_ANSWER, SAYS_NOTHING } from './refusal-words.ts';
import { isTalk } from './talk-words.ts';

/**
 * What a sentence that a model wrote is. `refusal`: the word that was asked for when there is no answer; `no-answer`: the same in other words,
 * which name nothing; `missing`: it says what the passages do not say; `talk`: it is said to the reader, and says nothing of the documents.
 */
export type KindOfSentence = 'refusal' | 'no-answer' | 'missing' | 'talk' | 'statement' | 'blank';

/** NO_ANSWER as small models spell and translate it, and nothing besides. */
const REFUSAL =
  /^\P{L}*(?:(?:final\s+)?(?:answer|ответ)\P{L}+)?(?:no[\s_\-–—*]{0,3}answer|нет[\s_\-–—]{0,3}ответа)\P{L}*$/u;

/** In UTF-16 code units: what is longer says more than that it does not know. */
const MAX_MISSING_LENGTH = 400;

/** @param text A sentence without its labels, as it is read: without Markdown. */
export function kindOfSentence(text: string): KindOfSentence {
  const words = text.trim().toLowerCase();
  if (!/[\p{L}\p{N}]/u.test(words)) return 'blank';
  if (REFUSAL.test(words)) return 'refusal';
  if (words.length > MAX_MISSING_LENGTH) return 'statement';
  if (IS_NO_ANSWER.test(words)) return 'no-answer';
  if (SAYS_NOTHING.test(words)) return 'missing';
  return isTalk(words) ? 'talk' : 'statement';
}
