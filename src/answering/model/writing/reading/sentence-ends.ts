import { splitSentences } from '../../../../text/split-sentences.ts';
import { findLabels, type IsLabel } from '../labels/read-labels.ts';
import { fenceOf, isOwnLine, opensBlock } from './line-marks.ts';

/** Lines of this length and more were wrapped: the sentence goes on in the next one. In UTF-16 code units. */
const WRAPPED_LENGTH = 50;
/** Words are read so far; longer sentences are cut by who reads. In UTF-16 code units. */
const MAX_LENGTH = 4000;
/** A bracket or tag that is open for longer is none. In UTF-16 code units. */
const MAX_OPEN_LENGTH = 200;

/** What full stops mean nothing in: code, links, tags, formulas. */
const CONSTRUCT =
  /(`{1,4})(?!`)[^\n]{0,400}?(?<!`)\1(?!`)|!?\[[^[\]\n]{0,400}\]\([^()\n]{0,400}\)|<[a-zA-Z/!][^<>\n]{0,400}>|\$\$?[^$\n]{0,200}\\[^$\n]{0,200}\$\$?|(?:https?:\/\/|www\.)[^\s<>)\]]{0,400}[^\s<>)\].,;:!?]/gu;
const OPEN_CONSTRUCT = /(?:[[【［][^\]】］\n]*|\]\([^)\n]*|<[a-zA-Z/!][^<>\n]*|(?<!`)`[^`\n]*)$/u;
/** Without any of these a line is one sentence: what ends one by the Unicode rules, and an ellipsis. */
const MAY_END = /[\p{Sentence_Terminal}…\r\u0085\u2028\u2029]/u;
const ENDS_LINE = /[.!?…:;。！？][)"»”’\]*_]*\s*$/u;
const QUOTE = /^\s{0,3}>[ \t]?/u;
const OPENS_WITH_LABEL = /^\s*(?:[-*+•>]\s+)*$/u;

interface Reading {
  isLabel: IsLabel;
  /** Whether nothing more follows the text. */
  isWhole: boolean;
  /** Whether the text is the beginning of all. */
  isFirst: boolean;
}

/**
 * Finds where the first sentence of a text ends, the labels behind it included and the blanks not; null as long as that is not known.
 * A row of a table, a heading, a block of code are sentences of their own; lines that were wrapped are one.
 */
export function firstSentenceEnd(text: string, reading: Reading): number | null {
  const start = text.search(/\S/u);
  if (start === -1) return null;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const whole = reading.isWhole ? text.trimEnd().length : null;
  if (lineStart > 0 || reading.isFirst) {
    const lineEnd = text.indexOf('\n', start);
    const line = text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd);
    const fence = fenceOf(line);
    if (fence !== null) return lineEnd === -1 ? whole : (endOfCode(text, lineEnd, fence) ?? whole);
    if (isOwnLine(line)) return lineEnd === -1 ? whole : lineEnd;
  }
  const words = text.slice(lineStart, lineStart + MAX_LENGTH);
  const isWhole = reading.isWhole && lineStart + words.length === text.length;
  return endOfWords(words, { ...reading, isWhole }, lineStart) ?? whole;
}

function endOfCode(text: string, from: number, fence: string): number | null {
  const closing = new RegExp(`\\n[ \\t]*${fence[0]}{${fence.length},}[ \\t]*(?=\\n)`, 'u').exec(text.slice(from));
  return closing ? from + closing.index + closing[0].length : null;
}

function endOfWords(written: string, reading: Reading, offset: number): number | null {
  let text = written;
  for (;;) {
    const lineEnd = text.indexOf('\n', text.search(/\S/u));
    const line = lineEnd === -1 ? text : text.slice(0, lineEnd);
    const isComplete = lineEnd !== -1 || reading.isWhole;
    const end = endWithin(line, { ...reading, isWhole: isComplete });
    if (end !== null) return offset + end;
    if (lineEnd === -1) return null;
    const isEnd = endsAtBreak(line, text.slice(lineEnd + 1), reading);
    if (isEnd === null) return null;
    if (isEnd) return offset + line.trimEnd().length;
    // Wrapped: read on as if the line went on. All offsets stay what they are.
    text = `${line} ${text.slice(lineEnd + 1)}`;
  }
}

/** Where the first of several sentences of a line ends. */
function endWithin(line: string, { isLabel, isWhole }: Reading): number | null {
  if (!MAY_END.test(line)) return null;
  const masked = line.replace(CONSTRUCT, (construct) => masking(construct, findLabels(construct, isLabel).length > 0));
  if (!isWhole && OPEN_CONSTRUCT.test(masked.slice(1 - MAX_OPEN_LENGTH))) return null;
  const { text, places, opensWithLabel } = withoutLabels(masked, isLabel);
  const [first, second] = splitSentences(text);
  if (!first || !second) return null;
  // The end is known for certain once a word follows it, or enough of one.
  if (!isWhole && !/[\p{L}\p{N}](?:[^\p{L}\p{N}]|.{3})/u.test(text.slice(second.start))) return null;
  if (opensWithLabel) return places[first.end - 1]! + 1;
  const end = places[second.start]!;
  const opening = /(?<=\s)[*_`«"“(]+$/u.exec(line.slice(0, end));
  return line.slice(0, opening ? opening.index : end).trimEnd().length;
}

function masking(construct: string, hasLabels: boolean): string {
  if (hasLabels) return construct;
  return construct.replace(/[^\p{L}]/gu, 'x').replace(/^x/, 'X');
}

/** A line without labels and emphasis, and where each of its characters stands. */
function withoutLabels(line: string, isLabel: IsLabel): { text: string; places: number[]; opensWithLabel: boolean } {
  const labels = findLabels(line, isLabel);
  let text = '';
  const places: number[] = [];
  let label = 0;
  for (let index = 0; index < line.length; index += 1) {
    if (labels[label] && index === labels[label]!.start) {
      index = labels[label]!.end - 1;
      label += 1;
      // «Да.[1]Нет» has a blank where the label was.
      if (/[.!?…。]$/u.test(text)) {
        text += ' ';
        places.push(index);
      }
      continue;
    }
    const character = line[index]!;
    if (/[*_]/.test(character)) continue;
    // No blank stays before the full stop that follows a label.
    if (/[.!?…,]/.test(character) && labels[label - 1]?.end === index) {
      const blanks = text.length - text.trimEnd().length;
      text = text.trimEnd();
      places.length -= blanks;
    }
    text += character;
    places.push(index);
  }
  const opensWithLabel = labels[0] !== undefined && OPENS_WITH_LABEL.test(line.slice(0, labels[0].start));
  return { text, places, opensWithLabel };
}

/** Whether a sentence ends with its line; null when that is not known before more of the next line is. */
function endsAtBreak(line: string, rest: string, { isLabel, isWhole }: Reading): boolean | null {
  const nextEnd = rest.indexOf('\n');
  const written = nextEnd === -1 ? rest : rest.slice(0, nextEnd);
  // A quote goes on in its next line.
  const next = QUOTE.test(line) ? written.replace(QUOTE, '') : written;
  const isKnown = isWhole || nextEnd !== -1 || /\S\s/u.test(next.replace(/^\s*(?:[-*+•>#|]+|\d{1,3}[.)])\s+/u, ''));
  const last = findLabels(line, isLabel).at(-1);
  if (last && line.slice(last.end).trim() === '') return true;
  if (ENDS_LINE.test(line) || / {2}$/u.test(line)) return true;
  if (!isKnown) return null;
  if (opensBlock(next)) return true;
  const opening = findLabels(next, isLabel)[0];
  if (opening && next.slice(0, opening.start).trim() === '') return true;
  return line.trim().length < WRAPPED_LENGTH && !/^\s*\p{Ll}/u.test(next);
}
