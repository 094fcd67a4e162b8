import { DENIAL } from './bounds.ts';
import { isSameQuantity } from './compare-quantities.ts';
import type { QuantifiedText } from './read-quantities.ts';

/**
 * A text without the negations that only turn a bound round, as another text has it: "may not borrow more than ten" beside "may borrow up to
 * ten" denies nothing.
 */
export function withoutDeniedBounds({ text, quantities }: QuantifiedText, other: QuantifiedText): string {
  let plain = text;
  for (const quantity of quantities.filter(({ isDenied, bound }) => isDenied && bound !== null)) {
    const turned = other.quantities.some(
      (known) =>
        !known.isDenied && known.bound !== null && known.bound !== quantity.bound && isSameQuantity(quantity, known),
    );
    if (!turned) continue;
    const start = Math.max(0, ...[...plain.slice(0, quantity.start).matchAll(/[.,;!?]\s/gu)].map(({ index }) => index));
    const end = plain.slice(quantity.end).search(/[.,;!?](?:\s|$)/u);
    const clause = plain.slice(start, end < 0 ? plain.length : quantity.end + end);
    // Blanks in its place keep the places of the other quantities.
    const affirmed = clause.replaceAll(DENIAL, (denial) => ' '.repeat(denial.length));
    plain = `${plain.slice(0, start)}${affirmed}${plain.slice(start + clause.length)}`;
  }
  return plain;
}
