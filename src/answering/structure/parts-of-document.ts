import { numberOfHeading } from '../../documents/canonical-text/number-of.ts';
import { type Document, onOneLine } from '../../documents/document.ts';
import type { DocumentBlock } from '../../protocol/document-blocks.ts';
import type { Span } from '../../protocol/places.ts';
import { mapWithPauses, pauseDue } from '../../runtime/pauses.ts';
import { type PartName, partNameOf, plainNumber } from './part-words.ts';

/** A part of a document that has a number or a heading of its own: an article, a clause, an item of a list. Offsets into the canonical text. */
export interface DocumentPart extends Span {
  kind: 'heading' | 'clause' | 'item';
  /** As `plainNumber` gives it; null for a heading without one. */
  number: string | null;
  /** What the document calls it: «Статья 5» is an article; null for a bare number. */
  name: PartName | null;
  /** The heading as it is written, or the number as it is shown: «Статья 5», "2.1". */
  label: string;
  /** The part that it is a part of. */
  parent: DocumentPart | null;
}

/** A block or an item of a list, as far as it matters for where parts end. */
interface Unit extends Span {
  kind: 'heading' | 'clause' | 'item' | 'text' | 'attached';
  /** Of a heading 1–6, of an item its depth. */
  level: number;
  number: string | null;
  label: string;
  /** Whether a bracket follows its number: «1)» is part of "1.". */
  isBracketed: boolean;
  block: DocumentBlock;
}

/** Length of such a heading, in UTF-16 code units. */
const MAX_HEADING = 120;
/** Of headings. */
const MAX_LEVEL = 6;
const LEADING_WORD = /^[\p{L}§]+/u;

/** The parts of a document in the order of its text, each part before its own parts; with pauses. */
export async function partsOfDocument({ text, blocks }: Pick<Document, 'text' | 'blocks'>): Promise<DocumentPart[]> {
  const units = (await mapWithPauses(blocks, (block) => unitsOf(text, block))).flat();
  const sections = endsOfSections(units);
  const parts: DocumentPart[] = [];
  const open: DocumentPart[] = [];
  for (const [index, unit] of units.entries()) {
    if (unit.kind === 'text' || unit.kind === 'attached') continue;
    const pause = pauseDue();
    if (pause) await pause;
    const { kind, start, number, label } = unit;
    const end = kind === 'heading' ? sections.get(unit)! : endOfClause(units, index);
    const word = LEADING_WORD.exec(label)?.[0];
    const name = word === undefined || kind === 'item' ? null : partNameOf(word);
    while (open.length > 0 && open.at(-1)!.end <= start) open.pop();
    const parent = open.findLast((other) => end <= other.end) ?? null;
    const part = { kind, start, end, number, name: number === null ? null : name, label, parent };
    open.push(part);
    parts.push(part);
  }
  return parts.map((part, index) => headingOf(text, part, parts[index + 1]));
}

/** «1. Общие положения» before 1.1 is a heading, also where the file does not show it as one: a line without an end of a sentence. */
function headingOf(text: string, part: DocumentPart, next: DocumentPart | undefined): DocumentPart {
  const child = part.kind === 'clause' && next?.parent === part ? next : undefined;
  if (child?.kind !== 'clause' || !child.number!.startsWith(`${part.number}.`)) return part;
  const label = onOneLine(text.slice(part.start, child.start));
  return label.length <= MAX_HEADING && !/[.:;,]$/.test(label) ? Object.assign(part, { kind: 'heading', label }) : part;
}

function unitsOf(text: string, block: DocumentBlock): Unit[] {
  const { start, end } = block;
  const unit = { start, end, level: 0, number: null, label: '', isBracketed: false, block };
  if (block.kind === 'list') {
    return block.items.map(({ start, end, marker, depth }) => ({
      ...unit,
      ...{ kind: marker === undefined ? 'attached' : 'item', start, end, level: depth },
      ...(marker !== undefined && { number: plainNumber(marker), label: marker, isBracketed: /\)/.test(marker) }),
    }));
  }
  const isNumbered = block.kind === 'paragraph' && block.number !== undefined;
  if (block.kind !== 'heading' && !isNumbered) return [{ ...unit, kind: block.kind === 'table' ? 'attached' : 'text' }];
  const shown = text.slice(start, end).replace(/^#+[ \t]+/, '');
  if (block.kind === 'heading') {
    const label = shown.replace(/(?<![ \t])[ \t]+#+$/, '').replaceAll(/\s+/g, ' ');
    const number = block.number ?? numberOfHeading(label);
    return [{ ...unit, kind: 'heading', level: block.level, number: number && plainNumber(number), label }];
  }
  const number = block.number!;
  const until = shown.indexOf(number) + number.length;
  const label = shown.slice(0, until).replaceAll(/\s+/g, ' ');
  return [{ ...unit, kind: 'clause', number: plainNumber(number), label, isBracketed: shown[until] === ')' }];
}

/** A section ends before the next heading of its level or of one above. */
function endsOfSections(units: readonly Unit[]): Map<Unit, number> {
  const ends = new Map<Unit, number>();
  const nextOf = new Array<number>(MAX_LEVEL + 1).fill(units.length);
  for (let index = units.length - 1; index >= 0; index -= 1) {
    const unit = units[index]!;
    if (unit.kind !== 'heading') continue;
    ends.set(unit, units[nextOf[unit.level]! - 1]!.end);
    nextOf.fill(index, unit.level);
  }
  return ends;
}

/**
 * A clause ends before the next that is not part of it. Paragraphs without a number belong to it where another clause follows; after the last
 * clause of a section they may as well be of none.
 */
function endOfClause(units: readonly Unit[], index: number): number {
  const clause = units[index]!;
  let end = clause.end;
  let last = index;
  for (let at = index + 1; at < units.length; at += 1) {
    const unit = units[at]!;
    if (unit.kind === 'heading') return end;
    if (unit.kind === 'text') continue;
    if (unit.kind !== 'attached' && !isPartOf(unit, clause)) return isNext(unit, clause) ? units[at - 1]!.end : end;
    if (unit.kind === 'attached' && unit.block === clause.block && unit.level <= clause.level) return end;
    if (unit.kind === 'attached' && last < at - 1) continue;
    end = unit.end;
    last = at;
  }
  return end;
}

/** Whether both are numbered alike: what stands before 2 belongs to 1, and not to the last item of it. */
function isNext(unit: Unit, clause: Unit): boolean {
  return unit.isBracketed === clause.isBracketed && isDigits(unit.number!) === isDigits(clause.number!);
}

const isDigits = (number: string) => /^\p{N}/u.test(number);

function isPartOf(unit: Unit, clause: Unit): boolean {
  const [number, above] = [unit.number!, clause.number!];
  if (unit.block === clause.block && unit.level !== clause.level) return unit.level > clause.level;
  if (number.startsWith(`${above}.`)) return true;
  const { block } = unit;
  if (block.kind === 'list' && block.leadIn && block.leadIn.start >= clause.start && unit.block !== clause.block)
    return block.leadIn.start < clause.end;
  if (isDigits(above) && !clause.isBracketed) return !isDigits(number) || unit.isBracketed;
  return isDigits(above) && !isDigits(number);
}
