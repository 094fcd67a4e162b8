/** Widths of letters in fonts for reading, as shares of the size: Latin, Cyrillic and Greek ones alike. The first kind that fits counts. */
const KINDS: readonly (readonly [RegExp, number])[] = [
  [/[\p{M}\u00ad\u200b-\u200f]/u, 0],
  [/[\s.,:;'’‘|!ijlІіїЇtfrIJ()[\]\\/-]/u, 0.3],
  [/[—…@%©№]/u, 1],
  [/[mwMWшщжюыфмШЩЖЮЫФМЮ]/u, 0.82],
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u, 1],
  [/\p{Lu}/u, 0.68],
  [/[scJzгстзсSrевкхyу]/u, 0.45],
];
const USUAL = 0.53;

/** About how wide a text is, as a share of the size of its font. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += KINDS.find(([kind]) => kind.test(sign))?.[1] ?? USUAL;
  return width;
}

/** What part of the width of a text is before a place in it, 0 to 1. */
export function shareBefore(text: string, place: number): number {
  const whole = widthOf(text);
  return whole === 0 ? place / Math.max(1, text.length) : widthOf(text.slice(0, place)) / whole;
}
