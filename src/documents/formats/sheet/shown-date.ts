import type { FormatSection } from './number-format.ts';

const MS_PER_DAY = 86_400_000;
/** Day 0 of a spreadsheet; those of 1900 have a 29 February too many, so that later days are one less. */
const DAY_ZERO = Date.UTC(1899, 11, 31);
const DAY_ZERO_1904 = Date.UTC(1904, 0, 1);
const LEAP_DAY = 60;
const DATE_SIGNS = /^(?:[yegmdhs]+|\[[hms]+\])$/;
/** The built-in formats that are shown by the language of the computer. */
const SHORT_DATE = /^(?:m\/d\/yyyy|m\/d\/yy|mm-dd-yy)( h:mm)?$/;

/** Whether a section shows its number as a date or time. */
export function isDateSection({ tokens }: FormatSection): boolean {
  return tokens.some((token) => token.kind === 'signs' && DATE_SIGNS.test(token.signs));
}

/** A day number of a spreadsheet as a section of a format shows it. */
export function shownDate(
  days: number,
  section: FormatSection,
  { language, is1904 }: { language: string; is1904: boolean },
): string {
  const own = section.language ?? language;
  const seconds = Math.round(days * 86_400 * 1000) / 1000;
  const hasFraction = section.tokens.some((token) => token.kind === 'text' && /^0+$/.test(token.text));
  const date = dateOf(hasFraction ? days : Math.round(seconds) / 86_400, is1904);
  const byLanguage = languageDate(date, section, language);
  if (byLanguage !== null) return byLanguage;
  const names = namesOf(date, own, section);
  const isTwelve = section.tokens.some((token) => token.kind === 'signs' && /^a/.test(token.signs));
  return section.tokens
    .map((token, index) => {
      if (token.kind === 'text') return token.text;
      return shownPart(token.signs, { date, seconds, names, isTwelve, isMinute: isMinute(section, index) });
    })
    .join('');
}

function dateOf(days: number, is1904: boolean): Date {
  const milliseconds = (count: number) => Math.round(count * MS_PER_DAY);
  if (is1904) return new Date(DAY_ZERO_1904 + milliseconds(days));
  return new Date(DAY_ZERO + milliseconds(days > LEAP_DAY ? days - 1 : days));
}

/** The day number of a date, back from what it was read as. */
export function daysOf(date: Date, is1904: boolean): number {
  if (is1904) return (date.getTime() - DAY_ZERO_1904) / MS_PER_DAY;
  const days = (date.getTime() - DAY_ZERO) / MS_PER_DAY;
  return days >= LEAP_DAY ? days + 1 : days;
}

function languageDate(date: Date, { tokens, isSystemDate }: FormatSection, language: string): string | null {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(date);
  if (isSystemDate) return format({ dateStyle: 'long' });
  const written = tokens.map((token) => (token.kind === 'text' ? token.text : token.signs)).join('');
  const [short, time] = SHORT_DATE.exec(written) ?? [];
  if (short === undefined) return null;
  const day = format({
    year: 'numeric',
    month: language === 'en' ? 'numeric' : '2-digit',
    day: language === 'en' ? 'numeric' : '2-digit',
  });
  return time === undefined ? day : `${day} ${format({ hour: 'numeric', minute: '2-digit', hour12: false })}`;
}

/** `m` is minutes beside hours or seconds. */
function isMinute({ tokens }: FormatSection, index: number): boolean {
  const signs = tokens.map((token) => (token.kind === 'signs' && DATE_SIGNS.test(token.signs) ? token.signs : ''));
  const before = signs.slice(0, index).findLast((sign) => sign !== '') ?? '';
  const after = signs.slice(index + 1).find((sign) => sign !== '') ?? '';
  return /^\[?h/.test(before) || /^\[?s/.test(after);
}

interface Names {
  month: string;
  shortMonth: string;
  weekday: string;
  shortWeekday: string;
}

/** Names of month and day in the form that they have in a date of the language: «5 марта», but «март 2024». */
function namesOf(date: Date, language: string, { tokens }: FormatSection): Names {
  const hasDay = tokens.some((token) => token.kind === 'signs' && /^d{1,2}$/.test(token.signs));
  const part = (options: Intl.DateTimeFormatOptions, type: string) =>
    new Intl.DateTimeFormat(language, {
      ...options,
      ...(hasDay && type === 'month' ? { day: 'numeric' } : {}),
      timeZone: 'UTC',
    })
      .formatToParts(date)
      .find((found) => found.type === type)?.value ?? '';
  return {
    get month() {
      return part({ month: 'long' }, 'month');
    },
    get shortMonth() {
      return part({ month: 'short' }, 'month').replace(/\.$/, '');
    },
    get weekday() {
      return part({ weekday: 'long' }, 'weekday');
    },
    get shortWeekday() {
      return part({ weekday: 'short' }, 'weekday');
    },
  };
}

interface Moment {
  date: Date;
  seconds: number;
  names: Names;
  isTwelve: boolean;
  isMinute: boolean;
}

function shownPart(signs: string, { date, seconds, names, isTwelve, isMinute }: Moment): string {
  const padded = (value: number) => String(value).padStart(Math.min(signs.length, 2), '0');
  if (signs.startsWith('[')) return elapsed(signs, seconds);
  if (signs.startsWith('a')) return signs === 'a/p' ? half(date)[0]! : half(date);
  if (signs.startsWith('y') || signs.startsWith('e')) return shownYear(date.getUTCFullYear(), signs);
  if (signs.startsWith('h')) return padded(isTwelve ? date.getUTCHours() % 12 || 12 : date.getUTCHours());
  if (signs.startsWith('s')) return padded(date.getUTCSeconds());
  if (signs.startsWith('d')) {
    if (signs.length > 2) return signs.length === 3 ? names.shortWeekday : names.weekday;
    return padded(date.getUTCDate());
  }
  if (!signs.startsWith('m')) return signs;
  if (isMinute) return padded(date.getUTCMinutes());
  if (signs.length < 3) return padded(date.getUTCMonth() + 1);
  return signs.length === 3 ? names.shortMonth : signs.length === 5 ? names.month[0]! : names.month;
}

function half(date: Date): string {
  return date.getUTCHours() < 12 ? 'AM' : 'PM';
}

function shownYear(year: number, signs: string): string {
  return signs.length < 3 && signs.startsWith('y') ? String(year % 100).padStart(2, '0') : String(year);
}

function elapsed(signs: string, seconds: number): string {
  const per = { h: 3600, m: 60, s: 1 }[signs[1] as 'h' | 'm' | 's'];
  return String(Math.floor(Math.round(seconds) / per)).padStart(signs.length - 2, '0');
}
