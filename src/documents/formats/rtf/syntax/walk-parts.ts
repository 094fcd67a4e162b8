import type { Group, Word } from './parse-groups.ts';

/** Control words that stand for a character. A hyphen that does not break is searched and quoted as any other. */
const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['line', '\n'],
  ['lbr', '\n'],
  ['page', '\n'],
  ['column', '\n'],
  ['emdash', '—'],
  ['endash', '–'],
  ['emspace', ' '],
  ['enspace', ' '],
  ['qmspace', ' '],
  ['bullet', '•'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['~', '\u00a0'],
  ['_', '-'],
  ['zwj', '\u200d'],
  ['zwnj', '\u200c'],
]);
const CODE_UNITS = 0x10000;
const MAX_CODE_POINT = 0x10ffff;

/** What is done with the parts of a group, in their order. */
export interface PartReader {
  /** Bytes in the encoding of the font. */
  bytes(bytes: string): void;
  /** A character, or half of a surrogate pair. */
  character(character: string): void;
  word(word: Word): void;
  /** @param uc How many bytes stand behind each `\u` for programs that do not know it. */
  group(group: Group, uc: number): void;
}

/** Goes through the parts of a group; what `\u` has for older programs is left out. */
export function walkParts({ parts }: Group, reader: PartReader, uc = 1): void {
  let perCharacter = uc;
  let toSkip = 0;
  for (const part of parts) {
    if (typeof part === 'string') {
      const bytes = part.slice(toSkip);
      toSkip = Math.max(0, toSkip - part.length);
      if (bytes !== '') reader.bytes(bytes);
      continue;
    }
    if (part.kind === 'word' && toSkip > 0 && CHARACTERS.has(part.name)) {
      toSkip -= 1;
      continue;
    }
    toSkip = 0;
    if (part.kind === 'group') reader.group(part, perCharacter);
    else if (part.name === 'uc') perCharacter = Math.max(0, part.value ?? 1);
    else if (part.name === 'u' && part.value !== null) {
      reader.character(characterAt(part.value));
      toSkip = perCharacter;
    } else {
      const character = CHARACTERS.get(part.name);
      if (character === undefined) reader.word(part);
      else reader.character(character);
    }
  }
}

/** Numbers above 0x7fff are written as negative ones. */
function characterAt(value: number): string {
  const code = value < 0 ? value + CODE_UNITS : value;
  return code >= 0 && code <= MAX_CODE_POINT ? String.fromCodePoint(code) : '\ufffd';
}

/** What a group is: `{\fonttbl …}`, or `{\*\cs15 …}` for what programs that do not know it leave out. */
export function destinationOf({ parts }: Group): { name: string; isStarred: boolean } {
  let isStarred = false;
  for (const part of parts) {
    if (typeof part === 'string' && part.trim() === '') continue;
    if (typeof part === 'string' || part.kind === 'group') break;
    if (part.name !== '*') return { name: part.name, isStarred };
    isStarred = true;
  }
  return { name: '', isStarred };
}

/** The groups right inside a group. */
export function groupsOf({ parts }: Group, name?: string): Group[] {
  return parts.filter(
    (part): part is Group =>
      typeof part === 'object' && part.kind === 'group' && (name === undefined || destinationOf(part).name === name),
  );
}

/** All characters in a group and the groups inside. @param decode Of bytes. */
export function charactersOf(group: Group, decode: (bytes: string) => string, uc = 1): string {
  const texts: string[] = [];
  const read = (one: Group, count: number) =>
    walkParts(
      one,
      {
        bytes: (bytes) => texts.push(decode(bytes)),
        character: (character) => texts.push(character),
        word: () => {},
        group: read,
      },
      count,
    );
  read(group, uc);
  return texts.join('');
}

/** The values of the words right inside a group; the last one where a word is repeated, 1 where it has no value. */
export function valuesOf({ parts }: Group): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const part of parts)
    if (typeof part === 'object' && part.kind === 'word') values.set(part.name, part.value ?? 1);
  return values;
}
