import { readQuestionWords } from '../follow-up/question-words.ts';
import { isSameWord } from '../follow-up/replace-part.ts';

/** In UTF-16 code units: a longer one is no question. */
const MAX_QUESTION_LENGTH = 500;
/** Of the words that a rewritten question says something with, so many are those of the conversation. */
const MIN_KNOWN_SHARE = 0.6;
/** Where a question may say that it is one: "In which case …", «А в каком случае …». */
const OPENING_WORDS = 4;
const QUESTION_MARK = /[?？؟;՞]\s*$/u;
/** Markup, labels, the word of refusal: nothing that a person asks with. */
const NO_QUESTION = /<[^>]*>|\[\d+\]|\b[A-Z]+_[A-Z]+\b|[{}|]/;
const QUOTES = /^["'«“„‘]+|["'»”“’]+$/gu;

/**
 * Reads what a model wrote as a question that can be understood without its conversation.
 *
 * @returns Null when it is none: of several lines, with markup, of other words than those of the conversation, or a statement, such as an
 * answer or a refusal.
 */
export function readRewriting(
  written: string,
  { message, history }: { message: string; history: string[] },
): string | null {
  const text = written.trim();
  if (text === '' || text.length > MAX_QUESTION_LENGTH || /[\n\r]/.test(text) || NO_QUESTION.test(text)) return null;
  const question = text.replace(QUOTES, '').trim();
  const isOfConversation = sharesWords(question, [message, ...history]);
  return isOfConversation && asksAs(question, message) ? question : null;
}

function sharesWords(question: string, conversation: string[]): boolean {
  const known = conversation.flatMap(wordsOf);
  const words = wordsOf(question);
  const shared = words.filter((word) => known.some((other) => isSameWord(word, other)));
  return shared.length > 0 && shared.length >= MIN_KNOWN_SHARE * words.length;
}

/** What is asked stays a question, what is requested begins as the request did. */
function asksAs(question: string, message: string): boolean {
  if (isQuestion(question)) return true;
  const [opening] = readQuestionWords(question);
  const [asked] = readQuestionWords(message);
  return !isQuestion(message) && opening !== undefined && asked !== undefined && isSameWord(opening.term, asked.term);
}

function isQuestion(text: string): boolean {
  const opening = readQuestionWords(text).slice(0, OPENING_WORDS);
  return (
    QUESTION_MARK.test(text) ||
    opening[0]?.role === 'asks' ||
    opening.some(({ role, term }) => role === 'asks' && term.length > 2)
  );
}

const wordsOf = (text: string) =>
  readQuestionWords(text).flatMap(({ role, term }) => (role === 'content' || role === 'verb' ? [term] : []));
