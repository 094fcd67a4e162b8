import type { FormatSection } from './number-format.ts';

/** Significant digits that spreadsheets calculate with, and that a cell without a format shows at most. */
const PRECISION = 15;
const GENERAL_PRECISION = 11;
const DIGIT = /[#0?]/g;

/** A sign of a format, in its order: a digit before or after the point, or what stands there. */
type Slot =
  | { kind: 'text'; text: string }
  | { kind: 'whole'; sign: string; place: number }
  | { kind: 'fraction'; sign: string; place: number }
  | { kind: 'point' }
  | { kind: 'general' }
  | { kind: 'power'; pattern: string };

interface Shape {
  slots: Slot[];
  wholes: number;
  fractions: number;
  isGrouped: boolean;
  /** Powers of ten that a percent sign multiplies by and a comma at the end divides by. */
  scale: number;
  hasPower: boolean;
  isFraction: boolean;
}

interface Separators {
  decimal: string;
  group: string;
}

const shapes = new WeakMap<FormatSection, Shape>();
const separators = new Map<string, Separators>();

/** A number from 0 on as a section of a format shows it, with the signs between digits that a language has. */
export function shownNumber(value: number, section: FormatSection, language: string): string {
  const shape = shapes.get(section) ?? shapeOf(section);
  shapes.set(section, shape);
  const { decimal, group } = separatorsOf(language);
  if (shape.isFraction) return general(value, decimal);
  const { whole, fraction, power } = digitsOf(value * 10 ** shape.scale, shape);
  return shape.slots
    .map((slot) => {
      if (slot.kind === 'text') return slot.text;
      if (slot.kind === 'general') return general(value, decimal);
      if (slot.kind === 'point') return decimal;
      if (slot.kind === 'power') return shownPower(power, slot.pattern);
      if (slot.kind === 'whole') return wholeDigits(whole, slot, shape, group);
      return slot.sign === '0' || /[1-9]/.test(fraction.slice(slot.place)) ? fraction[slot.place]! : '';
    })
    .join('');
}

function shapeOf({ tokens }: FormatSection): Shape {
  const slots: Slot[] = [];
  const shape: Shape = {
    slots,
    wholes: 0,
    fractions: 0,
    isGrouped: false,
    scale: 0,
    hasPower: false,
    isFraction: false,
  };
  let isAfterPoint = false;
  for (const token of tokens) {
    const text = token.kind === 'text' ? token.text : token.signs;
    if (token.kind === 'text') slots.push({ kind: 'text', text });
    else if (text.search(DIGIT) === 0) {
      shape.isGrouped ||= !isAfterPoint && /[#0?],+[#0?]/.test(text);
      for (const [sign] of text.matchAll(DIGIT)) {
        if (isAfterPoint) slots.push({ kind: 'fraction', sign, place: shape.fractions++ });
        else slots.push({ kind: 'whole', sign, place: shape.wholes++ });
      }
    } else if (text === '.') {
      isAfterPoint = true;
      slots.push({ kind: 'point' });
    } else if (text === ',') shape.scale -= 3;
    else if (/^e[+-]/.test(text)) {
      shape.hasPower = true;
      slots.push({ kind: 'power', pattern: text });
    } else if (text === 'general' || text === '@') slots.push({ kind: 'general' });
    else {
      if (text === '%') shape.scale += 2;
      shape.isFraction ||= text === '/';
      slots.push({ kind: 'text', text });
    }
  }
  shape.isFraction &&= shape.wholes > 0;
  return shape;
}

function separatorsOf(language: string): Separators {
  const known = separators.get(language);
  if (known) return known;
  const parts = new Intl.NumberFormat(language).formatToParts(1_234_567.8);
  const partOf = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise;
  const found = { decimal: partOf('decimal', '.'), group: partOf('group', ',') };
  separators.set(language, found);
  return found;
}

function digitsOf(value: number, { wholes, fractions, hasPower, slots }: Shape) {
  const exact = Number(value.toPrecision(PRECISION));
  let power = 0;
  if (hasPower && exact > 0) {
    const own = Number(exact.toExponential(fractions).split('e')[1]);
    power = own - (((own % wholes) + wholes) % wholes || 0);
  }
  const mantissa = Number((exact / 10 ** power).toPrecision(PRECISION));
  const shifted = Math.round(Number(plain(mantissa) ? `${mantissa}e${fractions}` : mantissa * 10 ** fractions));
  const digits = BigInt(shifted)
    .toString()
    .padStart(fractions + 1, '0');
  const whole = digits.slice(0, digits.length - fractions);
  const isShown = slots.some((slot) => slot.kind === 'whole' && slot.sign === '0');
  return { whole: whole === '0' && !isShown ? '' : whole, fraction: digits.slice(digits.length - fractions), power };
}

function plain(value: number): boolean {
  return !String(value).includes('e');
}

/** The digits at one place before the point; the first place takes all that are left of it. */
function wholeDigits(
  whole: string,
  slot: { sign: string; place: number },
  { wholes, isGrouped }: Shape,
  group: string,
) {
  const right = wholes - 1 - slot.place;
  const last = whole.length - 1 - right;
  const own = last < 0 ? (slot.sign === '0' ? '0' : '') : slot.place === 0 ? whole.slice(0, last + 1) : whole[last]!;
  if (!isGrouped) return own;
  return [...own]
    .map((digit, index) => {
      const after = right + own.length - 1 - index;
      return after > 0 && after % 3 === 0 ? digit + group : digit;
    })
    .join('');
}

function shownPower(power: number, pattern: string): string {
  const sign = power < 0 ? '-' : pattern[1] === '+' ? '+' : '';
  return `E${sign}${String(Math.abs(power)).padStart(pattern.length - 2, '0')}`;
}

/** A number without a format. */
export function general(value: number, decimal: string): string {
  const exact = Number(value.toPrecision(Number.isInteger(value) ? PRECISION : GENERAL_PRECISION));
  return String(exact).replace('.', decimal);
}
