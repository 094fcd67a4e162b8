import { ASKING_WORDS } from '../../text/stop-words.ts';
import { isTerm, tokenize } from '../../text/tokenize.ts';
import { valuesIn } from '../../text/values.ts';

/** A question for what happened in a month, or in a year. */
export interface PeriodRequest {
  /** 1 to 12; null for a whole year. */
  month: number | null;
  year: string | null;
  /** The words that are left: they name a document, or ask for more than the period. */
  words: string[];
}

/** «Что произошло …?», «Какие события были …?», "What happened …?" */
const ASKS_EVENTS =
  /(?<!\p{L})(?:что\s+(?:\p{L}+\s+)?(?:произошло|происходило|случилось|случалось|было|будет|бывало|сделано|сделали|делали|состоялось|запланировано|планируется|намечено)|(?:какие|какое)\s+(?:\p{L}+\s+)?(?:события?|мероприяти[яе]|происшестви[яе]|встречи|даты)|(?:события|мероприятия|происшествия)\s+(?:в|за)|what\s+(?:\p{L}+\s+)?(?:happened|happens|was\s+(?:done|planned)|were\s+the|took\s+place|is\s+planned|will\s+happen|went\s+on)|(?:what|which)\s+(?:events?|meetings|activities|dates)|events?\s+(?:in|of|during))(?!\p{L})/iu;
const YEAR = /(?<!\p{N})(?:1[89]|20)\d\d(?!\p{N})/u;
/** «Мае», «март» by itself, not a day of it. */
const MONTH = /^month (?<month>\d+)$/u;
const WORDS_OF_PERIODS = new Set(tokenize('год года году месяц месяце года г year month during'));

/** Reads the period a question asks for the events of; null for a day, which is found as a whole, and for other questions. */
export function readPeriod(question: string): PeriodRequest | null {
  const asks = ASKS_EVENTS.exec(question);
  if (!asks) return null;
  const rest = question.replace(asks[0], ' ');
  const values = valuesIn(rest).map(({ readings }) => readings[0]!);
  const months = values.flatMap((value) => MONTH.exec(value)?.groups?.month ?? []);
  const year = YEAR.exec(rest)?.[0] ?? null;
  const others = values.filter((value) => !MONTH.test(value) && value !== year);
  if (others.length > 0 || months.length > 1 || (months.length === 0 && year === null)) return null;
  const words = tokenize(rest).filter(
    (word) => isTerm(word) && !ASKING_WORDS.has(word) && !WORDS_OF_PERIODS.has(word) && valuesIn(word).length === 0,
  );
  return { month: months[0] ? Number(months[0]) : null, year, words };
}

/** Whether a text has a date of a period: a day of it, or the month itself. */
export function hasDateOf(text: string, { month, year }: Pick<PeriodRequest, 'month' | 'year'>): boolean {
  return valuesIn(text).some(({ readings }) => {
    const date = /^\d+\.(?<month>\d+)\.(?<year>\d{4})?$/.exec(readings[0]!)?.groups;
    if (!date) return false;
    return (month === null || Number(date.month) === month) && (year === null || date.year === year);
  });
}
