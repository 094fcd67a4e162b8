import { splitSentences } from '../../text/split-sentences.ts';
import { onOneLine } from '../document.ts';
import { actKindIn, isAroundTitle, isDateAndPlace, isPartHeading, numberIn } from './line-kinds.ts';

/** A heading or paragraph at the beginning of a document. */
export interface OpeningPart {
  /** May have line breaks. */
  text: string;
  /** 1–6 for a heading; null for other text. */
  level: number | null;
}

/** The name of a document, on one line, and the parts that it was found in. */
export interface FoundTitle {
  text: string;
  /** Index of its first part. */
  from: number;
  /** Index of its last part. */
  to: number;
  /** Whether the first part has nothing before the name. */
  isWhole: boolean;
}

/** A longer text, in UTF-16 code units, ends the opening of a document. */
const MAX_OPENING_LENGTH = 300;
const MAX_OPENING_PARTS = 20;
/** In UTF-16 code units. */
const MAX_TITLE_LENGTH = 300;
const MAX_SLOGAN_LENGTH = 100;
const ENDS_AS_SENTENCE = /[.!?…;:,][»”"')\]]*$/u;
/** A name goes on with a word in small letters, with what it is about, or in quotation marks. */
const GOES_ON =
  /^(?:\p{Ll}|(?:[Оо]|[Оо]б|[Пп]о|[Нн]а|[Дд]ля|ОБ|ПО|НА|ДЛЯ|[Ff]or|[Oo]f|[Oo]n|[Tt]o|[Bb]etween|[Cc]oncerning|[Rr]egarding|FOR|OF|ON|TO|AND|BETWEEN|CONCERNING)\s|[«"“(])/u;
const OPEN_END = /(?:^|\s)(?:об?|по|на|для|и|к|в|of|for|on|and|the|to|in|between)$|[–—-]$/iu;
/** Headings of parts that have no number. */
const PART_NAME =
  /^(?:общие положения|термины|определения|преамбула|предмет|стороны|содержание|оглавление|введение|цели|introduction|contents|table of contents|definitions|parties|scope|purpose|preamble|recitals|background|whereas)(?!\p{L})/iu;

/**
 * Finds the name that a document gives itself in its opening: that of an act, contract or rules; else the first heading; else a short first
 * paragraph. What stands around a name (stamps, letterheads, dates, slogans) is passed over; a name set on several lines is joined.
 *
 * @param isTitle Whether a text can be a title at all.
 */
export function findTitle(parts: readonly OpeningPart[], isTitle: (text: string) => boolean): FoundTitle | null {
  const opening = openingOf(parts);
  const isHeading = (index: number) => parts[index]!.level !== null;
  let plain: Name | null = null;
  let ofPart: Name | null = null;
  for (const index of parts.keys()) {
    const name = isHeading(index) || index < opening ? nameAt(parts, index) : null;
    if (!name || !isTitle(name.text)) continue;
    if (actKindIn(name.first) !== null && index < opening && (!plain || isPlainlyAct(name.first))) return name;
    if (isHeading(index) && !isPartHeading(name.first)) return name;
    if (isHeading(index)) ofPart ??= name;
    else if (!isPartHeading(name.first) && !isProse(name.text, index)) plain ??= name;
  }
  if (parts.length < 2) return ofPart;
  return plain && !(ofPart && ENDS_AS_SENTENCE.test(plain.text)) ? plain : ofPart;
}

/** Several sentences, one that goes on, or one that does not begin the document: no name. */
function isProse(text: string, index: number): boolean {
  return /[:;,]$/u.test(text) || (index > 0 && ENDS_AS_SENTENCE.test(text)) || splitSentences(text).length > 1;
}

/** How many parts stand before the first long one. */
function openingOf(parts: readonly OpeningPart[]): number {
  const long = parts.findIndex(({ text }) => text.length > MAX_OPENING_LENGTH);
  return Math.min(long === -1 ? parts.length : long, MAX_OPENING_PARTS);
}

type Name = FoundTitle & { first: string };

/** The name that begins in a part; null where nothing of it can be one. */
function nameAt(parts: readonly OpeningPart[], from: number): Name | null {
  if (parts[from]!.text.length > MAX_OPENING_LENGTH) return null;
  const lines = linesOf(parts[from]!.text);
  const start = lines.findIndex((line) => !isAroundTitle(line));
  const first = lines[start];
  if (first === undefined || isSlogan(parts, from)) return null;
  const isAct = actKindIn(first) !== null;
  const isHeading = parts[from]!.level !== null;
  let text = first;
  let rest = lines.slice(start + 1);
  while (rest.length > 0) {
    const added = isAct && !isHeading ? continuation(text, rest[0]!) : isAroundTitle(rest[0]!) ? null : rest[0]!;
    if (added === null) break;
    text = joined(text, added);
    rest = rest.slice(1);
  }
  const to = rest.length === 0 ? lastPart(parts, from, text) : { to: from, text };
  return { ...to, from, first, isWhole: start === 0 && rest.length === 0 };
}

/** Goes on with the parts below that continue a name. */
function lastPart(parts: readonly OpeningPart[], from: number, name: string): { to: number; text: string } {
  let text = name;
  let to = from;
  for (let index = from + 1; index < parts.length; index += 1) {
    const { text: below, level } = parts[index]!;
    if (level !== null && level !== parts[from]!.level && parts[from]!.level !== null) break;
    if (below.length > MAX_OPENING_LENGTH) break;
    const lines = linesOf(below);
    const added = lines.map((line) => continuation(text, line));
    if (added.some((line) => line === null)) break;
    const longer = added.reduce<string>((all, line) => joined(all, line!), text);
    if (longer.length > MAX_TITLE_LENGTH) break;
    if (longer !== text) to = index;
    text = longer;
  }
  return { to, text };
}

/** What a line below a name adds to it: nothing where it is a date or place, its number alone; null where the name has ended. */
function continuation(name: string, line: string): string | null {
  const kind = actKindIn(name);
  if (kind !== null && isDateAndPlace(line)) {
    const number = numberIn(line);
    return number === null || numberIn(name) !== null ? '' : `№ ${number}`;
  }
  if (isAroundTitle(line) || isPartHeading(line) || PART_NAME.test(line) || ENDS_AS_SENTENCE.test(line)) return null;
  const areCapitals = isInCapitals(name) && isInCapitals(line);
  if (OPEN_END.test(name) && (areCapitals || kind !== null)) return line;
  if (areCapitals && (isOnlyKind(name) || actKindIn(line) !== null)) return line;
  return kind !== null && GOES_ON.test(line) ? line : null;
}

/** A short sentence above a name in capitals or that of an act. */
function isSlogan(parts: readonly OpeningPart[], index: number): boolean {
  const below = parts[index + 1];
  const { text, level } = parts[index]!;
  if (level !== null || below === undefined || text.length > MAX_SLOGAN_LENGTH || !ENDS_AS_SENTENCE.test(text))
    return false;
  const [line] = linesOf(below.text);
  return line !== undefined && !ENDS_AS_SENTENCE.test(line) && (isInCapitals(line) || actKindIn(line) !== null);
}

/** «ДОГОВОР» and «Договор № 5» name a document below a line that might; «Правила пользования» may be a part of what that line names. */
function isPlainlyAct(line: string): boolean {
  return isInCapitals(line) || isOnlyKind(line) || numberIn(line) !== null;
}

function isOnlyKind(name: string): boolean {
  return actKindIn(name) === name.toLowerCase();
}

function isInCapitals(line: string): boolean {
  return /\p{Lu}{3}/u.test(line) && !/\p{Ll}/u.test(line);
}

function joined(text: string, line: string): string {
  return line === '' ? text : `${text} ${line}`;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map(onOneLine)
    .filter((line) => line !== '');
}
