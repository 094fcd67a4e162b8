import type { PageSize, Turn } from './drawn-text.ts';
import type { TextPosition } from './place-drawn-texts.ts';

/** Where a document shows its text. */
export interface Positions {
  pages: PageSize[];
  /** In the order of the text. */
  texts: TextPosition[];
}

/** Of each page: its size in points, then six numbers a text, as `storedPositions` writes them. */
type StoredPage = [page: number, width: number, height: number, texts: number[]];

const NUMBERS = 7;
/** Tenths of a point are less than a letter's edge. */
const toTenths = (points: number) => Math.round(points * 10);
const TURNS: readonly Turn[] = [0, 1, 2, 3];

/** Positions as every store keeps them: JSON, lengths in tenths of a point, starts counted from the end of the text before on the page. */
export function storedPositions({ pages, texts }: Positions): string {
  const byPage = new Map<number, number[]>(pages.map(({ page }) => [page, []]));
  const ends = new Map<number, number>();
  for (const { page, start, end, left, top, width, height, turn } of texts) {
    byPage
      .get(page)
      ?.push(start - (ends.get(page) ?? 0), end - start, ...[left, top, width, height].map(toTenths), turn);
    ends.set(page, end);
  }
  const stored = pages.map(({ page, width, height }): StoredPage => [page, width, height, byPage.get(page)!]);
  return JSON.stringify(stored);
}

/** What was stored of them. */
export function readPositions(stored: string): Positions {
  const pages = JSON.parse(stored) as StoredPage[];
  const texts = pages.flatMap(([page, , , numbers]) => {
    const found: TextPosition[] = [];
    let last = 0;
    for (let at = 0; at + NUMBERS <= numbers.length; at += NUMBERS) {
      const [gap = 0, length = 0, ...box] = numbers.slice(at, at + NUMBERS);
      const [left = 0, top = 0, width = 0, height = 0] = box.map((tenths) => tenths / 10);
      const start = last + gap;
      last = start + length;
      found.push({ start, end: last, page, left, top, width, height, turn: TURNS[box[4] ?? 0] ?? 0 });
    }
    return found;
  });
  return {
    pages: pages.map(([page, width, height]) => ({ page, width, height })),
    texts: texts.sort((one, other) => one.start - other.start),
  };
}

/** What is wrong with the stored positions of a document; null when all are within its text and its pages. */
export function problemOfPositions(stored: string | null, text: string): string | null {
  if (stored === null) return null;
  try {
    const isWrong = readPositions(stored).texts.find(
      ({ start, end }) => !(0 <= start && start < end && end <= text.length),
    );
    return isWrong ? `has the position of a text at ${isWrong.start} that is not in it` : null;
  } catch {
    return 'has positions that cannot be read';
  }
}
