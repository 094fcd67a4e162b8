import type { PageSize } from '../../positions/drawn-text.ts';
import { hasForm, withFieldValues } from './form-fields.ts';
import { withoutSecondDrawings } from './lines/drawn-twice.ts';
import { type Line, linesOf } from './lines/page-lines.ts';
import { placeItems, type TextItem } from './lines/place-items.ts';
import { inReadingOrder } from './lines/reading-order.ts';
import type { Page } from './lines/running-lines.ts';
import { type Operators, type Pdf, type PdfPage, pdfOperators } from './open-pdf.ts';

/** The pages of a document as lines in reading order, and the numbers of those that cannot be read. */
export interface ReadPages {
  pages: Page[];
  notRead: number[];
  /** How large those are that can be read. */
  sizes: PageSize[];
}

export async function readPages(pdf: Pdf, onProgress: () => void): Promise<ReadPages> {
  const isForm = await hasForm(pdf);
  const pages: Page[] = [];
  const notRead: number[] = [];
  const sizes: PageSize[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number).catch(() => null);
    const items = page && (await textItemsOf(page, isForm).catch(() => null));
    if (page && items) {
      pages.push(pageOf(page, items));
      sizes.push(sizeOf(page));
    } else notRead.push(number);
    page?.cleanup();
    onProgress();
  }
  return { pages, notRead, sizes };
}

async function textItemsOf(page: PdfPage, isForm: boolean): Promise<TextItem[]> {
  const content = await page.getTextContent();
  const items = content.items.flatMap((item): TextItem[] => ('str' in item ? [item] : []));
  return isForm ? withFieldValues(page, items) : items;
}

function sizeOf(page: PdfPage): PageSize {
  const { width, height } = page.getViewport({ scale: 1 });
  return { page: page.pageNumber, width, height };
}

function pageOf(page: PdfPage, items: readonly TextItem[]): Page {
  const { transform, width, height } = page.getViewport({ scale: 1 });
  const number = page.pageNumber;
  const [main, ...asides] = placeItems(items, { page: number, transform, width, height }).map((writing) => ({
    lines: inReadingOrder(linesOf(withoutSecondDrawings(writing.items), number)),
    height: writing.height,
  }));
  return {
    number,
    lines: main?.lines ?? [],
    height: main?.height ?? height,
    asides: asides.flatMap(({ lines }): Line[] => lines),
  };
}

/** Whether nothing is drawn on a page, so that it lacks no text. Of a picture, which is not read, its place is left: a transformation of its own. */
export async function isBlank(pdf: Pdf, number: number): Promise<boolean> {
  const OPS = await pdfOperators();
  const page = await pdf.getPage(number).catch(() => null);
  const drawn = await page?.getOperatorList().catch(() => null);
  page?.cleanup();
  if (!drawn) return false;
  const { fnArray, argsArray } = drawn;
  let depth = 0;
  return fnArray.every((operator, index) => {
    if (operator === OPS.save) depth += 1;
    if (operator === OPS.restore) depth -= 1;
    if (operator === OPS.constructPath) return argsArray[index]?.[0] === OPS.endPath;
    if (operator === OPS.transform) return depth === 0;
    return !(operator in paintingOf(OPS));
  });
}

/** Operators that draw something without a path. */
function paintingOf(OPS: Operators): Record<number, true> {
  return {
    [OPS.shadingFill]: true,
    [OPS.showText]: true,
    [OPS.paintFormXObjectBegin]: true,
    [OPS.beginAnnotation]: true,
  };
}
