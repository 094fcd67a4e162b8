import { around } from '../../../positions/drawn-text.ts';
import type { RecognisedWord } from '../../../recognition/recognised-page.ts';
import type { PlacedItem } from './place-items.ts';

/** In font sizes: how far letters reach above the baseline, those without an ascender too, and below it. */
const ASCENT = 0.72;
const X_HEIGHT = 0.5;
const DESCENT = 0.21;
const ASCENDING = /[\p{Lu}\p{N}bdfhkltбёйф]/u;
const DESCENDING = /[gjpqyруфщцQЩЦД,;]/u;
/** Sizes are measured of boxes around letters, so that only steps of this share of the usual one differ. */
const STEP = 0.25;
/** In font sizes: a wider gap is one between columns or cells. */
const WIDE_GAP = 1.2;

/** Places recognised words as the texts of a page, each line on one baseline and in one size. @param usual The usual size of letters in the document, in points. */
export function placeWords(
  words: readonly RecognisedWord[],
  { usual, page }: { usual: number; page: number },
): PlacedItem[] {
  const lines = new Map<number, RecognisedWord[]>();
  for (const word of words) lines.set(word.line, [...(lines.get(word.line) ?? []), word]);
  return [...lines.values()].flatMap((line) => placeLine(line, { usual, page }));
}

/** The usual size of letters, in points: the median of the words. */
export function usualSize(words: readonly RecognisedWord[]): number {
  return median(words.map(sizeOf));
}

function placeLine(words: readonly RecognisedWord[], { usual, page }: { usual: number; page: number }): PlacedItem[] {
  const steps = Math.round((median(words.map(sizeOf)) / usual - 1) / STEP);
  const size = usual * Math.max(STEP, 1 + steps * STEP);
  const y = median(words.map(({ text, top, height }) => top + height - depthOf(text) * size));
  const items: PlacedItem[] = [];
  for (const { text, left, top, width, height } of words) {
    const drawn = { page, text, left, top, width, height, turn: 0 } as const;
    const last = items.at(-1);
    if (last && left - last.end < WIDE_GAP * size) {
      last.text += ` ${text}`;
      last.drawn = { ...around([last.drawn, drawn]), text: last.text };
      last.end = left + width;
    } else {
      items.push({
        text,
        x: left,
        end: left + width,
        y,
        size,
        font: 'recognised',
        hasBlankBefore: false,
        isField: false,
        drawn,
      });
    }
  }
  return items;
}

function sizeOf({ text, height }: RecognisedWord): number {
  return height / ((ASCENDING.test(text) ? ASCENT : X_HEIGHT) + depthOf(text));
}

const depthOf = (text: string) => (DESCENDING.test(text) ? DESCENT : 0);

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
