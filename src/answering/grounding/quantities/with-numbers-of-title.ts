import { tokenize } from '../../../text/tokenize.ts';
import { isSameQuantity } from './compare-quantities.ts';
import { type QuantifiedText, readQuantities } from './read-quantities.ts';

const YEAR = /^(?:1\d|20)\d\d$/u;
const SIGN = /^(?:nr|no|n|number|номер)$/u;
/** Forms of one word begin with the same so many letters. */
const SAME_BEGINNING = 4;

/**
 * The quantities of a source, and those that the title of its document names it by: years, numbers of laws and products. A sentence says the
 * latter next to a word of the title: "Kestrel 40" is no "40 starts".
 */
export function withNumbersOfTitle(source: QuantifiedText, title: string, sentence: QuantifiedText): QuantifiedText {
  const beginnings = new Set(tokenize(title).map((word) => word.slice(0, SAME_BEGINNING)));
  const isOfTitle = (word: string) => SIGN.test(word) || beginnings.has(word.slice(0, SAME_BEGINNING));
  const named = readQuantities(title).quantities.filter(
    (quantity) =>
      (quantity.unit === null || quantity.unit.dimension === 'nr') &&
      (quantity.readings.some((reading) => YEAR.test(reading)) ||
        sentence.quantities.some(
          (said) => isSameQuantity(said, quantity) && besides(sentence.text, said).some(isOfTitle),
        )),
  );
  return { ...source, quantities: [...source.quantities, ...named] };
}

/** The words on both sides of a place of a text. */
function besides(text: string, { start, end }: { start: number; end: number }): string[] {
  return [...tokenize(text.slice(0, start)).slice(-1), ...tokenize(text.slice(end)).slice(0, 1)];
}
