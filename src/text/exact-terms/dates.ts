import { MONTH_NAME, monthOf } from '../months.ts';
import type { ReadTerm } from './exact-term.ts';

/** Languages beside Russian and English whose months are known as `Intl` writes them, alone and after a day. */
const LANGUAGES = ['uk', 'be', 'de', 'es', 'fr', 'it', 'pt', 'nl', 'pl', 'cs', 'ro', 'tr'];
const OTHER_MONTHS = new Map(LANGUAGES.flatMap(monthNamesIn));

const MONTH = `(?:${[MONTH_NAME, ...OTHER_MONTHS.keys()].join('|')})(?!\\p{L})\\.?`;
const YEAR = '(?:1\\d|20)\\d\\d';
/** What no date stands right beside. Chinese and Japanese have no blanks. */
const SIGN = '[\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}]';
/** «2024г.» */
const YEAR_GLUED = 'г(?:од\\p{L}{0,2})?(?!\\p{L})';
const DAY = '\\d{1,2}(?!\\p{N})(?:\\s?(?:st|nd|rd|th|er)(?!\\p{L})|\\.|-?(?:го|ого|е)(?!\\p{L}))?';
/** A day, or up to six of one month: «с 4 по 7 апреля», "April 4–7". */
const DAYS = `${DAY}(?:\\s*(?:[,-]|(?:и|по|and|to|bis|y|et)\\s)\\s*${DAY}){0,5}`;
const OF = '(?:\\s*,)?\\s+(?:(?:of|del?)\\s+)?';

/** Dates with a day, with or without the year, and months with a year; written in text that is normalised, with `-` for each dash. */
export const DATE = new RegExp(
  `(?<!${SIGN}|\\p{N}[.,/-])(?:${[
    `(?<isoYear>${YEAR})(?<isoMark>[-./])(?<isoMonth>\\d\\d?)\\k<isoMark>(?<isoDay>\\d\\d?)(?:T\\d\\d:\\d\\d)?`,
    '(?<first>\\d\\d?)(?<mark>[-./])(?<second>\\d\\d?)\\k<mark>(?<year>\\d{4})',
    '(?<shortDay>\\d\\d)\\.(?<shortMonth>\\d\\d)\\.(?<shortYear>\\d\\d)(?!\\.?\\p{N})',
    `(?<hanYear>${YEAR})\\s?年\\s?(?<hanMonth>\\d\\d?)\\s?月(?:\\s?(?<hanDay>\\d\\d?)\\s?日)?`,
    `(?<daysBefore>${DAYS})${OF}(?<monthAfter>${MONTH})(?:${OF}(?<yearAfter>${YEAR}))?`,
    `(?<monthBefore>(?=\\p{Script=Latin})${MONTH})\\s+(?<daysAfter>${DAYS})(?:\\s*,?\\s+(?<yearOfDays>${YEAR}))?`,
    `(?<monthAlone>${MONTH})${OF}(?<yearOfMonth>${YEAR})`,
    `(?<numberOfMonth>\\d\\d)[./](?<yearOfNumber>${YEAR})`,
    `(?<yearFirst>${YEAR})-(?<monthSecond>\\d\\d)`,
  ].join('|')})(?!(?!${YEAR_GLUED})${SIGN}|[-/]\\p{N})`,
  'giu',
);

/**
 * Reads what `DATE` found: `2024-04-04` for a day, `--04-04` for a day of any year, `2024-04` for a month. 4/5/2024 is the fourth of May or
 * the fifth of April: no date.
 */
export const readDate: ReadTerm = (_, groups) => {
  const { isoYear, isoMonth, isoDay, first, mark, second, year, shortDay, shortMonth, shortYear } = groups;
  const { hanYear, hanMonth, hanDay, monthAlone, yearOfMonth, numberOfMonth, yearOfNumber, yearFirst, monthSecond } =
    groups;
  if (isoYear) return dayTerms(isoYear, Number(isoMonth), [isoDay!]);
  if (first) return dayTerms(year!, ...dayAndMonth(Number(first), Number(second), mark === '.'));
  if (shortDay) return dayTerms(`${Number(shortYear) < 70 ? 20 : 19}${shortYear}`, Number(shortMonth), [shortDay]);
  if (hanDay) return dayTerms(hanYear!, Number(hanMonth), [hanDay]);
  if (hanYear) return monthTerms(hanYear, Number(hanMonth));
  if (monthAlone) return monthTerms(yearOfMonth!, numberOf(monthAlone));
  if (numberOfMonth) return monthTerms(yearOfNumber!, Number(numberOfMonth));
  if (yearFirst) return monthTerms(yearFirst, Number(monthSecond));
  const name = (groups.monthAfter ?? groups.monthBefore)!;
  const yearOfDay = groups.yearAfter ?? groups.yearOfDays;
  // "No one under 18 may": without a year the month has a capital.
  if (name === 'may' && !yearOfDay) return [];
  return dayTerms(yearOfDay, numberOf(name), (groups.daysBefore ?? groups.daysAfter)!.match(/\d+/g)!);
};

function monthNamesIn(language: string): [string, number][] {
  const [alone, afterDay] = [{}, { day: 'numeric' } as const].map(
    (day) => new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC', ...day }),
  );
  return Array.from({ length: 12 }, (_, month) => month).flatMap((month) =>
    [alone!, afterDay!].map((format): [string, number] => {
      const parts = format.formatToParts(Date.UTC(2024, month, 1));
      return [parts.find(({ type }) => type === 'month')!.value.toLowerCase(), month + 1];
    }),
  );
}

function numberOf(name: string): number {
  const word = name.toLowerCase().replace('.', '');
  return monthOf(word) || OTHER_MONTHS.get(word)!;
}

/** Only points say that the day comes first; otherwise a number above 12 is the day. */
function dayAndMonth(first: number, second: number, isDayFirst: boolean): [month: number, days: string[]] {
  if (isDayFirst || first > 12 || first === second) return [second, [String(first)]];
  return second > 12 ? [first, [String(second)]] : [0, []];
}

function dayTerms(year: string | undefined, month: number, days: string[]): ReturnType<ReadTerm> {
  if (month < 1 || month > 12 || days.some((day) => Number(day) < 1 || Number(day) > 31)) return [];
  return days.map((day) => {
    const dayOfYear = `${twoDigits(month)}-${twoDigits(Number(day))}`;
    return year
      ? { term: `${year}-${dayOfYear}`, broader: [`--${dayOfYear}`, `${year}-${twoDigits(month)}`, year] }
      : { term: `--${dayOfYear}`, broader: [] };
  });
}

function monthTerms(year: string, month: number): ReturnType<ReadTerm> {
  return month < 1 || month > 12 ? [] : [{ term: `${year}-${twoDigits(month)}`, broader: [year] }];
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
