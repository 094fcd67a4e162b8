import type { Span } from '../protocol/places.ts';
import { sentenceEnds } from './segment-sentences.ts';
import { STOP_WORDS } from './stop-words.ts';

/** Ends the Unicode rules do not see: «…» before a capital, a full stop before a number, and glued sentences, as in «свободу.Это». */
const UNSEEN_END =
  /(?<=…[»"”)]{0,4})\s+(?=[«"“(]?\p{Lu})|(?<=\p{Ll}{3}[.!?…][»"”)]{0,4})\s+(?=\p{N})|(?<=[а-яё]{3}[.!?])(?=[А-ЯЁ][а-яё\s])/gu;

/** Words and letters whose full stop rarely ends a sentence: «ст.», «им.», initials, Mr. */
const ABBREVIATION = new RegExp(
  `(?:^|[\\s("«„“[./-])(?:(?!я)\\p{L}|${[
    'вв|ст|пп|гл|разд|абз|рис|табл|прил|см|ср|напр|им|св|ул|пр|просп|пер|пл|наб|кв|корп|стр|обл|гор|пос|дер|оз|тел|каб|комн|ауд',
    'гг|руб|коп|тыс|млн|млрд|трлн|долл|экз|изд|вып|кн|соч|ред|тов|проф|акад|доц|канд|зам|пом|ген|полк|инж|ок|англ|лат|греч|нем',
    'mr|mrs|ms|dr|prof|st|mt|gen|gov|sen|rep|capt|lt|col|rev|jr|sr|nos|vol|pp|vs|cf|viz|ca|approx|dept|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec',
  ].join('|')})\\.$`,
  'iu',
);

/** Abbreviations that end a sentence when a capital follows: «1924 г.», «5 млн.», «и т. д.», "etc." */
const MAY_END =
  /(?:\d\s?(?:гг?|ч|мин|сек|км|м|кг|га|т|шт|чел)|(?:^|[\s(\d])(?:руб|коп|тыс|млн|млрд|трлн|чел|экз|т\.\s?[дп]|(?:и|или)\s+(?:др|пр)|н\.\s?э|etc|inc|ltd|[ap]\.m))\.$/iu;

/** English words that are abbreviations only before a number. */
const BEFORE_NUMBER = /(?:^|[\s(])(?:no|art|sec|fig|para|ch)\.$/iu;

/** A number and nothing else but a word: «1.2.», «Статья 5.» open what follows. */
const LABEL = /^(?:\p{L}+\s+)?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]+)\.$/u;
/** «В ноябре 2024 г.» opens a sentence too, «Умер в 1924 г.» is one. */
const OPENING_DATE = /^(?:\d|(?:во?|со?|ко?|до|от|на|по|за|после|около)\s)(?:[^.,;]|\.(?=\d))*\d\s*гг?\.$/iu;

/** What of marks of notes follows an opening bracket, and the blanks behind: Unicode ends a sentence within «метров.[1]». */
const REST_OF_MARKS = /(?<=[.!?…][»"”)]{0,4}\[)\^?[\p{L}\p{N}*†‡]{1,4}\](?:\[\^?[\p{L}\p{N}*†‡]{1,4}\])*\s*/uy;

const NUMBERED_ITEM = /^\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]|\p{L}\)|[•*])\s/u;
const DASHED_ITEM = /^\s*[-–—]\s/u;
const MARKDOWN_HEADING = /^\s*#{1,6}\s/;

/** No abbreviation, number label or opening date is longer. */
const MAX_TAIL_LENGTH = 60;
/** What behind an end says whether it is one, in UTF-16 code units. */
const MAX_REST_LENGTH = 100;

/**
 * Splits text into sentences by the Unicode rules, mended where they break after an abbreviation or an initial.
 *
 * @returns Spans without outer blanks, in order; every visible character is in one of them.
 */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const end of possibleEnds(text)) {
    const sentence = text.slice(start, end);
    if (end < text.length && !isComplete(sentence, text.slice(end, end + MAX_REST_LENGTH))) continue;
    pushTrimmed(spans, text, start, end);
    start = end;
  }
  return spans;
}

/** In order; what is blank between two belongs to the sentence before it. */
function possibleEnds(text: string): number[] {
  const ends = new Set(sentenceEnds(text).map((end) => afterMarks(text, end)));
  for (const match of text.matchAll(UNSEEN_END)) ends.add(match.index + match[0].length);
  const sorted = [...ends].sort((a, b) => a - b);
  return sorted.filter((end, index) => index === sorted.length - 1 || /\S/u.test(text.slice(end, sorted[index + 1])));
}

function afterMarks(text: string, end: number): number {
  REST_OF_MARKS.lastIndex = end;
  return end + (REST_OF_MARKS.exec(text)?.[0].length ?? 0);
}

function isComplete(sentenceWithBlanks: string, rest: string): boolean {
  const sentence = sentenceWithBlanks.trimEnd();
  const tail = sentence.slice(-MAX_TAIL_LENGTH);
  if (sentenceWithBlanks.slice(sentence.length).includes('\n')) {
    // Unicode ends a sentence at every line break; a hard-wrapped line is not the end of one.
    const line = sentence.slice(sentence.lastIndexOf('\n') + 1);
    const isItemNext = NUMBERED_ITEM.test(rest) || (DASHED_ITEM.test(rest) && DASHED_ITEM.test(line));
    if (isItemNext || MARKDOWN_HEADING.test(line))
      return !ABBREVIATION.test(tail) || /\p{Lu}\.$/u.test(tail) || MAY_END.test(tail);
    if (!/[.!?…:;][)"»”’\]]*$/u.test(tail)) return false;
  } else if (/^\s*(?:[–—-]\s|\p{Ll})/u.test(rest)) {
    return false;
  }
  if (
    sentence.length <= MAX_TAIL_LENGTH &&
    (LABEL.test(sentence.trimStart()) || OPENING_DATE.test(sentence.trimStart()))
  )
    return false;
  if (MAY_END.test(tail)) return /^\s*[«"“(]?\p{Lu}/u.test(rest);
  if (BEFORE_NUMBER.test(tail)) return !/^\s*[\p{N}IVX]/u.test(rest);
  return !ABBREVIATION.test(tail) || opensWithFunctionWord(rest);
}

/** «Его», «В», "The": after an initial, a capital that is no name. */
function opensWithFunctionWord(rest: string): boolean {
  const word = /^\s*[«"“(]?(\p{Lu}\p{L}*)(?=[\s,])/u.exec(rest)?.[1];
  return word !== undefined && STOP_WORDS.has(word.toLowerCase().replaceAll('ё', 'е'));
}

function pushTrimmed(spans: Span[], text: string, start: number, end: number): void {
  const sentence = text.slice(start, end).trimEnd();
  const visible = sentence.trimStart();
  if (visible === '') return;
  spans.push({ start: start + sentence.length - visible.length, end: start + sentence.length });
}
