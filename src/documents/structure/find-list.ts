import type { DocumentBlock } from '../../protocol/document-blocks.ts';
import type { Span } from '../../protocol/places.ts';
import { linesOf } from './lines.ts';
import { depthOfNumber, isNextNumber, type ListMarker, listMarker } from './list-marker.ts';

type Item = Extract<DocumentBlock, { kind: 'list' }>['items'][number];

/** The lists of a part of a text. */
export interface FoundList {
  /** Where the first item starts; before it may stand what leads in. */
  start: number;
  items: Item[];
}

/** An item as its first line shows it. */
interface ItemLine extends Span, ListMarker {
  /** Blanks before it. */
  indent: number;
}

const ENDS_ITEM = /[.;:,!?…][»”"')\]]*$/u;
const LEADS_IN = /[:;][»”"')\]]*$/u;

/** Finds the list that a part of a text is or ends with, or null. A line that no marker begins belongs to the item above. */
export function findList(text: string, part: Span): FoundList | null {
  const lines = linesOf(text, part);
  const marked = lines.map((line): ItemLine | null => {
    const marker = listMarker(text.slice(line.start, line.end));
    return marker && { ...marker, ...line, indent: indentOf(text, line.start) };
  });
  const first = marked.findIndex((line) => line !== null);
  if (first === -1) return null;
  const leadIn = first === 0 ? null : text.slice(lines[first - 1]!.start, lines[first - 1]!.end);
  const starts = marked.filter((line) => line !== null);
  if (!isList(starts, { text, leadIn })) return null;
  const depths = depthsOf(starts);
  const items = starts.map(({ start, marker }, index): Item => {
    const next = starts[index + 1]?.start ?? part.end;
    const end = start + text.slice(start, next).trimEnd().length;
    return { start, end, ...(marker === null ? {} : { marker }), depth: depths[index]! };
  });
  return { start: starts[0]!.start, items };
}

/** Whether lines with markers are a list: signs at the starts of lines are often accidents of how a text is wrapped. */
function isList(starts: readonly ItemLine[], { text, leadIn }: { text: string; leadIn: string | null }): boolean {
  const [first, ...more] = starts as [ItemLine, ...ItemLine[]];
  const isIntroduced = leadIn !== null && LEADS_IN.test(leadIn);
  if (leadIn !== null && !isIntroduced && more.length === 0) return false;
  if (first.kind === 'bullet') return true;
  if (first.kind === 'dash') {
    const ends = starts.slice(0, -1).every(({ end }) => /[;,]$/.test(text.slice(0, end)));
    return isIntroduced || (more.length > 0 && ends);
  }
  if (leadIn !== null && !isIntroduced && !ENDS_ITEM.test(leadIn)) return false;
  if (more.length === 0) return isIntroduced || first.kind === 'letter' || first.marker!.endsWith(')');
  const numbers = starts.filter(({ kind }) => kind === 'number');
  return (
    numbers.length < 2 ||
    numbers.some(({ marker }, index) => index > 0 && followsNumber(numbers[index - 1]!.marker!, marker!))
  );
}

/** 1.3 after 1.2, and 1.2.1 after 1.2. */
function followsNumber(one: string, other: string): boolean {
  return one === other || isNextNumber(one, other) || depthOfNumber(other) === depthOfNumber(one) + 1;
}

/** Depth from how far items are indented, and from how many numbers their markers have. */
function depthsOf(starts: readonly ItemLine[]): number[] {
  const open: { indent: number; parts: number; kind: string }[] = [];
  return starts.map(({ indent, marker, kind }) => {
    const parts = kind === 'number' ? depthOfNumber(marker!) : 0;
    const isAbove = (one: { indent: number; parts: number; kind: string }) =>
      one.indent < indent ||
      (one.kind === kind
        ? one.parts < parts
        : one.indent <= indent && open.indexOf(one) === 0 && isInner(one.kind, kind));
    while (open.length > 0 && !isAbove(open.at(-1)!)) open.pop();
    open.push({ indent, parts, kind });
    return open.length - 1;
  });
}

/** Letters and bullets stand inside numbers where nothing is indented. */
function isInner(outer: string, inner: string): boolean {
  return outer === 'number' && inner !== 'number';
}

function indentOf(text: string, start: number): number {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return text.slice(lineStart, start).replaceAll('\t', '    ').length;
}
