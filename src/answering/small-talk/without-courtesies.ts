import { keepLatest } from '../../runtime/keep-latest.ts';
import { BESIDE_QUESTIONS, type Intent } from './forms/form-list.ts';
import { partsOf } from './message-parts.ts';
import { beginsQuestion } from './question-signs.ts';
import { recognizePart, recognizeWords } from './recognize-part.ts';
import { foldWords } from './typing/fold-words.ts';

/** Words of a greeting that no sign divides from its question, at most. */
const MAX_GREETING_WORDS = 6;
/** What is left out without a sign that divides it. */
const OPENERS: readonly Intent[] = ['greeting', 'thanks', 'style'];
/** "Thanks to whom was it built?": it belongs to the word after. */
const LEADING_WORD = 'to';

/** A question without the greetings and thanks around it, and without the style that it asks for; a message that is nothing else stays as it is. */
export const withoutCourtesies = keepLatest(leaveCourtesies, { count: 64, longest: 1000 });

function leaveCourtesies(message: string): string {
  const parts = partsOf(message);
  const first = parts.findIndex(({ text }) => !isCourtesy(text));
  if (first === -1) return message;
  const last = parts.findLastIndex(({ text }) => !isCourtesy(text));
  const from = first === 0 ? 0 : parts[first]!.start;
  // The signs after the question belong to it; what follows them does not.
  const signs = /^[?!.…)»”"]*/u.exec(message.slice(parts[last]!.end))![0].length;
  const to = last === parts.length - 1 ? message.length : parts[last]!.end + signs;
  return withoutGreeting(message.slice(from, to).trim());
}

/** A greeting without a comma after it is left out where what follows looks like the beginning of a question. */
function withoutGreeting(question: string): string {
  const words = [...question.matchAll(/\S+/gu)].slice(0, MAX_GREETING_WORDS + 1);
  for (let count = words.length - 1; count > 0; count -= 1) {
    const { 0: written, index } = words[count]!;
    const [next = ''] = foldWords(written);
    if (!beginsQuestion(next)) continue;
    const greeting = foldWords(question.slice(0, index));
    if (greeting.at(-1) === LEADING_WORD) continue;
    const intent = recognizeWords(greeting, () => true)?.intent;
    if (intent && OPENERS.includes(intent)) return question.slice(index);
  }
  return question;
}

function isCourtesy(text: string): boolean {
  const found = recognizePart(text);
  return found !== null && BESIDE_QUESTIONS.has(found.intent);
}
