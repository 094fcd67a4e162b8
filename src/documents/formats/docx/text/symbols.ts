/** The signs of the font Symbol from 0x20 to 0x7e and from 0xa1 to 0xfe; a blank where a sign has no words to it. */
const SYMBOL_LOW = ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼';
const SYMBOL_HIGH = 'ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭';
/** Signs of the Wingdings that mean something in a text. */
const WINGDINGS: Readonly<Record<number, string>> = {
  40: '☎',
  42: '✉',
  111: '☐',
  113: '☐',
  114: '☐',
  120: '☒',
  158: '·',
  159: '•',
  167: '▪',
  168: '☐',
  216: '➢',
  223: '←',
  224: '→',
  225: '↑',
  226: '↓',
  232: '➔',
  251: '✗',
  252: '✓',
  253: '☒',
  254: '☑',
};
const WINGDINGS_2: Readonly<Record<number, string>> = {
  79: '✗',
  80: '✓',
  81: '☒',
  82: '☑',
  83: '☒',
  84: '☒',
  163: '☐',
};
/** Where fonts of signs have theirs, as private characters. */
const PRIVATE = 0xf000;

/** Whether the characters of a font are signs, not letters. */
export function isSymbolFont(font: string | undefined): boolean {
  return font !== undefined && /^(?:symbol|wingdings(?: [23])?|webdings)$/i.test(font);
}

/**
 * The character that a sign of a font stands for.
 *
 * @param code With or without the private area.
 * @returns null when it is unknown.
 */
export function symbolOf(code: number, font: string | undefined): string | null {
  const isPrivate = code >= PRIVATE && code <= PRIVATE + 0xff;
  if (!isPrivate && !isSymbolFont(font)) return code > 0x1f && code <= 0x10ffff ? String.fromCodePoint(code) : null;
  const place = isPrivate ? code - PRIVATE : code;
  if (/^wingdings 2$/i.test(font ?? '')) return WINGDINGS_2[place] ?? null;
  if (/^(?:wingdings|webdings)/i.test(font ?? ''))
    return /^wingdings$/i.test(font!) ? (WINGDINGS[place] ?? null) : null;
  return [...SYMBOL_LOW][place - 0x20] ?? [...SYMBOL_HIGH][place - 0xa1] ?? null;
}
