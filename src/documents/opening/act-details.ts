import type { Act } from '../../protocol/documents.ts';
import { isTitle, partsOf } from '../canonical-text/title.ts';
import { type Document, onOneLine } from '../document.ts';
import { findTitle, type OpeningPart } from './find-title.ts';
import { actKindIn, dateIn, isDateAndPlace, isPartHeading, isStamp, numberIn, placeIn } from './line-kinds.ts';

/** What an act, contract or the like says of itself in its first lines, or where it is signed; null for what it does not say. */
export interface ActDetails {
  /** In small letters and the document's language: "lease", «приказ». */
  kind: string;
  /** Its name, on one line. */
  name: string;
  /** Without its sign: "118-П". */
  number: string | null;
  /** ISO date with a day. */
  date: string | null;
  /** Without the word before it: «Пермь». */
  place: string | null;
}

type Found = Pick<ActDetails, 'number' | 'date' | 'place'>;

/** Parts below the name, and at the end, that may have date and place. */
const PARTS_BELOW = 4;
const CLOSING_PARTS = 8;
/** In UTF-16 code units: a longer part is text. */
const MAX_LINE_LENGTH = 120;
/** In UTF-16 code units: what a contract begins with. */
const MAX_BEGINNING_LENGTH = 250;
/** What stands before the date of an act in its own name. */
const DATED = /(?:(?<!\p{L})(?:от|dated(?: as of)?)|(?:№|No\.?)\s*\S+,?)\s*$/iu;
const MET = /(?<!\p{L})(?:от|of|on|dated)\s*$/iu;
const MINUTES: readonly string[] = ['minutes', 'протокол'];
/** "This Agreement is made on …", «Настоящий договор заключён …». */
const MADE =
  /^(?:this|настоящ\p{L}+)\s[^.]{0,80}?(?:(?:made|entered into|signed|dated|concluded)(?:\s(?:and entered into|as of|on|this|in \S+ on))*|заключ[её]н\p{L}*|составлен\p{L}*|подписан\p{L}*)\s*$/iu;
const SIGNED = /^(?:done|signed|adopted|совершено|подписано|составлено)(?!\p{L})/iu;

/** Reads kind, name, number, date and place of an act, contract, rules or minutes; null for other documents. */
export function actDetailsOf(document: Pick<Document, 'text' | 'paragraphs'>): ActDetails | null {
  const parts = partsOf(document);
  const title = findTitle(parts, isTitle);
  const kind = title && actKindIn(title.text);
  if (!title || !kind) return null;
  const own = parts.slice(title.from, title.to + 1).flatMap(linesOf);
  const named = own.map((line) => ofName(line, kind));
  const found = [
    ...named,
    ...linesAbove(parts, title.from).map(ofLine),
    ...below(parts, title.to + 1),
    ...signing(parts),
  ];
  const first = <Key extends keyof Found>(key: Key) => found.find((details) => details[key] !== null)?.[key] ?? null;
  return { kind, name: title.text, number: first('number'), date: first('date'), place: first('place') };
}

/** What is kept of such a document beside its title. */
export function actOf(document: Pick<Document, 'text' | 'paragraphs'>): Act | null {
  const details = actDetailsOf(document);
  if (!details) return null;
  const { kind, number, date, place } = details;
  return { kind, ...(number !== null && { number }), ...(date !== null && { date }), ...(place !== null && { place }) };
}

/** Of a line of the name: a date only where the line says that it is that of the act. */
function ofName(line: string, kind: string): Found {
  if (isDateAndPlace(line)) return ofLine(line);
  const { date, before } = dateIn(line);
  const isOwn = (MINUTES.includes(kind) ? MET : DATED).test(before);
  return { number: numberIn(line), date: isOwn ? date : null, place: null };
}

function ofLine(line: string): Found {
  return { number: numberIn(line), date: dateIn(line).date, place: placeIn(line) };
}

/** The line right above a name, where it has both date and number and no stamp stands above: those would be of another act. */
function linesAbove(parts: readonly OpeningPart[], from: number): string[] {
  const above = parts.slice(0, from).flatMap(linesOf);
  const line = above.at(-1);
  if (line === undefined || above.some(isStamp) || !isDateAndPlace(line)) return [];
  return numberIn(line) !== null && dateIn(line).date !== null ? [line] : [];
}

/** Of the lines below a name, before its first part. */
function below(parts: readonly OpeningPart[], from: number): Found[] {
  const found: Found[] = [];
  for (const part of parts.slice(from, from + PARTS_BELOW)) {
    const beginning = onOneLine(part.text).slice(0, MAX_BEGINNING_LENGTH);
    const { date, before } = dateIn(beginning);
    if (date !== null && MADE.test(before)) found.push({ number: null, date, place: null });
    if (part.level !== null || isPartHeading(part.text) || part.text.length > MAX_BEGINNING_LENGTH) break;
    found.push(...linesOf(part).filter(isDateAndPlace).map(ofLine));
  }
  return found;
}

/** Of the lines where an act is signed: a date with its place, beside or above it, or with a word for signing. */
function signing(parts: readonly OpeningPart[]): Found[] {
  const lines = parts
    .slice(-CLOSING_PARTS)
    .filter(({ text }) => text.length <= MAX_LINE_LENGTH)
    .flatMap(linesOf);
  return lines.flatMap((line, index) => {
    const { date, place } = ofLine(line);
    if (date === null || !(isDateAndPlace(line) || SIGNED.test(line))) return [];
    const above = lines[index - 1];
    const placeAbove = above !== undefined && isDateAndPlace(above) ? placeIn(above) : null;
    const isSigned = place !== null || placeAbove !== null || SIGNED.test(line);
    return isSigned ? [{ number: null, date, place: place ?? placeAbove }] : [];
  });
}

function linesOf({ text }: OpeningPart): string[] {
  return text
    .split('\n')
    .map(onOneLine)
    .filter((line) => line !== '');
}
