import type { Turn } from '../../positions/drawn-text.ts';
import { isWeak } from '../../recognition/mean-confidence.ts';
import type { PictureOfText, RecognisedWord, RecognisePages } from '../../recognition/recognised-page.ts';
import { turnBack, turnOf, turnUpright } from '../../recognition/turn-upright.ts';
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
  const sizes = new Map<number, { width: number; height: number }>();
  const pictures: PictureOfText[] = [];
  for (const number of numbers) {
    const { width, height } = (await pdf.getPage(number)).getViewport({ scale: 1 });
    sizes.set(number, { width, height });
    pictures.push({ page: number, longerSide: Math.max(width, height) });
  }
  const { pages, languages } = await recognise(pictures);
  const withWords = pages.flatMap(({ page, words }) =>
    words && words.length > 0 ? [upright(words, { page, size: sizes.get(page)! })] : [],
  );
  const usual = usualSize(
    withWords.flatMap(({ words }) => words),
    others.flatMap(({ lines }) => lines),
  );
  return {
    pages: withWords.map((one) => pageOf(one, usual)),
    weak: withWords.filter(({ words }) => isWeak(words)).map(({ page }) => page),
    givenUp: pages.filter(({ words }) => words === null).map(({ page }) => page),
    languages,
  };
}

/** The words of a page as they stand when it is turned so that they are upright. */
interface UprightWords {
  page: number;
  words: RecognisedWord[];
  turn: Turn;
  /** The page as it is seen, in points. */
  size: { width: number; height: number };
}

function upright(words: readonly RecognisedWord[], page: Pick<UprightWords, 'page' | 'size'>): UprightWords {
  const turn = turnOf(words);
  return { ...page, turn, words: words.map((word) => turnUpright(word, turn, page.size)) };
}

function pageOf({ page, words, turn, size }: UprightWords, usual: number): Page {
  const items = placeWords(words, { usual, page }).map((item) => ({
    ...item,
    drawn: { ...turnBack(item.drawn, turn, size), turn },
  }));
  const height = turn % 2 === 0 ? size.height : size.width;
  return { number: page, lines: inReadingOrder(linesOf(items, page)), height, asides: [] };
}
