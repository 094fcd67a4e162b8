import { onOneLine } from '../../documents/document.ts';
import { fineAnswerTypeNamedBy } from '../../text/fine-answer-type.ts';
import { type QuestionWord, readQuestionWords } from './question-words.ts';

/** Texts of answers begin their quotes with these, and end them before a marker. */
const OPENING = /[«“"]/u;
const CLOSING = /[»”"]\s*\[\d+\]/gu;
/** Words with a capital inside a sentence, one after another: «Олег Викторович Панин», «О. В. Панин». */
const NAME = /(?<=\p{L}[\s,;:—–-]{1,20}[«“"]?)\p{Lu}[\p{L}\p{N}-]*(?:\.?\s+\p{Lu}[\p{L}\p{N}-]*)*/gu;
const NAME_IN_QUESTION = /(?<=\S\s{1,20}[«“"]?)\p{Lu}\p{Ll}/u;
const MAX_NAMES = 2;

/** What an earlier question is about: its words without those of asking, and without those that name what was asked of it. */
export function topicOf(question: string): string {
  const all = readQuestionWords(question);
  const isSubject = ({ role, term }: QuestionWord) =>
    role === 'verb' || (role === 'content' && fineAnswerTypeNamedBy(term) === null);
  const isContent = ({ role }: QuestionWord) => role === 'verb' || role === 'content';
  const isMeant = all.some((word) => word.role === 'content' && isSubject(word)) ? isSubject : isContent;
  const kept = new Set<number>();
  // A preposition stays with what it stands before.
  for (const [place, word] of [...all.entries()].reverse()) {
    const leads = word.role === 'preposition' || word.role === 'article';
    if (leads ? kept.has(place + 1) : isMeant(word)) kept.add(place);
  }
  // What stands between two words that are kept stays: "apartment 5A, second floor".
  const pieces = all.flatMap(({ start, text }, place) => {
    if (!kept.has(place)) return [];
    return kept.has(place - 1) ? [question.slice(all[place - 1]!.end, start), text] : [' ', text];
  });
  return onOneLine(pieces.join(''));
}

/** The names in the first quote of an answer that the question did not have: "he", «там» may mean what they name. */
export function namesAnswered(answer: string, question: string): string[] {
  const said = quotesIn(answer)[0] ?? answer;
  const known = new Set(readQuestionWords(question).map(({ term }) => term));
  // «Кто такой Петров?»: he is named already.
  if (NAME_IN_QUESTION.test(question)) return [];
  const names = said.match(NAME) ?? [];
  return names.filter((name) => !readQuestionWords(name).every(({ term }) => known.has(term))).slice(0, MAX_NAMES);
}

/** The quotes of an answer, each on one line. */
export function quotesIn(answer: string): string[] {
  const quotes: string[] = [];
  let from = 0;
  for (const { 0: closing, index } of answer.matchAll(CLOSING)) {
    const opening = answer.slice(from, index).search(OPENING);
    // None is empty; a mark may open one as well as close one.
    const isQuote = opening !== -1 && from + opening + 1 < index;
    if (isQuote) quotes.push(answer.slice(from + opening + 1, index));
    from = isQuote ? index + closing.length : opening === -1 ? index : from + opening;
  }
  return quotes;
}
