import type { TableCell } from '../../../canonical-text/blocks.ts';
import type { DrawnText } from '../../../positions/drawn-text.ts';
import type { Line } from '../lines/page-lines.ts';

/** Free space between two columns, in points. */
export interface Gutter {
  from: number;
  to: number;
}

/** In font sizes: a gutter that is seen as one, and the blank that may be one when all rows have it at one place. */
const WIDE = 0.55;
const NARROW = 0.2;
/** Points: how exactly columns start at one place, for a narrow gutter. */
const EXACT = 1.2;
const MIN_ROWS_OF_NARROW = 3;
/** Share of rows that may cross a gutter, as heads over several columns do; at least one of three. */
const CROSSING = 0.15;
const MIN_ROWS_OF_CROSSING = 3;
const WORD = /[\p{L}\p{N}]/u;

/** The gutters of lines that are rows of one table, from left to right. */
export function guttersOf(lines: readonly Line[]): Gutter[] {
  const size = Math.min(...lines.map((line) => line.size));
  const maxCrossing = lines.length < MIN_ROWS_OF_CROSSING ? 0 : Math.max(1, Math.floor(lines.length * CROSSING));
  const free = spacesOf(lines);
  return freest(free.filter(({ crossing }) => crossing <= maxCrossing)).filter((gutter) =>
    isGutter(gutter, { lines, size }),
  );
}

/** A space, and how many rows have text in it. */
interface Space extends Gutter {
  crossing: number;
}

/** The spaces between all edges of texts, from left to right. */
function spacesOf(lines: readonly Line[]): Space[] {
  const changes = new Map<number, number>();
  for (const { parts } of lines) {
    for (const { x, end } of parts) {
      changes.set(x, (changes.get(x) ?? 0) + 1);
      changes.set(end, (changes.get(end) ?? 0) - 1);
    }
  }
  const edges = [...changes.keys()].sort((one, other) => one - other);
  let crossing = 0;
  return edges.slice(1).map((to, index) => {
    crossing += changes.get(edges[index]!)!;
    return { from: edges[index]!, to, crossing };
  });
}

/** Of spaces that adjoin each other, those that fewest rows cross. */
function freest(spaces: readonly Space[]): Gutter[] {
  const regions: Space[][] = [];
  for (const space of spaces) {
    const region = regions.at(-1);
    if (region && region.at(-1)!.to === space.from) region.push(space);
    else regions.push([space]);
  }
  return regions.flatMap((region) => {
    const least = Math.min(...region.map(({ crossing }) => crossing));
    return adjoined(region.filter(({ crossing }) => crossing === least));
  });
}

function adjoined(spaces: readonly Gutter[]): Gutter[] {
  const joined: Gutter[] = [];
  for (const { from, to } of spaces) {
    const last = joined.at(-1);
    if (last?.to === from) last.to = to;
    else joined.push({ from, to });
  }
  return joined;
}

function isGutter({ from, to }: Gutter, { lines, size }: { lines: readonly Line[]; size: number }): boolean {
  if (to - from < NARROW * size) return false;
  const between = lines.filter(
    ({ parts }) => parts.some(({ end }) => end <= from + EXACT) && parts.some(({ x }) => x >= to - EXACT),
  );
  if (to - from >= WIDE * size) return between.length > 0;
  const neighbours = between.map(({ parts }) => [
    parts.findLast(({ end }) => end <= from + EXACT)!,
    parts.find(({ x }) => x >= to - EXACT)!,
  ]);
  const isAligned = neighbours.every(([, right]) => Math.abs(right!.x - to) < EXACT);
  return (
    between.length >= MIN_ROWS_OF_NARROW &&
    isAligned &&
    neighbours.every((pair) => pair.every(({ text }) => WORD.test(text)))
  );
}

/** The cells of a row: one for each column, or one that spans those that its text crosses. */
export function cellsOf({ parts }: Line, gutters: readonly Gutter[]): TableCell[] {
  const cells: { from: number; to: number; text: string; drawn: readonly DrawnText[] }[] = [];
  for (const { x, end, text, drawn } of parts) {
    const from = gutters.filter(({ from: start, to }) => (start + to) / 2 <= x).length;
    const to = Math.max(from, gutters.filter(({ from: start, to: stop }) => (start + stop) / 2 < end).length);
    const last = cells.at(-1);
    if (last && last.to >= from) {
      last.to = Math.max(last.to, to);
      last.text += ` ${text}`;
      last.drawn = [...last.drawn, ...drawn];
    } else cells.push({ from, to, text, drawn });
  }
  const row: TableCell[] = [];
  let column = 0;
  for (const { from, to, text, drawn } of cells) {
    for (; column < from; column += 1) row.push({ text: '' });
    row.push({ text, drawn, ...(to > from ? { columns: to - from + 1 } : {}) });
    column = to + 1;
  }
  for (; column <= gutters.length; column += 1) row.push({ text: '' });
  return row;
}
