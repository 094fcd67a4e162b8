import type { PictureOfText, RecognisedWord, RecognisePages } from '../../recognition/recognised-page.ts';
import { linesOf } from './lines/page-lines.ts';
import { placeWords, usualSize } from './lines/place-words.ts';
import { inReadingOrder } from './lines/reading-order.ts';
import type { Page } from './lines/running-lines.ts';
import type { Pdf } from './open-pdf.ts';

/** What was recognised of the pages of a document that are pictures. */
export interface TextOfPictures {
  pages: Page[];
  /** Numbers of pages whose words are doubtful. */
  weak: number[];
  /** Numbers of pages that failed or took too long. */
  givenUp: number[];
  languages: readonly string[];
}

/** Mean confidence of a page below which its text is doubtful: Tesseract gives about 95 in the right language, 75 in a wrong one. */
const WEAK = 80;

/**
 * Recognises pages, which then are read as others are. A page without a word is neither recognised nor given up.
 *
 * @param options.others Pages of the document that have text.
 */
export async function recognisePages(
  numbers: readonly number[],
  { pdf, recognise, others }: { pdf: Pdf; recognise: RecognisePages; others: readonly Page[] },
): Promise<TextOfPictures> {
  if (numbers.length === 0) return { pages: [], weak: [], givenUp: [], languages: [] };
  const heights = new Map<number, number>();
  const pictures: PictureOfText[] = [];
  for (const number of numbers) {
    const { width, height } = (await pdf.getPage(number)).getViewport({ scale: 1 });
    heights.set(number, height);
    pictures.push({ page: number, longerSide: Math.max(width, height) });
  }
  const { pages, languages } = await recognise(pictures);
  const withWords = pages.flatMap(({ page, words }) => (words && words.length > 0 ? [{ page, words }] : []));
  const usual = usualSize(
    withWords.flatMap(({ words }) => words),
    others.flatMap(({ lines }) => lines),
  );
  return {
    pages: withWords.map(({ page, words }) => ({
      number: page,
      lines: inReadingOrder(linesOf(placeWords(words, { usual, page }), page)),
      height: heights.get(page)!,
      asides: [],
    })),
    weak: withWords.filter(({ words }) => meanConfidence(words) < WEAK).map(({ page }) => page),
    givenUp: pages.filter(({ words }) => words === null).map(({ page }) => page),
    languages,
  };
}

/** Of the letters: a long word counts for more. */
function meanConfidence(words: readonly RecognisedWord[]): number {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0);
  return words.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0) / letters;
}
