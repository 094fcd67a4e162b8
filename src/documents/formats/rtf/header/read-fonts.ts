import { codePageOfCharset } from '../syntax/code-pages.ts';
import type { Group, Word } from '../syntax/parse-groups.ts';
import { destinationOf, walkParts } from '../syntax/walk-parts.ts';

/** A font that texts are set in. */
export interface Font {
  name: string;
  /** undefined where the font has none of its own. */
  codePage: number | undefined;
  /** All of its characters are signs. */
  isSymbol: boolean;
}

const SYMBOL_CHARSET = 2;

/** Reads the fonts of a document by their numbers. @param table The group `fonttbl`. */
export function readFonts(table: Group | undefined): ReadonlyMap<number, Font> {
  const fonts = new Map<number, Font>();
  let font: Font | undefined;
  const word = ({ name, value }: Word) => {
    if (name === 'f' && value !== null) {
      font = { name: '', codePage: undefined, isSymbol: false };
      fonts.set(value, font);
    } else if (font && name === 'fcharset') {
      font.isSymbol = value === SYMBOL_CHARSET;
      font.codePage = codePageOfCharset(value ?? 0);
    } else if (font && name === 'cpg' && value !== null && value > 0) font.codePage = value;
  };
  const bytes = (part: string) => {
    if (font) font.name += part.replace(/;.*/s, '');
  };
  const group = (inner: Group) => {
    if (!destinationOf(inner).isStarred) walkParts(inner, reader);
  };
  const reader = { word, bytes, group, character: () => {} };
  if (table) walkParts(table, reader);
  return fonts;
}
