import type { QuantifiedText, Quantity } from './read-quantities.ts';

const SUM =
  /(?<!\p{L})(?:total|altogether|in\s+all|sum|together|combined|всего|итого|вместе|в\s+сумме|общ\p{L}+|суммарн\p{L}+)(?!\p{L})/iu;
const DIFFERENCE = /(?<!\p{L})(?:difference|remain\p{L}*|left|разниц\p{L}+|оста\p{L}+)(?!\p{L})/iu;
/** More numbers are no sum that a reader would see. */
const MAX_ADDENDS = 8;
const ROUND_THE_CLOCK = /круглосуточн|around\s+the\s+clock|round\s+the\s+clock|24\s+(?:hours|часа)/iu;

/** Whether a number follows from those of the source: a sum or difference that the sentence calls one, how many times more, or "24/7". */
export function isComputed(quantity: Quantity, { text, quantities }: QuantifiedText, source: QuantifiedText): boolean {
  if (/24\s?\/\s?7/u.test(text) && /^(?:24|7)$/.test(quantity.text)) return ROUND_THE_CLOCK.test(source.text);
  const wanted = quantity.readings.map(Number).filter(Number.isFinite);
  const numbers = source.quantities
    .filter(
      ({ unit, readings }) =>
        readings.length > 0 && (!unit || !quantity.unit || unit.dimension === quantity.unit.dimension),
    )
    .map(({ readings }) => Number(readings[0]))
    .filter(Number.isFinite)
    .slice(0, MAX_ADDENDS);
  if (isOfRate(quantity, quantities, source.quantities)) return true;
  const isWanted = (number: number) => wanted.some((value) => Math.abs(value - number) < 1e-6);
  if (quantity.unit?.dimension === 'ratio' && ratiosOf(source.quantities).some(isWanted)) return true;
  if (SUM.test(text) && [...sumsOf(numbers), ...timesOf(quantity, source.quantities)].some(isWanted)) return true;
  return (
    (quantity.bound === 'step' || DIFFERENCE.test(text)) &&
    pairsOf(numbers).some(([one, other]) => isWanted(one - other))
  );
}

function pairsOf(numbers: number[]): [number, number][] {
  return numbers
    .flatMap((one) => numbers.map((other): [number, number] => [one, other]))
    .filter(([one, other]) => one !== other);
}

/** How many times more one quantity of a unit is than another. */
function ratiosOf(quantities: Quantity[]): number[] {
  const counted = quantities.filter(({ unit }) => unit?.dimension !== 'ratio');
  return counted.flatMap((one) =>
    counted
      .filter((other) => other !== one && other.unit?.dimension === one.unit?.dimension)
      .map((other) => Number(one.readings[0]) / Number(other.readings[0])),
  );
}

/** Whether a number is what so many come to, or how many they are: "10 days, 50 euros" where every day costs 5 euros. */
function isOfRate(quantity: Quantity, said: Quantity[], known: Quantity[]): boolean {
  if (!said.includes(quantity)) return false;
  return said.some(
    (other) => other !== quantity && (isAmountOf(quantity, other, known) || isAmountOf(other, quantity, known)),
  );
}

function isAmountOf(amount: Quantity, count: Quantity, known: Quantity[]): boolean {
  if (!count.unit || !amount.unit || count.unit.dimension === amount.unit.dimension) return false;
  const [times, total] = [Number(count.readings[0]), Number(amount.readings[0])];
  return (
    times > 1 &&
    known.some(
      ({ unit, per, readings }) =>
        per?.dimension === count.unit!.dimension &&
        Math.abs(per.factor - count.unit!.factor) < 1e-6 &&
        unit?.dimension === amount.unit!.dimension &&
        Math.abs(Number(readings[0]) * unit.factor * times - total * amount.unit!.factor) < 1e-6,
    )
  );
}

/** The sums of a quantity that is given several times: 30 for 10 ml three times a day. */
function timesOf({ unit }: Quantity, quantities: Quantity[]): number[] {
  const amounts = quantities.filter((other) => other.unit && other.unit.dimension === unit?.dimension);
  const times = quantities.filter((other) => other.unit?.dimension === 'times');
  return amounts.flatMap((one) => times.map((other) => Number(one.readings[0]) * Number(other.readings[0])));
}

/** The sums of two numbers, and of more that stand next to each other. */
function sumsOf(numbers: number[]): number[] {
  return numbers.flatMap((first, index) => {
    let sum = first;
    return numbers.slice(index + 1).flatMap((number) => {
      sum += number;
      return [sum, first + number];
    });
  });
}
