import type { Span } from '../../../../protocol/places.ts';
import {
  AND,
  BEFORE_POWER,
  BEFORE_RAISED,
  BEFORE_ROUND,
  BEFORE_SMALL,
  CANDIDATE,
  COUNTED_BEFORE,
  ITEM,
  OPENING,
  UNFINISHED_LABEL,
  WRAPPINGS,
} from './label-forms.ts';

/** A part of what a model wrote: text, or the labels of sentences it refers to. */
export type Piece = { kind: 'text'; text: string } | { kind: 'labels'; labels: number[] };

/** Labels as they are written, with their place. */
interface WrittenLabels extends Span {
  labels: number[];
}

/** Whether the prompt has a sentence with this label. */
export type IsLabel = (label: number) => boolean;

const MAX_RANGE = 20;
/** In UTF-16 code units: what is longer is no list of labels, and no "and" between two. */
const MAX_LIST = 400;
const MAX_BETWEEN = 40;
/** In UTF-16 code units: what decides about labels stands right before them. */
const MAX_CONTEXT_LENGTH = 32;
const NUMBER = /\p{N}/u;

/** Finds the labels of a line, in any of the forms that models write; labels with nothing between them are one. */
export function findLabels(line: string, isLabel: IsLabel): WrittenLabels[] {
  if (!NUMBER.test(line)) return [];
  const whole = listIn(line.trim().replace(/^[^\p{L}\p{N}№#¶]+/u, ''));
  if (whole?.isNamed && !whole.hasWord) return [{ start: 0, end: line.length, labels: whole.labels }];
  const found: WrittenLabels[] = [];
  for (const { 0: written, index, groups } of line.matchAll(CANDIDATE)) {
    const before = line.slice(Math.max(0, index - MAX_CONTEXT_LENGTH), index);
    const labels = labelsOf(groups!, { before, isLabel, after: line.charAt(index + written.length) });
    if (labels.length === 0) continue;
    const last = found.at(-1);
    const between = last && line.slice(last.end, index);
    const isNext =
      between !== undefined &&
      between.length <= MAX_BETWEEN &&
      (/^[ \u00a0]{0,2}$/.test(between) || between.replace(AND, '') === '');
    if (last && isNext) [last.end, last.labels] = [index + written.length, [...new Set([...last.labels, ...labels])]];
    else found.push({ start: index, end: index + written.length, labels });
  }
  return found.map((labels) => withWrapping(line, labels));
}

/** A line as text and labels. */
export function readLabels(line: string, isLabel: IsLabel): Piece[] {
  const pieces: Piece[] = [];
  let read = 0;
  const addText = (text: string) => {
    if (text !== '') pieces.push({ kind: 'text', text });
  };
  for (const { start, end, labels } of findLabels(line, isLabel)) {
    addText(line.slice(read, start));
    pieces.push({ kind: 'labels', labels });
    read = end;
  }
  addText(line.slice(read));
  return pieces;
}

/** A text without a label at its end that was not finished. */
export function withoutUnfinishedLabel(text: string): string {
  return text.slice(0, -MAX_UNFINISHED) + text.slice(-MAX_UNFINISHED).replace(UNFINISHED_LABEL, '');
}
const MAX_UNFINISHED = 100;

type Groups = Record<string, string | undefined>;

/** The labels that a candidate holds; none where it is something else. */
function labelsOf(groups: Groups, about: { before: string; after: string; isLabel: IsLabel }): number[] {
  const { before, after, isLabel } = about;
  const { square, tagged, round, quoted, curly, raised, small, trailing, code, sign } = groups;
  const sure = square ?? tagged;
  if (sure !== undefined) {
    const list = listIn(sure.replace(OPENING, ''));
    return list && (!list.hasWord || list.labels.every(isLabel)) ? list.labels : [];
  }
  if (sign !== undefined) return listIn(sign)?.labels ?? [];
  if (code !== undefined) {
    const [inside, ...others] = findLabels(code.trim(), isLabel);
    const isAll = inside && others.length === 0 && inside.end - inside.start === code.trim().length;
    return isAll && inside.labels.every(isLabel) ? inside.labels : [];
  }
  const list = listIn(
    (round ?? quoted ?? curly ?? raised ?? trailing ?? small!.replace(/[ ,˒]+/g, ',')).replace(OPENING, ''),
  );
  if (list === null || list.hasWord) return [];
  if (list.isNamed) return list.labels;
  if (quoted !== undefined || trailing !== undefined || !list.labels.every(isLabel)) return [];
  if (small !== undefined) return BEFORE_SMALL.test(before) && !BEFORE_POWER.test(before) ? list.labels : [];
  if (raised !== undefined) return BEFORE_RAISED.test(before) ? list.labels : [];
  if (round === undefined) return list.labels;
  const isCitation = BEFORE_ROUND.test(before) && !COUNTED_BEFORE.test(before) && !/[\p{L}\p{N}]/u.test(after);
  return isCitation && /^[\d\s,;–-]+$/.test(plainDigits(round)) ? list.labels : [];
}

/** The labels of a list in the order written, each once; null for what is no list, and for a range that descends or is too long to be meant. */
function listIn(written: string): { labels: number[]; isNamed: boolean; hasWord: boolean } | null {
  if (written.length > MAX_LIST) return null;
  const items = plainDigits(written)
    .split(AND)
    .map((item) => ITEM.exec(item)?.groups);
  const labels = new Set<number>();
  for (const item of items) {
    if (!item) return null;
    const start = labelOf(item.first!);
    const end = labelOf(item.last ?? item.first!);
    if (end < start || end - start >= MAX_RANGE) return null;
    for (let label = start; label <= end; label++) labels.add(label);
  }
  const [first] = items;
  const isNamed = first?.name !== undefined || /[№#¶]/.test(first?.sign ?? '');
  return { labels: [...labels], isNamed, hasWord: items.some((item) => item?.word !== undefined) };
}

/** A label by its digits: of more than can be counted one that no prompt has. */
function labelOf(digits: string): number {
  return Math.min(Number(digits), LARGEST_LABEL);
}
const LARGEST_LABEL = 1e15;

/** Raised and wide digits as usual ones, without emphasis around them. */
function plainDigits(written: string): string {
  return written
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹０-９]/g, (digit) => digit.normalize('NFKC'))
    .replace(/[*_]+(?=\d)|(?<=\d)[*_]+/g, '');
}

function withWrapping(line: string, { start, end, labels }: WrittenLabels): WrittenLabels {
  for (const [opening, closing] of WRAPPINGS) {
    const before = opening.exec(line.slice(Math.max(0, start - MAX_CONTEXT_LENGTH), start));
    const after = closing.exec(line.slice(end));
    if (!before || !after || before[0].replace(/[^*_]/g, '') !== after[0].replace(/[^*_]/g, '')) continue;
    return { start: start - before[0].length, end: end + after[0].length, labels };
  }
  return { start, end, labels };
}

/** The words of pieces, without their labels. */
export function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
}

/** The labels of pieces, in the order written. */
export function labelsIn(pieces: readonly Piece[]): number[] {
  return pieces.flatMap((piece) => (piece.kind === 'labels' ? piece.labels : []));
}
