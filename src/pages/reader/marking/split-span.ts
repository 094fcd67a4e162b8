import type { Span } from '../../../protocol/places.ts';

/**
 * Cuts a span where it crosses others, so that each piece lies wholly inside or outside of each of them, as elements must.
 *
 * A span that holds others, or lies inside one, stays whole.
 */
export function splitSpan({ start, end }: Span, others: readonly Span[]): Span[] {
  const cuts = others
    .filter((other) => other.start < end && start < other.end)
    .filter((other) => (other.start < start && other.end < end) || (start < other.start && end < other.end))
    .flatMap((other) => [other.start, other.end])
    .filter((cut) => start < cut && cut < end);
  return cutAt({ start, end }, [...new Set(cuts.sort((one, other) => one - other))]);
}

/** Cuts a span at places in order; those outside of it do not matter. */
export function cutAt({ start, end }: Span, places: readonly number[]): Span[] {
  const edges = [start, ...places.filter((place) => start < place && place < end), end];
  return edges.slice(1).map((edge, index) => ({ start: edges[index]!, end: edge }));
}
