import { numeralOf } from '../../../text/numerals.ts';
import { cached } from '../reading/cached.ts';
import { type Bound, boundOf, isDenied } from './bounds.ts';
import { countsIn } from './counts-in.ts';
import { maskShares } from './shares.ts';
import { spellOut } from './spell-out.ts';
import { currencyAtEnd, type Unit, unitAtStart } from './units.ts';

/** A number, a date or a time of day, with what belongs to it. */
export interface Quantity {
  /** What it may mean, as `valuesIn` gives it; none where the unit alone stands for one: "within a week". */
  readings: string[];
  /** What it is made of, which counts in a source. */
  parts: string[];
  unit: Unit | null;
  /** The unit it is counted for: the month of "5 euros a month". */
  per: Unit | null;
  bound: Bound | null;
  isNegative: boolean;
  /** Whether the bound is said of what is not, or must not be: "do not charge above 45 °C". */
  isDenied: boolean;
  /** As it is written, without its unit. */
  text: string;
  /** UTF-16 code units of the text that was read, as `spellOut` leaves it. */
  start: number;
  end: number;
}

/** A text as it was read, and its quantities in their order. */
export interface QuantifiedText {
  text: string;
  quantities: Quantity[];
  /** The period that its sums are for, unless they say another: the year of "a yearly rent". */
  period: Unit | null;
}

const UNIT_IN_WORD =
  /(летн|летие|годичн|дневн|суточн|недельн|месячн|часов|минутн|процентн|рублев|метров|литров)\p{L}*$/iu;
const WHOLE_UNIT: Record<string, string> = {
  ...{ летн: 'лет', летие: 'лет', годичн: 'лет', дневн: 'дней', суточн: 'дней', недельн: 'недель', месячн: 'месяцев' },
  ...{ часов: 'часов', минутн: 'минут', процентн: 'процентов', рублев: 'рублей', метров: 'метров', литров: 'литров' },
};
/** One word may stand between a number and its unit: «7 календарных дней». */
const WORD_BETWEEN =
  /^[\s\u00a0]+(?!(?:и|или|в|на|до|от|за|or|and|to|in|on|for|a|an|per|of|each|every|the|кажд\p{L}+)\s)\p{L}+\s+/iu;
/** "6 to 8", "6–8": the first is the least. */
const RANGE = /^\s*(?:[-–—]|до|по|to|bis|al?|hasta|au|à)\s*(?:el|le)?\s*$/iu;
/** Numbers in a row share the unit of the last: «от 5 до 15 процентов», "25 or 30 MB". */
const JOINED = /^\s*(?:[-–—]|\.\.\.|…|до|по|to|and|or|и|или|bis|und|oder|al?|hasta|y|o|au|à|et|ou)\s*[−-]?$/iu;
const PER =
  /^\s*(?:\/\s*|(?:a|an|per|each|every|в|за|pro|par|por)\s+(?:(?:один|одну|каждый|каждую|каждые|каждое)\s+)?)/iu;
const PERIODS: [RegExp, string][] = [
  [/(?<!\p{L})(?:yearly|annual(?:ly)?|годов(?:ая|ой|ую|ое)|ежегодн\p{L}+)(?!\p{L})/iu, 'year'],
  [/(?<!\p{L})(?:monthly|ежемесячн\p{L}+|месячн\p{L}+)(?!\p{L})/iu, 'month'],
  [/(?<!\p{L})(?:weekly|еженедельн\p{L}+|недельн\p{L}+)(?!\p{L})/iu, 'week'],
  [/(?<!\p{L})(?:daily|ежедневн\p{L}+|дневн(?:ая|ой|ую))(?!\p{L})/iu, 'day'],
  [/(?<!\p{L})(?:hourly|почасов\p{L}+)(?!\p{L})/iu, 'hour'],
];
/** "40 kilograms of apples a year": what is counted stands between. */
const COUNTED_PER = /^\s+(?:of\s+)?\p{L}+\s+(?:a|an|per|each|every|в|за)\s+/iu;
/** How far before its sum a period may stand, in UTF-16 code units. */
const MAX_AHEAD = 80;
const PER_AHEAD = /(?<!\p{L})((?:за|for)\s+(?:каждый|каждую|каждое|each|every)\s+)\p{L}[^.;,\d]*$/iu;
/** A unit without a number is one of it: "within a week", «через год», «в течение суток». */
const ONE =
  /(?<!\p{L})(?:(?:within|for|after|before|in|least|than)\s+(?:a|an|one)|через|за|в\s+течение|после|спустя|не\s+(?:менее|более|позднее|ранее)(?:\s+чем\s+(?:за|через))?)\s+(?=\p{L})/giu;

/** What `spellOut` makes of «№». */
const NUMBER_SIGN = /(?<!\p{L})nr\s+$/u;
/** Texts whose quantities are cached. */
const MAX_CACHED = 400;

/** The quantities of a text with their units, bounds and signs; «в течение недели» is one of a unit without a number. */
export const readQuantities = cached(MAX_CACHED, read);

function read(original: string): QuantifiedText {
  const text = spellOut(original);
  const { masked, shares } = maskShares(text);
  const values = countsIn(masked).map((value) => ({ ...value, unit: null }));
  const placed = [...values, ...shares].sort((a, b) => a.start - b.start);
  const quantities = placed.map((value, index): Quantity => {
    const gap = {
      before: masked.slice(placed[index - 1]?.end ?? 0, value.start),
      behind: masked.slice(value.end, placed[index + 1]?.start),
    };
    const name = value.unit
      ? { unit: value.unit, length: 0 }
      : unitOf(masked.slice(value.start, value.end), gap, value.readings);
    const [before, rest] = [masked.slice(0, value.start), masked.slice(value.end + (name?.length ?? 0))];
    return {
      ...value,
      unit: name?.unit ?? null,
      per: perOf(rest) ?? perAhead(before),
      bound: boundOf(before, rest, value.readings.some(isDateOrTime)),
      isNegative: /(?:^|[^\d\s]\s+|^\s*|\()[−-]$/u.test(before),
      isDenied: isDenied(before, rest),
      text: text.slice(value.start, value.end),
      end: value.end + (name?.length ?? 0),
    };
  });
  shareUnits(quantities, masked);
  return { text, quantities: [...quantities, ...unitsAlone(masked, quantities)], period: periodOf(masked) };
}

/** A text with `mark` in place of its numbers and their units; "once" and "a week" stay. */
export function withoutQuantities({ text, quantities }: QuantifiedText, mark: string): string {
  const numbers = quantities.filter(
    ({ readings, text: number }) => readings.length > 0 && (/\d/.test(number) || !readings.includes('1')),
  );
  const parts: string[] = [];
  let read = 0;
  for (const { start, end } of numbers.sort((one, other) => one.start - other.start)) {
    parts.push(text.slice(read, start));
    read = Math.max(read, end);
  }
  return [...parts, text.slice(read)].join(mark);
}

function isDateOrTime(reading: string): boolean {
  return (/[.:]/.test(reading) && !/^\d+\.\d+$/.test(reading)) || /^(?:1\d|20)\d\d$/.test(reading);
}

function unitOf(
  number: string,
  { before, behind }: { before: string; behind: string },
  readings: string[],
): { unit: Unit; length: number } | null {
  if (readings.some((reading) => isDateOrTime(reading) && !/^\d+$/.test(reading))) return null;
  const currency = currencyAtEnd(before);
  if (currency) return { unit: currency, length: 0 };
  if (NUMBER_SIGN.test(before)) return { unit: { dimension: 'nr', factor: 1 }, length: 0 };
  const inWord = UNIT_IN_WORD.exec(number)?.[1];
  if (inWord && numeralOf(number.toLowerCase()) !== null)
    return { unit: unitAtStart(WHOLE_UNIT[inWord]!)!.unit, length: 0 };
  const isYear = /^(?:1\d|20)\d\d$/.test(readings[0] ?? '');
  const gap = /^[\s\u00a0-]?/u.exec(behind)![0].length;
  const next = unitAtStart(behind.slice(gap));
  if (next && !(isYear && /^(?:г|год)/u.test(behind.slice(gap))) && (gap > 0 || /\d$|^\W/u.test(number)))
    return { unit: next.unit, length: gap + next.length };
  const between = WORD_BETWEEN.exec(behind)?.[0].length ?? 0;
  const second = between > 0 ? unitAtStart(behind.slice(between)) : null;
  return second && second.length > 1 ? { unit: second.unit, length: between + second.length } : null;
}

function perOf(rest: string): Unit | null {
  const length = PER.exec(rest)?.[0].length ?? 0;
  const unit = length > 0 ? unitAtStart(rest.slice(length)) : null;
  if (unit && unit.length > 1) return unit.unit;
  const counted = COUNTED_PER.exec(rest)?.[0].length ?? 0;
  const period = counted > 0 ? unitAtStart(rest.slice(counted)) : null;
  return period && period.length > 1 && period.unit.dimension === 'time' ? period.unit : null;
}

/** The day of "for every day of delay 5 euros are due", where no other number stands between. */
function perAhead(before: string): Unit | null {
  const nearby = before.slice(-MAX_AHEAD);
  const ahead = PER_AHEAD.exec(nearby);
  return ahead ? (unitAtStart(nearby.slice(ahead.index + ahead[1]!.length))?.unit ?? null) : null;
}

function shareUnits(quantities: Quantity[], text: string): void {
  for (const [index, quantity] of quantities.entries()) {
    const next = quantities[index + 1];
    const between = next ? text.slice(quantity.end, next.start) : '';
    if (!next || !JOINED.test(between)) continue;
    quantity.unit ??= next.unit;
    if (RANGE.test(between) && quantity.bound === null) quantity.bound = 'min';
    if (RANGE.test(between) && next.bound === null) next.bound = 'max';
  }
}

/** The year of a yearly rent, where a text names one period alone. */
function periodOf(text: string): Unit | null {
  const found = PERIODS.filter(([pattern]) => pattern.test(text));
  return found.length === 1 ? unitAtStart(found[0]![1])!.unit : null;
}

function unitsAlone(text: string, quantities: Quantity[]): Quantity[] {
  return Array.from(text.matchAll(ONE)).flatMap((match) => {
    const start = match.index + match[0].length;
    const name = unitAtStart(text.slice(start));
    if (!name || name.length < 2 || name.unit.dimension !== 'time') return [];
    if (quantities.some((quantity) => quantity.start < start + name.length && quantity.end > start)) return [];
    const end = start + name.length;
    const before = text.slice(0, start);
    const bound = boundOf(before, text.slice(end), false);
    const of = { unit: name.unit, per: null, bound, isNegative: false, isDenied: isDenied(before, text.slice(end)) };
    return [{ readings: [], parts: [], text: '', start, end, ...of }];
  });
}
