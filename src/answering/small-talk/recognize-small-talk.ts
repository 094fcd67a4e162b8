import { INTENTS } from './forms/form-list.ts';
import { partsOf } from './message-parts.ts';
import { intentOfSigns } from './read-signs.ts';
import { recognizePart, recognizeTask, type SmallTalk, type WordCheck } from './recognize-part.ts';
import { foldWords } from './typing/fold-words.ts';
import { withoutCourtesies } from './without-courtesies.ts';

/**
 * What a message is that asks nothing of the documents; null for a question. All its words must be accounted for by forms of one intent,
 * with greetings and thanks beside them, or the words of each of its parts; of a task for a chat model, the beginning.
 *
 * Slips of typing are read through: letters missing, drawn out or exchanged, the other keyboard layout, Russian in Latin letters.
 *
 * @param isWord Whether a word occurs in the documents.
 */
export function recognizeSmallTalk(message: string, isWord?: WordCheck): SmallTalk | null {
  if (foldWords(message).length === 0) return { intent: intentOfSigns(message), language: null };
  return recognizeTask(withoutCourtesies(message)) ?? recognizeParts(message, isWord) ?? recognizePart(message, isWord);
}

/** What several parts say, each by itself: of these, what matters most. */
function recognizeParts(message: string, isWord?: WordCheck): SmallTalk | null {
  const said: SmallTalk[] = [];
  for (const { text } of partsOf(message)) {
    const part = recognizePart(text, isWord);
    if (part === null) return null;
    said.push(part);
  }
  return said.sort((a, b) => INTENTS.indexOf(a.intent) - INTENTS.indexOf(b.intent))[0] ?? null;
}
