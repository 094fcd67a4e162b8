import { monthOf } from './months.ts';
import { numeralOf, romanOf, scaleOf } from './numerals.ts';

/** A number, a date, a month or a time of day, as it stands in a text. */
interface TextValue {
  /** What it may mean: «1,200» is 1200 or 1.2. */
  readings: string[];
  /** What it is made of, which counts in a source: the 11.8 of "11.8 million", the month of a date. */
  parts: string[];
}

/** A value with its place, in UTF-16 code units of the text in Unicode's form NFKC. */
export interface PlacedValue extends TextValue {
  start: number;
  end: number;
}

const WEEKDAY_STEMS = [
  /^(?:понедельник|mondays?$)/u,
  /^(?:вторник|tuesdays?$)/u,
  /^(?:сред(?:у|ам)$|wednesdays?$)/u,
  /^(?:четверг|thursdays?$)/u,
  /^(?:пятниц|fridays?$)/u,
  /^(?:суббот|saturdays?$)/u,
  /^(?:воскресень|sundays?$)/u,
];

const TOKEN = new RegExp(
  [
    '(?<isoYear>\\d{4})-(?<isoMonth>\\d\\d)-(?<isoDay>\\d\\d)(?!\\d)',
    '(?<day>\\d{1,2})[./](?<month>\\d{1,2})[./](?<year>\\d{4})(?!\\d)',
    '(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?![\\d:])',
    '(?<clock>\\d{1,2})\\s?(?<half>[ap])\\.?m(?!\\p{L})',
    '(?<number>\\p{N}{1,3}(?:\\s\\p{N}{3})+(?!\\p{N})(?:[.,]\\p{N}+)?|\\p{N}+(?:[.,]\\p{N}+)*)(?:(?:st|nd|rd|th)(?!\\p{L}))?',
    '(?<word>\\p{L}+)',
  ].join('|'),
  'giu',
);

type Token =
  | { values: TextValue[] }
  | { number: string[] }
  | { month: number }
  | { scale: number }
  | { numeral: number };
type PlacedToken = Token & { start: number; end: number };

/** The values of a text, however they are written: «пять» is 5, «28 ноября 2024 г.» and "November 28, 2024" are 28.11.2024. */
export function valuesIn(text: string): PlacedValue[] {
  const tokens = tokensOf(text);
  const values: PlacedValue[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token || 'scale' in token) continue;
    if ('values' in token) {
      values.push(...token.values.map((value) => placed(value, token, token)));
      continue;
    }
    const { value, end } = 'month' in token ? readMonth(tokens, index, token.month) : readNumber(tokens, index);
    values.push(placed(value, token, tokens[end]!));
    index = end;
  }
  return values;
}

/** Whether every value of a sentence is in a text that it refers to; 1 may be left out, as it rarely counts anything. */
export function hasValues(source: string, sentence: string): boolean {
  const known = new Set(
    valuesIn(source).flatMap(({ readings, parts }) => [
      ...readings.filter((reading) => !reading.endsWith('?')),
      ...parts,
    ]),
  );
  return valuesIn(sentence).every(({ readings }) => readings.some((reading) => reading === '1' || known.has(reading)));
}

function tokensOf(text: string): (PlacedToken | null)[] {
  return Array.from(text.replaceAll(/[²³]/g, ' ').normalize('NFKC').matchAll(TOKEN), (match) => {
    const token = readToken(match.groups!);
    return token && { ...token, start: match.index, end: match.index + match[0].length };
  });
}

function placed(value: TextValue, { start }: { start: number }, { end }: { end: number }): PlacedValue {
  return { ...value, start, end };
}

/** "November 28, 2024", or a month alone. */
function readMonth(tokens: (Token | null)[], index: number, month: number): { value: TextValue; end: number } {
  const day = dayOf(tokens[index + 1]);
  if (day === null) return { value: { readings: [`month ${month}`], parts: [] }, end: index };
  const year = yearOf(tokens[index + 2]);
  return { value: dateOf(day, month, year), end: index + 1 };
}

/** «28 ноября 2024», "11.8 million", «двадцать пять». */
function readNumber(tokens: (Token | null)[], index: number): { value: TextValue; end: number } {
  const token = tokens[index]!;
  const { readings, end } = 'number' in token ? { readings: token.number, end: index } : readNumeral(tokens, index);
  const [day, next] = [dayOf(token), tokens[end + 1]];
  if (day !== null && next && 'month' in next)
    return { value: dateOf(day, next.month, yearOf(tokens[end + 2])), end: end + 1 };
  return { value: scaled(readings, next), end: next && 'scale' in next ? end + 1 : end };
}

function readToken(groups: Record<string, string | undefined>): Token | null {
  const { isoYear, isoMonth, isoDay, day, month, year, hour, minute, clock, half, number, word = '' } = groups;
  if (isoMonth) return { values: [dateOf(isoDay!, Number(isoMonth), isoYear), exactly(isoYear!)] };
  if (month) return { values: [dateOf(day!, Number(month), year), exactly(year!)] };
  if (minute) return { values: [{ readings: [`${Number(hour)}:${minute}`], parts: [String(Number(hour))] }] };
  if (clock) return { values: [exactly(`${(Number(clock) % 12) + (half!.toLowerCase() === 'p' ? 12 : 0)}:00`)] };
  if (number) return { number: readingsOf(number) };
  const lower = word.toLowerCase().replaceAll('ё', 'е');
  const monthNumber = monthOf(lower);
  // "No one under 18 may": the month has a capital; «Марта» with one is a name.
  if (monthNumber > 0 && word !== 'may' && !/^(?:Март[ауе]|Мая|Мае|Август[ае])$/u.test(word))
    return { month: monthNumber };
  const weekday = WEEKDAY_STEMS.findIndex((stem) => stem.test(lower)) + 1;
  if (weekday > 0) return { values: [exactly(`weekday ${weekday}`)] };
  const scale = scaleOf(lower);
  if (scale !== null) return { scale };
  const numeral = numeralOf(lower) ?? romanOf(word);
  return numeral === null ? null : { numeral };
}

/** A comma or a full stop before three digits may part thousands, or not. */
function readingsOf(number: string): string[] {
  const plain = number.replaceAll(/\s/g, '');
  const isGrouped = /^\p{N}{1,3}(?:[.,]\p{N}{3})+$/u.test(plain);
  const readings = isGrouped ? [plain.replaceAll(/[.,]/g, ''), plain.replace(',', '.')] : [plain.replace(',', '.')];
  if (/^\d+,\d{3}(?:,\d{3})*\.\d+$/.test(plain)) readings.push(plain.replaceAll(',', ''));
  return readings.map((reading) => (Number.isFinite(Number(reading)) ? decimal(Number(reading)) : reading));
}

/** «двадцать пять», "two hundred and six": words that follow each other are added up, hundreds multiplied. */
function readNumeral(tokens: (Token | null)[], start: number): { readings: string[]; end: number } {
  let [total, last, end] = [0, Infinity, start];
  for (let index = start; ; index += 1) {
    const token = tokens[index];
    if (!token || !('numeral' in token)) break;
    const { numeral } = token;
    if (numeral === 100 && total > 0 && total < 10) total *= numeral;
    else if (index === start || (last >= 20 && numeral < last && numeral < (last < 100 ? 10 : 100))) total += numeral;
    else break;
    last = numeral;
    end = index;
  }
  return { readings: [String(total)], end };
}

function scaled(readings: string[], next: Token | null | undefined): TextValue {
  if (!next || !('scale' in next)) return { readings, parts: [] };
  return { readings: readings.map((reading) => decimal(Number(reading) * next.scale)), parts: readings };
}

function dayOf(token: Token | null | undefined): string | null {
  const day = token && 'number' in token ? token.number[0]! : '';
  return /^(?:[12]?\d|3[01])$/.test(day) ? day : null;
}

function yearOf(token: Token | null | undefined): string | undefined {
  return token && 'number' in token && /^\d{4}$/.test(token.number[0]!) ? token.number[0] : undefined;
}

/** The year must fit only where the other text has one: `D.M.?` is what a date without a year offers to dates of any year. */
function dateOf(day: string, month: number, year?: string): TextValue {
  const date = `${Number(day)}.${month}.`;
  const parts = [String(Number(day)), `month ${month}`];
  return year
    ? { readings: [`${date}${year}`, `${date}?`], parts: [...parts, date] }
    : { readings: [date], parts: [...parts, `${date}?`] };
}

function exactly(reading: string): TextValue {
  return { readings: [reading], parts: [] };
}

/** Products of decimals are not exact: 11.8 million is 11800000. */
function decimal(value: number): string {
  return String(Number(value.toPrecision(12)));
}
