import { type CodeTracker, createCodeTracker } from './track-code.ts';

/** A part of a model's output: text as it was written, or the labels of sentences it refers to. */
export type Piece = { kind: 'text'; text: string } | { kind: 'labels'; labels: number[] };

interface MarkerReader {
  /** @returns What is certain by now; only what may still become a marker is held back, 40 characters at most. */
  push(delta: string): Piece[];
  /** @returns What was held back, without a marker the model did not finish. */
  end(): Piece[];
}

const MAX_MARKER_LENGTH = 40;
const MAX_RANGE = 20;

const BLANK = '[ \\u00a0\\u202f]{0,2}';
const DASH = '[-–—]';
const PREFIX = '[SsСс№]?'; // Latin and Cyrillic
const NUMBER = `${PREFIX}${BLANK}\\d{1,3}`; // four digits are a year
const ITEM = `${BLANK}${NUMBER}(?:${BLANK}${DASH}${BLANK}${NUMBER})?${BLANK}`;
const LIST = `${ITEM}(?:[,;]${ITEM})*`;
const OPEN_ITEM = `${BLANK}(?:${NUMBER}${BLANK}${DASH}${BLANK})?${PREFIX}${BLANK}(?:\\d{1,3}${BLANK})?`;

const MARKER = new RegExp(`^(?:\\[\\^?${LIST}\\]|\\[\\[\\^?${LIST}\\]\\]|【${LIST}(?:†[^\\n[\\]【】]*)?】)$`);
const UNFINISHED_MARKER = new RegExp(
  `^(?:(?:\\[{1,2}\\^?|【)(?:${ITEM}[,;])*${OPEN_ITEM}|\\[\\[\\^?${LIST}\\]|【${LIST}†[^\\n[\\]【】]*|\\(\\d{0,3}\\)?)$`,
);
const ROUND_MARKER = /^\(\d{1,3}\)$/;

/** Where (1) is a citation: after a word and a blank, or after closing punctuation. */
const BEFORE_ROUND = /(?:\p{L}\p{M}*[ \u00a0]|[.!?…»"”)\]】][ \u00a0]?)$/u;
/** Where it is not: after the number of a list item, or where a law counts: «ст. (1)», «пункт (1)», "section (1)". */
const COUNTED_BEFORE =
  /(?:\n\s*\d{1,3}[.)]|[\s(](?:ст|пп?|ч|гл|абз|разд|стать\p{L}{1,3}|пункт\p{L}{0,3}|част\p{L}{1,3}|глав\p{L}{1,3}|no|art|sec|ch|clause|section|article|paragraph|part|chapter)\.?)\s*$/iu;
const AFTER_ROUND = /[\s.,;:!?…)»"”(\][【—–]/;
const MAX_CONTEXT_LENGTH = 32;

/** Reads the markers models write for labels, [1] and its relatives, out of text cut anywhere; code stays as it is. */
export function createMarkerReader(): MarkerReader {
  const code = createCodeTracker();
  const output = createPieceOutput(code);
  const characters = createCharacterReader(code, output);
  let halfCharacter = '';

  return {
    push(delta) {
      const whole = halfCharacter + delta;
      halfCharacter = /[\ud800-\udbff]$/.exec(whole)?.[0] ?? '';
      for (const character of whole.slice(0, whole.length - halfCharacter.length).split('')) {
        code.read(character);
        characters.read(character);
      }
      return output.take();
    },
    end() {
      if (halfCharacter !== '') characters.read(halfCharacter);
      characters.end();
      return output.take();
    },
  };
}

/** What is certain of the output so far. */
interface PieceOutput {
  /** The end of what was read, markers included. */
  before(): string;
  write(character: string): void;
  writeMarker(marker: string): void;
  /** The pieces written since it was called last. */
  take(): Piece[];
}

function createPieceOutput(code: CodeTracker): PieceOutput {
  let pieces: Piece[] = [];
  let read = '\n'; // the end of what was read, markers included
  let text = ''; // the end of it without markers
  return {
    before: () => read,
    write(character) {
      read = (read + character).slice(-MAX_CONTEXT_LENGTH);
      // In «[1[2]]» the label leaves «[1]» behind, which would pass for a marker.
      if (character === ']' && !code.isInCode() && /\[\d{1,3}$/.test(text)) return;
      text = (text + character).slice(-4);
      appendPiece(pieces, { kind: 'text', text: character });
    },
    writeMarker(marker) {
      appendPiece(pieces, { kind: 'labels', labels: labelsOf(marker) });
      read = (read + marker).slice(-MAX_CONTEXT_LENGTH);
    },
    take() {
      const taken = pieces;
      pieces = [];
      return taken;
    },
  };
}

/** Reads character by character, and holds back what may still become a marker. */
function createCharacterReader(code: CodeTracker, output: PieceOutput) {
  let held = '';

  function releaseMarker(marker: string): void {
    output.writeMarker(marker);
    held = '';
  }

  /** What is held does not become a marker from its first character on; perhaps it does from a later one. */
  function releaseFirst(more: string): void {
    const rest = held.slice(1) + more;
    output.write(held.charAt(0));
    held = '';
    for (const character of rest.split('')) read(character);
  }

  function read(character: string): void {
    if (held === '') {
      if (!code.isInCode() && opensMarker(character, output.before())) held = character;
      else output.write(character);
    } else if (ROUND_MARKER.test(held) && AFTER_ROUND.test(character)) {
      releaseMarker(held);
      read(character);
    } else if (isMarker(held + character)) releaseMarker(held + character);
    else if (isUnfinished(held + character)) held += character;
    else releaseFirst(character);
  }

  /** Releases what is held, without a marker the model did not finish. */
  function end(): void {
    while (held !== '') {
      if (ROUND_MARKER.test(held)) releaseMarker(held);
      else if (/\d/.test(held) && !held.endsWith(']')) held = '';
      else releaseFirst('');
    }
  }

  return { read, end };
}

/** Adds a piece; text goes on where the last piece is text. */
export function appendPiece(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (piece.kind === 'text' && last?.kind === 'text') last.text += piece.text;
  else pieces.push({ ...piece });
}

function opensMarker(character: string, before: string): boolean {
  if (character === '[' || character === '【') return true;
  return character === '(' && BEFORE_ROUND.test(before) && !COUNTED_BEFORE.test(before);
}

function isMarker(text: string): boolean {
  return MARKER.test(text) && labelsOf(text).length > 0;
}

function isUnfinished(text: string): boolean {
  return text.length <= MAX_MARKER_LENGTH && UNFINISHED_MARKER.test(text);
}

/** The labels of a marker in the order written; none when a range descends or is too long to be meant. */
function labelsOf(marker: string): number[] {
  const labels: number[] = [];
  for (const [, first, last] of marker.replace(/†.*/u, '').matchAll(/(\d+)(?:[^\d,;]*[-–—][^\d,;]*(\d+))?/g)) {
    const start = Number(first);
    const count = Number(last ?? first) - start + 1;
    if (count < 1 || count > MAX_RANGE) return [];
    for (let label = start; label < start + count; label++) labels.push(label);
  }
  return labels;
}

/** The words of pieces, without their labels. */
export function textOf(pieces: Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
}

/** An answer does not begin with a marker: labels that stand only before their words come after them. */
export function withLabelsBehind(pieces: Piece[]): Piece[] {
  const first = pieces.findIndex((piece) => piece.kind === 'text' && piece.text.trim() !== '');
  const [leading, rest] = [pieces.slice(0, first), pieces.slice(first)];
  return rest.some(({ kind }) => kind === 'labels') ? pieces : [...rest, ...leading];
}
