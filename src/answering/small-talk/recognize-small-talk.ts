import { keepLatest } from '../../runtime/keep-latest.ts';
import { INTENTS } from './forms/form-list.ts';
import { partsOf } from './message-parts.ts';
import { looksAsked } from './question-signs.ts';
import { intentOfSigns } from './read-signs.ts';
import { isFilling, NO_WORD, recognizePart, recognizeTask, type SmallTalk, type WordCheck } from './recognize-part.ts';
import { foldWords } from './typing/fold-words.ts';
import { isKeyboardMash } from './typing/keyboard-mash.ts';
import { withoutCourtesies } from './without-courtesies.ts';

/** Words of a remark beside thanks: "thanks, you saved me". */
const MAX_REMARK_WORDS = 5;

/**
 * What a message is that asks nothing of the documents; null for a question. All its words must be accounted for by forms of one intent,
 * with greetings and thanks beside them, or the words of each of its parts; of a task for a chat model, the beginning.
 *
 * Slips of typing are read through: letters missing, drawn out or exchanged, the other keyboard layout, Russian in Latin letters.
 *
 * @param isWord Whether a word occurs in the documents; without it none does.
 */
export function recognizeSmallTalk(message: string, isWord: WordCheck = NO_WORD): SmallTalk | null {
  return isWord === NO_WORD ? knownByForms(message) : recognizeWhole(message, isWord);
}

/** The messages of a conversation are looked at with each question of it. */
const knownByForms = keepLatest((message) => recognizeWhole(message, NO_WORD), { count: 64, longest: 1000 });

function recognizeWhole(message: string, isWord: WordCheck): SmallTalk | null {
  const words = foldWords(message);
  if (words.length > 0 && words.every((word) => isKeyboardMash(word) && !isWord(word)))
    return { intent: 'nothing', language: null };
  if (words.length === 0) return { intent: intentOfSigns(message), language: null };
  return recognizeTask(withoutCourtesies(message)) ?? recognizeParts(message, isWord) ?? recognizePart(message, isWord);
}

/** What several parts say, each by itself: of these, what matters most. Beside thanks, a few words may say anything but what the documents have. */
function recognizeParts(message: string, isWord: WordCheck): SmallTalk | null {
  const parts = partsOf(message).map(({ text }) => ({ text, talk: recognizePart(text, isWord) }));
  const said = parts.flatMap(({ talk }) => (talk ? [talk] : []));
  // "Hello, bot": who is called says nothing. "Thanks, and for me?" asks.
  const mayFill = !message.includes('?');
  const unknown = parts.filter(({ text, talk }) => talk === null && !(mayFill && isFilling(foldWords(text))));
  const mayRemark = said.some(({ intent }) => intent === 'thanks' || intent === 'farewell') && !looksAsked(message);
  if (unknown.length > 0 && !(mayRemark && unknown.every(({ text }) => isRemark(text, isWord)))) return null;
  return said.sort((a, b) => INTENTS.indexOf(a.intent) - INTENTS.indexOf(b.intent))[0] ?? null;
}

function isRemark(text: string, isWord: WordCheck): boolean {
  const words = foldWords(text);
  return words.length <= MAX_REMARK_WORDS && !looksAsked(text) && !words.some(isWord);
}
