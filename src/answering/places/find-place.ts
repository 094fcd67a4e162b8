import { onOneLine } from '../../documents/document.ts';
import type { Span } from '../../protocol/places.ts';
import { tokenize } from '../../text/tokenize.ts';
import { wordFamily } from '../../text/word-families.ts';
import type { DocumentPart } from '../structure/parts-of-document.ts';
import type { DocumentStructure } from '../structure/read-structure.ts';
import type { PartAsked, PlaceAsked } from './read-address.ts';

/** A place that was found, and that parts of it are looked for in. */
export interface FoundPlace extends Span {
  /** The part it is; null for the whole document, a paragraph, a table, a page. */
  part: DocumentPart | null;
  /** How well it fits what it was called, the sum over the parts: 2 the document calls it so, 1 calls it nothing, 0 calls it otherwise. */
  fit: number;
}

/** Finds a place of a document: more than one where several parts have the number; none where there is no such part. */
export function findPlace(place: PlaceAsked, structure: DocumentStructure): FoundPlace[] {
  const whole = foundSpan({ start: 0, end: structure.document.text.length });
  return place.reduce<FoundPlace[]>(
    (outer, asked) =>
      outer.flatMap((scope) =>
        findPart(asked, scope, structure).map((found) => ({
          ...found,
          fit: found.fit + scope.fit,
        })),
      ),
    [whole],
  );
}

function findPart(asked: PartAsked, scope: FoundPlace, structure: DocumentStructure): FoundPlace[] {
  if ('heading' in asked) return partsHeaded(asked, partsIn(scope, structure.parts));
  if (asked.name === 'page') return pageAt(asked, structure);
  if (asked.name === 'table') return tableAt(asked, scope, structure);
  if ('place' in asked) return partAt(asked, scope, structure);
  if (asked.name !== 'paragraph') return partsNumbered(asked, scope, structure.parts);
  const clauses = structure.clauses.filter(({ kind }) => kind === 'clause');
  const own = asked.isOwn ? partsNumbered({ ...asked, name: 'clause' }, scope, clauses) : [];
  return own.length > 0 ? own : paragraphAt(Number(asked.number), scope, structure);
}

/** The parts with a number: those that the document calls so, else those that have no name; outermost ones only. */
function partsNumbered(
  { name, number }: { name: PartAsked['name']; number: string },
  scope: FoundPlace,
  parts: readonly DocumentPart[],
): FoundPlace[] {
  const numbers = [number, `${scope.part?.number}.${number}`];
  const numbered = partsIn(scope, parts).filter((part) => numbers.includes(part.number ?? ''));
  const called = numbered.filter((part) => part.name === name);
  if (called.length > 0) return outermost(called, 2);
  const bare = numbered.filter((part) => part.name === null);
  if (name === 'annex') return [];
  if (name === 'item')
    return outermost(
      preferring(bare, ({ kind }) => kind === 'item'),
      1,
    );
  if (name === 'clause' || (name === 'part' && scope.part !== null))
    return bare.length > 0 ? outermost(bare, 1) : outermost(numbered, 0);
  const headings = bare.filter((part) => part.kind === 'heading' || (part.kind === 'clause' && !isInNumbered(part)));
  if (headings.length > 0 || name !== 'section') return outermost(headings, 1);
  return outermost(
    preferring(numbered, ({ kind }) => kind === 'heading'),
    0,
  );
}

function isInNumbered({ parent }: DocumentPart): boolean {
  return parent !== null && (parent.number !== null || isInNumbered(parent));
}

/** Those that are as wanted; all where none is. */
function preferring(parts: DocumentPart[], isWanted: (part: DocumentPart) => boolean): DocumentPart[] {
  const wanted = parts.filter(isWanted);
  return wanted.length > 0 ? wanted : parts;
}

function outermost(parts: DocumentPart[], fit: number): FoundPlace[] {
  const depths = parts.map(depthOf);
  const least = Math.min(...depths);
  return parts.filter((_, index) => depths[index] === least).map((part) => foundPart(part, fit));
}

function depthOf({ parent }: DocumentPart): number {
  return parent === null ? 0 : depthOf(parent) + 1;
}

/** The first, the last part of its kind. */
function partAt(
  { name, place }: { name: PartAsked['name']; place: number },
  scope: FoundPlace,
  structure: DocumentStructure,
): FoundPlace[] {
  if (name === 'paragraph') return nth(statementsIn(scope, structure), place);
  if (name === 'clause' || name === 'item') {
    const clauses = partsIn(scope, structure.clauses);
    return nth(clauses.length > 0 ? clauses.map(asPlace) : statementsIn(scope, structure), place);
  }
  const called = partsIn(scope, structure.parts).filter((part) => part.name === name);
  const numbered = place > 0 ? partsNumbered({ name, number: String(place) }, scope, structure.parts) : [];
  if (numbered.length > 0) return numbered;
  const sections = name === 'section' || name === 'chapter' ? partsIn(scope, structure.sections) : [];
  return nth((called.length > 0 ? called : sections).map(asPlace), place);
}

/** A paragraph by the product's number; within a part, as it is counted there. */
function paragraphAt(number: number, scope: FoundPlace, structure: DocumentStructure): FoundPlace[] {
  if (scope.part !== null) return nth(statementsIn(scope, structure), number);
  return nth(structure.document.paragraphs.map(foundSpan), number);
}

/** A table by the number of its caption; without such captions as they are counted. */
function tableAt(asked: PartAsked, scope: FoundPlace, { tables }: DocumentStructure): FoundPlace[] {
  const inScope = tables.filter((table) => isIn(table, scope));
  if ('place' in asked) return nth(inScope.map(foundSpan), asked.place);
  if (!('number' in asked)) return [];
  const captioned = inScope.filter(({ number }) => number === asked.number);
  return captioned.length > 0 ? captioned.map(foundSpan) : nth(inScope.map(foundSpan), Number(asked.number));
}

function pageAt(asked: PartAsked, { document: { paragraphs } }: DocumentStructure): FoundPlace[] {
  const pages = [...new Set(paragraphs.flatMap(({ page }) => page ?? []))];
  const number =
    'place' in asked
      ? asked.place < 0
        ? pages.at(asked.place)
        : asked.place
      : 'number' in asked && Number(asked.number);
  const onPage = paragraphs.filter(({ page }) => page === number);
  const [first, last] = [onPage[0], onPage.at(-1)];
  return first && last ? [foundSpan({ start: first.start, end: last.end })] : [];
}

/** The headings with these words, whatever number is before them. */
function partsHeaded(
  { heading, isCalledPart }: { heading: string; isCalledPart: boolean },
  parts: DocumentPart[],
): FoundPlace[] {
  const words = tokenize(heading).join(' ');
  const headed = parts.filter(({ kind }) => kind === 'heading').map((part) => ({ part, words: headingWords(part) }));
  const same = headed.filter((other) => other.words.join(' ') === words);
  const having = (isLike: (one: string, others: string[]) => boolean) =>
    isCalledPart && words !== ''
      ? headed.filter((other) => tokenize(heading).every((word) => isLike(word, other.words)))
      : [];
  const alike = [
    same,
    having((word, others) => others.includes(word)),
    having((word, others) => others.some(wordFamily(word))),
  ];
  return (alike.find((found) => found.length > 0) ?? []).map(({ part }) => asPlace(part));
}

/** The words of a heading, without its number. */
export function headingWords({ label, number }: Pick<DocumentPart, 'label' | 'number'>): string[] {
  const words = onOneLine(label);
  return tokenize(number === null ? words : words.replace(/^(?:\p{L}+\s+)?[\p{N}.IVXLC]+[.):—–-]*\s*/u, ''));
}

function nth(scopes: readonly FoundPlace[], place: number): FoundPlace[] {
  const found = place > 0 ? scopes[place - 1] : scopes.at(place);
  return found ? [found] : [];
}

const foundPart = (part: DocumentPart, fit: number): FoundPlace => ({ start: part.start, end: part.end, part, fit });
const asPlace = (part: DocumentPart) => foundPart(part, 2);
const foundSpan = ({ start, end }: Span): FoundPlace => ({ start, end, part: null, fit: 2 });
const isIn = (span: Span, outer: Span) => outer.start <= span.start && span.end <= outer.end;

/** The parts of a scope, without the part that it is itself. */
function partsIn(scope: FoundPlace, parts: readonly DocumentPart[]): DocumentPart[] {
  return parts.filter((part) => part !== scope.part && isIn(part, scope));
}

function statementsIn(scope: FoundPlace, { statements }: DocumentStructure): FoundPlace[] {
  return statements.filter((paragraph) => isIn(paragraph, scope)).map(foundSpan);
}
