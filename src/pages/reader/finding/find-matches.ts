import type { Span } from '../../../protocol/places.ts';

/**
 * Finds a query in a text: letter case, ё and е, and the kind and number of blanks do not matter.
 *
 * @returns The bounds of the matches, in order, without overlaps.
 */
export function findMatches(text: string, query: string): Span[] {
  const pattern = patternOf(query);
  if (pattern === null) return [];
  return [...text.matchAll(pattern)].map(({ 0: match, index }) => ({ start: index, end: index + match.length }));
}

/** Null for a query of nothing but blanks. */
function patternOf(query: string): RegExp | null {
  const words = query.normalize('NFC').trim().split(/\s+/u);
  if (words[0] === '') return null;
  const source = words.map((word) => escapePattern(word).replace(/[её]/giu, '[её]')).join('\\s+');
  return new RegExp(source, 'giu');
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
