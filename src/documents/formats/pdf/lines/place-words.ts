import { around } from '../../../positions/drawn-text.ts';
import type { RecognisedWord } from '../../../recognition/recognised-page.ts';
import type { Line } from './page-lines.ts';
import type { PlacedItem } from './place-items.ts';

/** In font sizes: how far letters reach above the baseline, by their kind, and below it. */
const ASCENT = 0.7;
const CAPITAL = 0.67;
const X_HEIGHT = 0.47;
const DESCENT = 0.21;
const ASCENDING = /[bdfhijkltбёйф]/u;
const CAPITALS = /[\p{Lu}\p{N}]/u;
const DESCENDING = /[gjpqyруфщцQЩЦД,;]/u;
/** Sizes are measured of boxes around letters: only those that differ by steps of this factor are different ones. */
const STEP = 1.22;
/** What bullets are recognised as. */
const BULLET = /^[°.·*¢•]$/u;
/** In font sizes: a wider gap is one between columns or cells. */
const WIDE_GAP = 1.2;

/** Places recognised words as the texts of a page, each line on one baseline, each paragraph in one size. @param options.usual The usual size of letters in the document, in points. */
export function placeWords(
  words: readonly RecognisedWord[],
  { usual, page }: { usual: number; page: number },
): PlacedItem[] {
  return groupBy(words, 'paragraph').flatMap((paragraph) => {
    const size = usual * STEP ** stepsBetween(usual, median(paragraph.map(sizeOf)));
    return groupBy(paragraph, 'line').flatMap((line) => placeLine(line, { size, page }));
  });
}

function groupBy(words: readonly RecognisedWord[], key: 'line' | 'paragraph'): RecognisedWord[][] {
  const groups = new Map<number, RecognisedWord[]>();
  for (const word of words) {
    const group = groups.get(word[key]);
    if (group) group.push(word);
    else groups.set(word[key], [word]);
  }
  return [...groups.values()];
}

/** The usual size of letters, in points: that of the lines of other pages where it is about the same, as these are not measured. */
export function usualSize(words: readonly RecognisedWord[], lines: readonly Pick<Line, 'size'>[]): number {
  const measured = median(words.map(sizeOf));
  const ofLines = median(lines.map(({ size }) => size));
  return stepsBetween(ofLines, measured) === 0 ? ofLines : measured;
}

const stepsBetween = (one: number, other: number) => Math.round(Math.log(other / one) / Math.log(STEP));

function placeLine(words: readonly RecognisedWord[], { size, page }: { size: number; page: number }): PlacedItem[] {
  const y = median(words.map(({ text, top, height }) => top + height - depthOf(text) * size));
  const items: PlacedItem[] = [];
  for (const { text: recognised, left, top, width, height } of words) {
    const last = items.at(-1);
    const text = !last && words.length > 1 ? recognised.replace(BULLET, '•') : recognised;
    const drawn = { page, text, left, top, width, height, turn: 0 } as const;
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
  const rise = ASCENDING.test(text) ? ASCENT : CAPITALS.test(text) ? CAPITAL : X_HEIGHT;
  return height / (rise + depthOf(text));
}

const depthOf = (text: string) => (DESCENDING.test(text) ? DESCENT : 0);

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
