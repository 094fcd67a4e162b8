import { splitSentences } from '../../../text/split-sentences.ts';
import { isTerm, tokenize } from '../../../text/tokenize.ts';
import { valuesIn } from '../../../text/values.ts';
import { isNegation, withoutBounds } from '../polarity/negations.ts';
import { PREDICATE } from '../polarity/place-words.ts';
import { type QuantifiedText, type Quantity, readQuantities } from '../quantities/read-quantities.ts';
import { cached } from './cached.ts';

/** What a segment says, in its order: a word that carries meaning, a quantity, or a negation. */
export type Key =
  | { kind: 'word'; word: string; isName: boolean; isCapital: boolean; isCounted: boolean; before: string }
  | { kind: 'quantity'; quantity: Quantity; word: string; before: string }
  | { kind: 'negation'; word: string; before: string };

/** A part of a sentence with one statement or one member of a list. */
export interface Segment {
  text: string;
  /** Whether it may stand beside another as its equal: it has a predicate or a quantity, and is no clause about a noun. */
  isStatement: boolean;
  hasPredicate: boolean;
  /** Which sentence it is a part of. */
  sentence: number;
  keys: Key[];
}

const END =
  /(?<=[,;.!?()])\s+|(?<=:)\s+(?=(?:only|только|лишь)\s)|\s(?=(?:but|while|whereas|although|and|or|if|unless|who|which|если|но|а|и|или|зато|тогда\s+как|und|oder|aber|et|ou|mais|y|o|pero|e|ma)\s)/giu;
const ROW = /\n\s*(?=[|•*-]\s|\d+[.)]\s)|\s*\/\/\s*/u;
/** Clauses that belong to what they stand beside: "if it rains", «находящихся в собственности». */
const RELATIVE =
  /^\s*(?:when|if|unless|as|because|когда|если|что|чтобы|как|\p{L}+(?:щ|вш|нн|ем|им)(?:ий|ая|ее|ие|его|ей|их|им|ими|ем|ую|ый|ое|ые|ого|ой|ых|ым|ыми|ом))(?!\p{L})/iu;
/** Words that say how a predicate is meant; what they change is checked apart. */
const MODAL =
  /^(?:вправе|обязан\p{L}*|долж\p{L}+|может|могут|можно|нужно|надо|необходимо|следует|required?|requires|needs?|has|have|allowed|permitted|entitled|менее|более|больше|меньше|позднее|позже|ранее|раньше|свыше|less|more|later|earlier|least|most|least|over|under|above|below)$/u;
/** How people are addressed, which is the same for all of them. */
const TITLE = /^(?:mrs?|ms|dr|prof|herr|frau|señora?|monsieur|madame|господин\p{L}*|госпож\p{L}+)$/u;
/** Two numbers joined by "and" are one range: "between 1970 and 1990". */
const RANGE = /\d\S*(?:\s\p{L}{1,3})?$/u;
/** Small words that part what they stand before from the rest. */
export const SIDES = new Set(['за', 'против', 'for', 'against', 'до', 'после', 'before', 'after']);

/** Texts whose segments are cached. */
const MAX_CACHED = 100;

/** The parts of a text that each say one thing: clauses, members of lists with a quantity, rows of tables. */
export const segmentsOf = cached(MAX_CACHED, readSegments);

function readSegments(text: string): Segment[] {
  let [sentence, isRow] = [0, false];
  return text
    .split(ROW)
    .flatMap(sentencesOf)
    .flatMap((words) => {
      // The rows of a table are compared with each other, as the parts of a sentence are.
      if (!(isRow && words.startsWith('|'))) sentence += 1;
      isRow = words.startsWith('|');
      return words.split(/;\s+/u).flatMap((clause) => {
        const parts = partsOf(clause).map((part) => readSegment(part, sentence));
        return joinStatements(parts);
      });
    });
}

/** What is no statement of its own belongs to the one before, at the beginning to the next: "On Sundays, the hall is closed". */
function joinStatements(segments: Segment[]): Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const before = joined.at(-1);
    if (before && (!segment.isStatement || (!before.isStatement && joined.length === 1))) {
      joined[joined.length - 1] = {
        ...before,
        text: `${before.text} ${segment.text}`,
        isStatement: before.isStatement || segment.isStatement,
        hasPredicate: before.hasPredicate || segment.hasPredicate,
        keys: [...before.keys, ...segment.keys],
      };
    } else joined.push(segment);
  }
  return joined;
}

function readSegment(text: string, sentence: number): Segment {
  const keys = keysOf(text);
  const hasPredicate = PREDICATE.test(text);
  const isStatement =
    !RELATIVE.test(text) && (hasPredicate || /\s[—–]\s/u.test(text) || keys.some(({ kind }) => kind === 'quantity'));
  // The month is no "may".
  return { text: text.replaceAll(/(?<=\S\s{1,20})May(?!\p{L})/gu, 'Maj'), sentence, keys, isStatement, hasPredicate };
}

function sentencesOf(text: string): string[] {
  return splitSentences(text).map(({ start, end }) => text.slice(start, end));
}

/** A part without words of its own belongs to the one before; a row of a table is one part. */
function partsOf(sentence: string): string[] {
  if (sentence.startsWith('|')) return [sentence];
  const parts: string[] = [];
  for (const part of sentence.split(END)) {
    const before = parts.at(-1);
    const joins =
      before !== undefined &&
      ((RANGE.test(before) && /^(?:and|и|или|or|und)\s+\d/iu.test(part)) || !hasContent(part) || !hasContent(before));
    if (joins) parts[parts.length - 1] = `${before} ${part}`;
    else parts.push(part);
  }
  return parts;
}

function hasContent(part: string): boolean {
  return tokenize(part).some((word) => isTerm(word) || SIDES.has(word));
}

function keysOf(part: string): Key[] {
  const read: QuantifiedText = readQuantities(withoutBounds(part));
  const keys: { key: Key; start: number }[] = read.quantities.map((quantity) => ({
    key: { kind: 'quantity', quantity, word: quantity.text, before: '' },
    start: quantity.start,
  }));
  let before = '';
  for (const { 0: written, index } of read.text.matchAll(/[\p{L}\p{M}]+(?:['’]\p{L}+)?/gu)) {
    if (read.quantities.some(({ start, end }) => index >= start && index < end)) continue;
    for (const word of tokenize(written)) {
      if (isNegation(word)) keys.push({ key: { kind: 'negation', word, before }, start: index });
      else if (TITLE.test(word)) continue;
      else if ((isTerm(word) || SIDES.has(word)) && !MODAL.test(word) && valuesIn(word).length === 0)
        keys.push({ key: readWord(word, { written, before, index, text: read.text }), start: index });
      before = word;
    }
  }
  return keys.sort((one, other) => one.start - other.start).map(({ key }) => key);
}

function readWord(
  word: string,
  { written, before, index, text }: { written: string; before: string; index: number; text: string },
): Key {
  const isCounted = /[\p{N}]\s*$|(?:тыс|тысяч\p{L}*|млн|миллион\p{L}*|million|thousand|billion)\s+$/u.test(
    text.slice(0, index),
  );
  const isCapital = /^\p{Lu}/u.test(written);
  return { kind: 'word', word, isName: isCapital && index > 0, isCapital, isCounted, before };
}
