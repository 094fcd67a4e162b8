/** How soon more of a term counts no more (k₁), and how much the length of a paragraph counts against it (b). */
export const SATURATION = 1;
export const LENGTH_NORMALIZATION = 0.4;

/** Where words were left out, so many paragraphs are given to be scored by all words, those that are best by the others. */
export const SCORED_AGAIN = 100;

/**
 * Paragraphs without any word of the question that inverse frequencies are counted with, beside those that have one. How many more
 * there are says nothing about the question: what else is in the index must not change what a term counts.
 */
export const OTHER_PARAGRAPHS = 20;

/** How much a term's frequency in a paragraph counts, 0…1: less and less the more often it stands there, and the longer the paragraph is. */
export function saturated(frequency: number, length: number, averageLength: number): number {
  const norm = SATURATION * (1 - LENGTH_NORMALIZATION + (LENGTH_NORMALIZATION * length) / averageLength);
  return frequency / (frequency + norm);
}

/** How much a term sets paragraphs apart: the fewer have it, the more. */
export function inverseOf(documentFrequency: number, paragraphCount: number): number {
  const known = Math.min(documentFrequency, paragraphCount);
  return Math.log(1 + (paragraphCount - known + 0.5) / (known + 0.5));
}
