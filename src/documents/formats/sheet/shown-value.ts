import { type FormatToken, type NumberFormat, parseNumberFormat, sectionFor } from './number-format.ts';
import { isDateSection, shownDate } from './shown-date.ts';
import { shownNumber } from './shown-number.ts';

/** How a computer shows values: spreadsheets keep numbers, and show them as its language writes them. */
export interface ShownIn {
  /** BCP 47 tag. */
  language: string;
  /** Whether days are counted from 1904. */
  is1904: boolean;
}

/** A value as its cell shows it: `1 234,50 ₽`, `12,5 %`, `05.03.2024`. */
export function shownValue(value: string | number | boolean, format: string, shownIn: ShownIn): string {
  if (typeof value === 'boolean') return shownBoolean(value, shownIn.language);
  const parsed = parseNumberFormat(format);
  if (typeof value === 'string') return shownText(value, parsed);
  const { section, hasSign } = sectionFor(value, parsed);
  if (isDateSection(section)) return shownDate(value, section, shownIn);
  const shown = shownNumber(Math.abs(value), section, shownIn.language);
  return value < 0 && !hasSign && /[1-9]/.test(shown) ? `-${shown.trimStart()}` : shown;
}

function shownBoolean(value: boolean, language: string): string {
  if (language === 'ru') return value ? 'ИСТИНА' : 'ЛОЖЬ';
  return value ? 'TRUE' : 'FALSE';
}

function shownText(value: string, { sections }: NumberFormat): string {
  const section = sections[3] ?? sections.find(({ tokens }) => tokens.some(isPlaceOfText));
  if (!section) return value;
  return section.tokens
    .map((token) => (token.kind === 'text' ? token.text : isPlaceOfText(token) ? value : token.signs))
    .join('');
}

function isPlaceOfText(token: FormatToken): boolean {
  return token.kind === 'signs' && token.signs === '@';
}
