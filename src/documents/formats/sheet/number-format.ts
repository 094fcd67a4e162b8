/** A number format of a spreadsheet, one for each kind of value: `#,##0.00 "₽";[Red]-0;"нет";@`. */
export interface NumberFormat {
  sections: FormatSection[];
}

export interface FormatSection {
  tokens: FormatToken[];
  /** `[>=1000]` */
  condition: { operator: string; value: number } | null;
  /** BCP 47 tag of `[$-419]`. */
  language: string | null;
  /** `[$-F800]`: the date as the computer is set up to show it. */
  isSystemDate: boolean;
}

/** A literal text, or signs that stand for a part of the value. */
export type FormatToken = { kind: 'text'; text: string } | { kind: 'signs'; signs: string };

/** Languages of Windows that formats are often marked with, by the low half of their number. */
const LANGUAGES: Record<number, string> = {
  7: 'de',
  9: 'en',
  10: 'es',
  12: 'fr',
  16: 'it',
  17: 'ja',
  21: 'pl',
  22: 'pt',
  25: 'ru',
  31: 'tr',
  34: 'uk',
  35: 'be',
  63: 'kk',
};
const PRIMARY_LANGUAGE = 0x3ff;
const CONDITION = /^([<>=]{1,2})\s*(-?\d+(?:\.\d+)?)$/;
const SIGNS =
  /"([^"]*)"|\\(.)|_(.)|\*.|\[([^\]]*)\]|(general|am\/pm|a\/p|e[+-]0+|[yegmdhs]+|[#0?](?:[#0?,]*[#0?])?|[.,%@/])|;|./gisu;

const parsed = new Map<string, NumberFormat>();
const MAX_PARSED = 500;

/** Divides a number format into its parts; formats that come again are kept. */
export function parseNumberFormat(format: string): NumberFormat {
  const known = parsed.get(format);
  if (known) return known;
  if (parsed.size >= MAX_PARSED) parsed.clear();
  const sections = [emptySection()];
  for (const match of format.matchAll(SIGNS)) {
    if (match[0] === ';') sections.push(emptySection());
    else addToken(sections.at(-1)!, match);
  }
  const result = { sections };
  parsed.set(format, result);
  return result;
}

function emptySection(): FormatSection {
  return { tokens: [], condition: null, language: null, isSystemDate: false };
}

function addToken(section: FormatSection, match: RegExpExecArray): void {
  const [whole, quoted, escaped, space, bracketed, signs] = match;
  if (signs !== undefined) section.tokens.push({ kind: 'signs', signs: signs.toLowerCase() });
  else if (bracketed !== undefined) addBracketed(section, bracketed);
  else if (space !== undefined) section.tokens.push({ kind: 'text', text: ' ' });
  else if (!whole.startsWith('*')) section.tokens.push({ kind: 'text', text: quoted ?? escaped ?? whole });
}

function addBracketed(section: FormatSection, content: string): void {
  const [, sign, number] = /^\$([^-]*)-?([\da-f]*)/i.exec(content) ?? [];
  const [, operator, value] = CONDITION.exec(content) ?? [];
  if (sign !== undefined) {
    if (sign !== '') section.tokens.push({ kind: 'text', text: sign });
    const code = Number.parseInt(number || '0', 16);
    section.isSystemDate ||= code === 0xf800;
    section.language ??= LANGUAGES[code & PRIMARY_LANGUAGE] ?? null;
  } else if (operator !== undefined) section.condition = { operator, value: Number(value) };
  else if (/^(?:h+|m+|s+)$/i.test(content)) section.tokens.push({ kind: 'signs', signs: `[${content.toLowerCase()}]` });
}

const COMPARISONS: Record<string, (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
};

/** The part of a format that a number is shown by, and whether the sign of a negative number is in it. */
export function sectionFor(value: number, { sections }: NumberFormat): { section: FormatSection; hasSign: boolean } {
  const numeric = sections.slice(0, 3);
  const conditional = numeric.findIndex(({ condition }) => condition !== null);
  if (conditional >= 0) {
    const found = numeric.find(
      ({ condition }) => !condition || COMPARISONS[condition.operator]?.(value, condition.value),
    );
    return { section: found ?? numeric.at(-1)!, hasSign: false };
  }
  if (value < 0 && numeric.length > 1) return { section: numeric[1]!, hasSign: true };
  if (value === 0 && numeric.length > 2) return { section: numeric[2]!, hasSign: false };
  return { section: numeric[0]!, hasSign: false };
}
