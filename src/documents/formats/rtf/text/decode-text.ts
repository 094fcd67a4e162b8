import { isSymbolFont, symbolOf } from '../../docx/text/symbols.ts';
import type { Font } from '../header/read-fonts.ts';
import { codePageInWesternFont, codePageOfCharset, decodeInCodePage, isEastAsian } from '../syntax/code-pages.ts';
import type { GroupState } from './group-state.ts';

/** What decoding the texts of a document needs. */
export interface Encodings {
  fonts: ReadonlyMap<number, Font>;
  /** Number of the font of texts that name none. */
  defaultFont: number | undefined;
  /** Code page of the document. */
  codePage: number;
}

const WESTERN = codePageOfCharset(0);
/** Where fonts of signs have theirs, as private characters. */
const PRIVATE = 0xf000;
const PRIVATE_SIGN = /[\uf020-\uf0ff]/u;

/** Decodes bytes in the font that a state names. @returns Characters; null stands for a sign that is unknown. */
export function decodeText(bytes: string, state: GroupState, encodings: Encodings): (string | null)[] {
  const font = encodings.fonts.get(state.font ?? encodings.defaultFont ?? -1);
  if (font && isOfSigns(font)) return [...bytes].map((sign) => signOf(sign, font));
  return [decodeInCodePage(bytes, codePageOf(bytes, font, { state, encodings }))];
}

/** A character of Unicode, which in fonts of signs is a private one; null for a sign that is unknown. */
export function shownCharacter(character: string, state: GroupState, { fonts, defaultFont }: Encodings): string | null {
  if (!PRIVATE_SIGN.test(character)) return character;
  return symbolOf(character.charCodeAt(0), fonts.get(state.font ?? defaultFont ?? -1)?.name);
}

function isOfSigns(font: Font): boolean {
  return font.isSymbol || isSymbolFont(font.name.trim());
}

function signOf(sign: string, { name }: Font): string | null {
  return sign === ' ' ? sign : symbolOf(PRIVATE + sign.charCodeAt(0), name.trim());
}

function codePageOf(
  bytes: string,
  font: Font | undefined,
  { state, encodings }: { state: GroupState; encodings: Encodings },
): number {
  const { fonts, codePage } = encodings;
  const eastAsian = state.isEastAsian ? fonts.get(state.eastAsianFont ?? -1)?.codePage : undefined;
  if (eastAsian !== undefined && isEastAsian(eastAsian)) return eastAsian;
  const own = font?.codePage;
  return own === WESTERN && codePage !== WESTERN ? codePageInWesternFont(bytes, codePage) : (own ?? codePage);
}
