import { onOneLine } from '../../documents/document.ts';
import { fineAnswerTypeNamedBy } from '../../text/fine-answer-type.ts';
import { readQuestionWords } from './question-words.ts';

/** Texts of answers begin their quotes with these, and end them before a marker. */
const QUOTE = /[«“"](?<quote>.+?)[»”"]\s*\[\d+\]/su;
/** Words with a capital inside a sentence, one after another: «Олег Викторович Панин», "Dunlow reservoir" with the word after it. */
const NAME =
  /(?<=\p{L}[\s,;:—–-]+[«“"]?)\p{Lu}[\p{L}\p{N}-]*(?:\s+\p{Lu}[\p{L}\p{N}.-]*)*(?:\s+\p{Ll}{4,}(?=[\s.,;]|$))?/gu;
const MAX_NAMES = 2;

/** What an earlier question is about: its words without those of asking, and without those that name what was asked of it. */
export function topicOf(question: string): string {
  const all = readQuestionWords(question);
  const said = all.filter(({ role }) => role !== 'asks' && role !== 'function');
  const about = said.filter(({ term }) => fineAnswerTypeNamedBy(term) === null);
  const words = new Set(about.some(({ role }) => role === 'content') ? about : said);
  const isKept = (place: number) => all[place] !== undefined && words.has(all[place]);
  // What stands between two words that are kept stays: "apartment 5A, second floor".
  const pieces = all.flatMap(({ start, text }, place) => {
    if (!isKept(place)) return [];
    return isKept(place - 1) ? [question.slice(all[place - 1]!.end, start), text] : [' ', text];
  });
  return onOneLine(pieces.join(''));
}

/** The names in the first quote of an answer that the question did not have: "he", «там» may mean what they name. */
export function namesAnswered(answer: string, question: string): string[] {
  const said = QUOTE.exec(answer)?.groups?.quote ?? answer;
  const known = new Set(readQuestionWords(question).map(({ term }) => term));
  const names = said.match(NAME) ?? [];
  return names.filter((name) => !readQuestionWords(name).every(({ term }) => known.has(term))).slice(0, MAX_NAMES);
}

/** The quotes of an answer, each on one line. */
export function quotesIn(answer: string): string[] {
  return [...answer.matchAll(new RegExp(QUOTE, 'gsu'))].map(({ groups }) => groups!.quote!);
}

/** The first statement of an answer: its first quote, or its first line where it quotes nothing. */
export function firstStatement(answer: string): string {
  return QUOTE.exec(answer)?.groups?.quote ?? answer.split('\n')[0]!;
}
