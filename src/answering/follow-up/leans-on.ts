import { fineAnswerTypeNamedBy } from '../../text/fine-answer-type.ts';
import {
  isQuestionWord,
  placePointingBack,
  type QuestionWord,
  readQuestionWords,
  withoutContinuing,
} from './question-words.ts';
import { isSameWord } from './replace-part.ts';

/** «Что сказано о …?», "What does it say about …?": one word is a whole subject, and "it" is the document. */
const SAYS_ABOUT =
  /(?:сказано|сказали|говорит|говорится|говорят|упоминается|упомянуто|написано|пишут|пишется|says?|said|mention|mentioned|states?|stated)\s+(?:об?|обо|про|насчёт|насчет|about|of|on)\s+(?<subject>.+)/iu;
/** «Где», "who": the one word after it is a whole subject: «Где офис?». Not so «Сколько дней?», «Какой штраф?», "Which bank?". */
const ASKS_OF_SUBJECT = /^(?:кто|что|где|куда|откуда|когда|почему|зачем|как|who|what|where|when|why|how)$/u;

/**
 * How a question leans on the conversation: not at all; as words that take the place of others (`fragment`), as a question without a subject
 * (`bare`: «А где?»), or as one whose subject may have been said before (`clause`).
 */
export type Leaning = 'none' | 'fragment' | 'bare' | 'clause';

/** Finds out how a question leans on an earlier one. */
export function leaningOf(question: string, earlier: string): Leaning {
  const { core, continues } = withoutContinuing(question);
  const words = readQuestionWords(core);
  const content = words.filter(({ role }) => role === 'content' || role === 'verb');
  if (content.length === 0) return placePointingBack(core) === null && words.length > 0 ? 'bare' : 'clause';
  const isVerbAlone = content.every(({ role }) => role === 'verb');
  const isFragment = !words.some(({ role }) => role === 'asks' || (role === 'verb' && !(continues && isVerbAlone)));
  if (continues) return isFragment ? 'fragment' : 'clause';
  const subject = SAYS_ABOUT.exec(question)?.groups?.subject;
  if (subject !== undefined) return placePointingBack(subject) === null ? 'none' : 'clause';
  if (placePointingBack(question) !== null) return 'clause';
  if (isFragment) return leaningOfFragment(question, { words, content, earlier });
  return content.length === 1 && !isSubject(content[0]!, words) ? 'clause' : 'none';
}

function leaningOfFragment(
  question: string,
  { words, content, earlier }: { words: QuestionWord[]; content: QuestionWord[]; earlier: string },
): Leaning {
  const isAsked = question.trimEnd().endsWith('?');
  if (words[0]!.role === 'preposition' && isAsked) return 'fragment';
  const known = readQuestionWords(earlier).filter(({ role }) => role === 'content');
  if (isAsked && content.some((a) => known.some((b) => isSameWord(a.term, b.term)))) return 'fragment';
  if (content.length > 1) return 'none';
  return isAsked ? 'fragment' : 'clause';
}

/** Whether the one word of a question besides those of asking is its subject: «Где офис?», not «Кто подписал?», «Какой срок?». */
function isSubject(word: QuestionWord, words: readonly QuestionWord[]): boolean {
  if (word.role === 'verb' || fineAnswerTypeNamedBy(word.term) !== null) return false;
  const before = words.slice(0, words.indexOf(word));
  const [first] = before;
  if (!first || !ASKS_OF_SUBJECT.test(first.term))
    return first !== undefined && !isQuestionWord(first) && first.role === 'asks';
  const isEnglish = /^\p{Script=Latin}/u.test(first.term);
  // "Who abstained?" has no subject, "Where is the office?" has one.
  return !isEnglish || before.length > 1;
}
