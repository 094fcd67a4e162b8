import { endOf, isMarkerOnly, type Line, startOf } from './page-lines.ts';

/** In font sizes: lines on one level, and the distance of neighbours. */
const LEVEL = 0.2;
const NEAR = 3;
/** Lines from which a run upward is a text that was drawn from its end. */
const MIN_UPWARD = 3;

/** Puts the lines of a page, which stand in the order of the file, in the order in which they are read. */
export function inReadingOrder(lines: readonly Line[]): Line[] {
  return besideTheirItems(joinedOnOneLevel(downward(lines)));
}

/** Lines that were drawn from the bottom up, turned round. */
function downward(lines: readonly Line[]): Line[] {
  const ordered: Line[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from + 1;
    while (to < lines.length && isJustAbove(lines[to]!, lines[to - 1]!)) to += 1;
    const run = lines.slice(from, to);
    ordered.push(...(run.length >= MIN_UPWARD ? run.toReversed() : run));
    from = to;
  }
  return ordered;
}

function isJustAbove(line: Line, below: Line): boolean {
  const distance = below.y - line.y;
  const overlaps = startOf(line) < endOf(below) && endOf(line) > startOf(below);
  return overlaps && distance > LEVEL * below.size && distance < NEAR * below.size;
}

/** Neighbours in the file that stand on one level, the right one drawn first. */
function joinedOnOneLevel(lines: readonly Line[]): Line[] {
  const joined: Line[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (last && isLevel(last, line) && endOf(line) < startOf(last)) joined[joined.length - 1] = beside(line, last);
    else joined.push(line);
  }
  return joined;
}

/** Numbers and bullets of lists that were drawn apart from their items. */
function besideTheirItems(lines: readonly Line[]): Line[] {
  const marks = lines.filter(isMarkerOnly);
  if (marks.length === 0) return [...lines];
  const items = new Map<Line, Line>();
  for (const mark of marks) {
    const right = lines.filter((line) => line !== mark && isLevel(mark, line) && endOf(mark) <= startOf(line));
    const item = right.reduce<Line | null>((best, line) => (best && startOf(best) < startOf(line) ? best : line), null);
    if (item && !items.has(item)) items.set(item, mark);
  }
  const placed = new Set(items.values());
  return lines
    .filter((line) => !placed.has(line))
    .map((line) => (items.has(line) ? withMarker(items.get(line)!, line) : line));
}

function isLevel(one: Line, other: Line): boolean {
  return Math.abs(one.y - other.y) < LEVEL * Math.max(one.size, other.size);
}

function beside(left: Line, right: Line): Line {
  const main = left.pieces.length >= right.pieces.length ? left : right;
  return { ...main, pieces: [...left.pieces, ...right.pieces], parts: [...left.parts, ...right.parts] };
}

function withMarker(marker: Line, item: Line): Line {
  const { text, x, drawn } = marker.pieces[0]!;
  const marked = ([first, ...rest]: Line['pieces']) => [
    { ...first!, text: `${text} ${first!.text}`, x, drawn: [...drawn, ...first!.drawn] },
    ...rest,
  ];
  return { ...item, pieces: marked(item.pieces), parts: marked(item.parts) };
}
