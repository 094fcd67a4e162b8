/** Mean of containment and Dice overlap of two words, given their 3-grams, 0…1. */
export function overlapOfGrams(grams: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let shared = 0;
  for (const gram of grams) if (others.has(gram)) shared += 1;
  return overlap(shared, grams.size, others.size);
}

/** Mean of containment and Dice overlap of two sets that have `shared` elements in common, 0…1. */
export function overlap(shared: number, sizeA: number, sizeB: number): number {
  return (shared / Math.min(sizeA, sizeB) + (2 * shared) / (sizeA + sizeB)) / 2;
}

/** The 3-grams of a word with its beginning and end marked. */
export function gramsOf(term: string): Set<string> {
  const padded = `^${term}$`;
  return new Set(Array.from({ length: Math.max(padded.length - 2, 1) }, (_, index) => padded.slice(index, index + 3)));
}
