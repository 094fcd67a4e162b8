import type { Citation } from '../answer.ts';
import { isLabelOf } from './quote-labels.ts';
import { type QuotationMarks, writeQuote } from './quote-lines.ts';

/** A piece of an answer: a quote of a document, or prose about it. */
export type AnswerPart = { kind: 'excerpt'; citation: Citation } | { kind: 'prose'; text: string };

/** Those of the languages that the product speaks. */
export const QUOTATION_MARKS = { ru: ['«', '»'], en: ['“', '”'] } as const satisfies Record<string, QuotationMarks>;

/**
 * Splits an answer into excerpts and prose. Lines are an excerpt only when they are exactly what its citation quotes, with the marker behind;
 * the labels of a quote are no prose.
 */
export function partsOfAnswer(text: string, citations: readonly Citation[]): AnswerPart[] {
  const parts: AnswerPart[] = [];
  const addProse = (prose: string) => prose.trim() !== '' && parts.push({ kind: 'prose', text: prose });
  // Lines are compared whole: between two line breaks.
  const lines = `\n${text}\n`;
  let place = 0;
  for (const citation of citations) {
    const [at, end] = placeOfQuote(lines, citation, place);
    if (at === -1) continue;
    addProse(withoutLabels(lines.slice(place, at), citation));
    parts.push({ kind: 'excerpt', citation });
    place = end;
  }
  addProse(lines.slice(place).replace(/^\n|\n$/g, ''));
  return parts;
}

/** Where a quote stands with its marker, at or behind a place; -1 where it does not. Both bounds are line breaks. */
function placeOfQuote(lines: string, { quote, marker }: Citation, from: number): [at: number, end: number] {
  for (const marks of Object.values(QUOTATION_MARKS)) {
    const written = `\n${writeQuote(quote, marks)} [${marker}]`;
    const at = lines.indexOf(`${written}\n`, from);
    if (at !== -1) return [at, at + written.length];
  }
  return [-1, -1];
}

function withoutLabels(prose: string, citation: Citation): string {
  const lines = prose.trim().split('\n');
  while (lines.length > 0 && isLabelOf(lines.at(-1)!.trim(), citation)) lines.pop();
  return lines.join('\n').trim();
}
