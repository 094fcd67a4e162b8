import { areCompatible } from './bounds.ts';
import { isComputed } from './computed.ts';
import type { QuantifiedText, Quantity } from './read-quantities.ts';
import type { Unit } from './units.ts';

/** What of a number is not as in the source: it itself, its unit, whether it is the least or the most, or its sign. */
export type QuantityFault = 'number' | 'unit' | 'bound' | 'sign';

/** Lengths of time that are the same in other units differ a little: two months are 60 days, or 61. */
const SAME_TIME = 0.025;
const SAME_AMOUNT = 1e-6;
const HOUR: Unit = { dimension: 'time', factor: 1 / 24 };

/**
 * What is wrong with the first quantity of a sentence that a text does not have, unit, bound and sign included; null where it has all.
 * Where it has the number with several units, one must fit in everything.
 */
export function quantityFault(sentence: QuantifiedText, source: QuantifiedText): QuantityFault | null {
  for (const quantity of sentence.quantities) {
    const fault = faultOf(quantity, sentence, source);
    if (fault) return fault;
  }
  return null;
}

function faultOf(quantity: Quantity, sentence: QuantifiedText, source: QuantifiedText): QuantityFault | null {
  if (isNoClaim(quantity, sentence)) return null;
  if (quantity.readings.length === 0) return faultOfUnitAlone(quantity, source.quantities);
  const same = source.quantities.filter((other) => isSameNumber(quantity, other));
  if (same.length === 0) {
    if (isOne(quantity) && !/\d/.test(quantity.text)) return null;
    return isComputed(quantity, sentence, source) ? null : 'number';
  }
  const sameUnit = same.filter(
    (other) => areUnitsAlike(quantity, other) && isSamePeriod(quantity, other, sentence, source),
  );
  if (sameUnit.length === 0) return 'unit';
  const sameSign = sameUnit.filter(
    (other) => quantity.isNegative === other.isNegative || !quantity.unit || !other.unit,
  );
  if (sameSign.length === 0) return 'sign';
  return sameSign.some((other) => isBoundKept(quantity, other)) ? null : 'bound';
}

/** Whether a number is nothing that the document must have: «один из», and a count of what the sentence itself goes on to list. */
function isNoClaim(quantity: Quantity, { text }: QuantifiedText): boolean {
  const count = Number(quantity.readings[0]);
  if (!(count >= 2 && count <= 12) || quantity.unit) return false;
  const [, list] = /^[^.:]{0,60}:\s*(.+)$/su.exec(text.slice(quantity.end)) ?? [];
  if (list === undefined) return false;
  return list.split(/[,;]\s|\s(?:and|or|и|или|und|et|y)\s/iu).filter((item) => /\p{L}/u.test(item)).length === count;
}

function isOne({ readings }: Quantity): boolean {
  return readings.includes('1');
}

/** Sums of money that name no period have that of their text. */
function isSamePeriod(quantity: Quantity, other: Quantity, sentence: QuantifiedText, source: QuantifiedText): boolean {
  const [period, known] = [quantity.per ?? sentence.period, other.per ?? source.period];
  return !isMoney(quantity.unit) || !period || !known || isSameUnit(period, known);
}

function isMoney(unit: Unit | null): boolean {
  return unit !== null && /^\p{Sc}$/u.test(unit.dimension);
}

/** Whether two quantities are of one number and one unit, as far as both have one. */
export function isSameQuantity(quantity: Quantity, other: Quantity): boolean {
  return isSameNumber(quantity, other) && areUnitsAlike(quantity, other);
}

function isSameNumber(quantity: Quantity, other: Quantity): boolean {
  const known = new Set([...other.readings.filter((reading) => !reading.endsWith('?')), ...other.parts]);
  return (
    quantity.readings.some((reading) => known.has(reading)) ||
    isSameAmount(quantity, other) ||
    isHourOf(quantity, other) ||
    isHourOf(other, quantity)
  );
}

/** "23:00" is 23 hours, and "from 8 to 20". */
function isHourOf({ readings }: Quantity, { readings: hours, unit }: Quantity): boolean {
  const isHours = unit === null || isSameUnit(unit, HOUR);
  return isHours && readings.some((reading) => reading.endsWith(':00') && hours.includes(reading.slice(0, -3)));
}

function isSameAmount(quantity: Quantity, other: Quantity): boolean {
  if (!quantity.unit || quantity.unit.dimension !== other.unit?.dimension) return false;
  const tolerance = quantity.unit.dimension === 'time' ? SAME_TIME : SAME_AMOUNT;
  const others = amountsOf(other);
  return amountsOf(quantity).some((amount) =>
    others.some((known) => Math.abs(amount - known) <= tolerance * Math.max(amount, known)),
  );
}

/** How many of the first unit of its dimension; a unit without a number is one of it. */
function amountsOf({ readings, unit }: Quantity): number[] {
  const numbers = readings.length === 0 ? [1] : readings.map(Number).filter(Number.isFinite);
  return numbers.map((number) => number * (unit?.factor ?? 1));
}

/** A number without a unit may have any: "38 dB in normal mode and 33 in night mode". */
function areUnitsAlike(quantity: Quantity, other: Quantity): boolean {
  if (quantity.per && other.per && !isSameUnit(quantity.per, other.per)) return false;
  if (!quantity.unit || !other.unit) return true;
  if (isDegree(quantity.unit) && isDegree(other.unit)) {
    const scales = new Set([quantity.unit.dimension, other.unit.dimension]);
    return scales.size === 1 || scales.has('°');
  }
  return isSameAmount(quantity, other);
}

/** Degrees may leave out their scale. */
function isDegree({ dimension }: Unit): boolean {
  return dimension.startsWith('°');
}

function isSameUnit(unit: Unit, other: Unit): boolean {
  return unit.dimension === other.dimension && Math.abs(unit.factor - other.factor) <= SAME_TIME * unit.factor;
}

/** Where only one of two numbers is denied, the opposite bound is the same: "not above 45" and "up to 45". */
function isBoundKept(quantity: Quantity, other: Quantity): boolean {
  return quantity.isDenied !== other.isDenied || areCompatible(quantity.bound, other.bound);
}

/** "After a month" is not "after a year"; where a text has no lengths of time there is nothing to compare with. */
function faultOfUnitAlone(quantity: Quantity, others: Quantity[]): QuantityFault | null {
  const times = others.filter(({ unit }) => unit?.dimension === 'time');
  const isKnown =
    times.length === 0 ||
    times.some((other) => isSameUnit(other.unit!, quantity.unit!) || isSameAmount(quantity, other));
  return isKnown ? null : 'unit';
}
