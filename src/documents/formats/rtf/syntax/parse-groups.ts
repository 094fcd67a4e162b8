import { unreadable } from '../../../unreadable.ts';

/** A group of an RTF: what stands between two braces. */
export interface Group {
  kind: 'group';
  parts: Part[];
}

/** A control word (`\fs24`) or a control symbol (`\~`). */
export interface Word {
  kind: 'word';
  name: string;
  /** null when it is not given. */
  value: number | null;
}

/** What a group is made of; a string has bytes as characters up to U+00FF, in the encoding of its font. */
export type Part = Group | Word | string;

/** Groups that may stand in each other. */
const MAX_DEPTH = 500;
const RAW = /[^\\{}\r\n]+/y;
const WORD = /\\([a-z]{1,32})(-?\d{1,10})? ?/iy;
const HEX = /\\'([\da-f]{2})/iy;
const SPACE = /^\s*/;
const START = '{\\rtf';
const ADVICE = 'save it again with the program it comes from';

/**
 * Parses an RTF. What stands behind its last brace is left out.
 *
 * @throws DOCUMENT_UNREADABLE when it is no RTF, cut off, or nested too deeply.
 */
export function parseGroups(bytes: Uint8Array): Group {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').replace(/^ï»¿/, '');
  const start = SPACE.exec(source)![0].length;
  if (!source.startsWith(START, start)) throw unreadable('it has no text of an RTF inside; save it again as .rtf');
  const root: Group = { kind: 'group', parts: [] };
  const open = [root];
  const words = new Map<string, Word>();
  let at = start + 1;
  while (open.length > 0) {
    const parts = open.at(-1)!.parts;
    const sign = source[at];
    if (sign === undefined) throw unreadable(`it is damaged: its end is missing; ${ADVICE}`);
    if (sign === '{') {
      if (open.length >= MAX_DEPTH) throw unreadable(`it is damaged: groups stand too deep in each other; ${ADVICE}`);
      const group: Group = { kind: 'group', parts: [] };
      parts.push(group);
      open.push(group);
      at += 1;
    } else if (sign === '}') {
      open.pop();
      at += 1;
    } else if (sign === '\\') at = readControl(source, at, { parts, words });
    else at = readRaw(source, at, parts);
  }
  return root;
}

/** A group of nothing but characters. */
export function groupOf(text: string): Group {
  const words = [...text].map((character): Word => ({ kind: 'word', name: 'u', value: character.codePointAt(0)! }));
  return { kind: 'group', parts: [{ kind: 'word', name: 'uc', value: 0 }, ...words] };
}

function readRaw(source: string, at: number, parts: Part[]): number {
  RAW.lastIndex = at;
  const raw = RAW.exec(source)?.[0];
  // Line breaks of the file are none of the text.
  if (raw === undefined) return at + 1;
  addBytes(parts, raw);
  return at + raw.length;
}

/** Reads what begins with a backslash. @returns Where it ends. */
function readControl(
  source: string,
  at: number,
  { parts, words }: { parts: Part[]; words: Map<string, Word> },
): number {
  HEX.lastIndex = at;
  const hex = HEX.exec(source);
  if (hex) {
    addBytes(parts, String.fromCharCode(Number.parseInt(hex[1]!, 16)));
    return at + hex[0].length;
  }
  WORD.lastIndex = at;
  const found = WORD.exec(source);
  if (!found) {
    const sign = source[at + 1] ?? '';
    if (/[\\{}]/.test(sign)) addBytes(parts, sign);
    else parts.push(wordOf(words, /[\r\n]/.test(sign) ? 'par' : sign, null));
    return at + 2;
  }
  const value = found[2] === undefined ? null : Number(found[2]);
  const end = at + found[0].length;
  if (found[1] === 'bin') return end + Math.max(0, value ?? 0);
  parts.push(wordOf(words, found[1]!, value));
  return end;
}

/** The same words come again and again: each is one object. */
function wordOf(words: Map<string, Word>, name: string, value: number | null): Word {
  const key = `${name} ${value}`;
  const known = words.get(key);
  if (known) return known;
  const word: Word = { kind: 'word', name, value };
  words.set(key, word);
  return word;
}

/** Bytes of one character may be written in several ways, so what follows each other is joined. */
function addBytes(parts: Part[], bytes: string): void {
  const last = parts.at(-1);
  if (typeof last === 'string') parts[parts.length - 1] = last + bytes;
  else parts.push(bytes);
}
