/** Widths of letters in fonts for reading, as shares of the size: Latin, Cyrillic and Greek ones alike. The first kind that fits counts. */
const KINDS: readonly (readonly [RegExp, number])[] = [
  [/[\p{M}\u00ad\u200b-\u200f]/u, 0],
  [/[ijl.,:;'’|!іїI/\\\s]/u, 0.26],
  [/[tf()[\]-]/u, 0.3],
  [/[rг"]/u, 0.36],
  [/[szJзткэь“”«»„]/u, 0.45],
  [/[acekvxyавесухяч]/u, 0.5],
  [/[wмжыф]/u, 0.7],
  [/[mшщю]/u, 0.79],
  [/[EFLPSTZГЕЗРСТУЬЛ]/u, 0.6],
  [/[MWШЩЮЖФЫ]/u, 0.87],
  [/[—…@%©№]/u, 0.95],
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u, 1],
  [/\p{Lu}/u, 0.69],
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
