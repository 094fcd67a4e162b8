import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PageMessages } from '../messages/page-messages.ts';
import { createSheet, type Sheet } from './sheet.ts';

/** The pages of a file below each other. */
export interface Sheets {
  /** The sheet of a page, from 1, whose size is known when this resolves; null where there is no such page. */
  sheetOf(page: number): Promise<HTMLElement | null>;
}

/** Pages are drawn before they are seen, and erased when they are further away. */
const MARGIN = '80% 0px';

/** Puts a sheet for each page into `place`. A page is drawn when it comes near the window. */
export async function drawPages(
  place: HTMLElement,
  { pdf, messages }: { pdf: PDFDocumentProxy; messages: PageMessages },
): Promise<Sheets> {
  const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
  const sheets = Array.from({ length: pdf.numPages }, (_, index) => createSheet(pdf, index + 1, messages));
  for (const { element } of sheets) element.style.aspectRatio = `${width} / ${height}`;
  place.replaceChildren(...sheets.map(({ element }) => element));
  const bySheet = new Map<Element, Sheet>(sheets.map((sheet) => [sheet.element, sheet]));
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const sheet = bySheet.get(target)!;
        if (isIntersecting) sheet.draw();
        else sheet.erase();
      }
    },
    { rootMargin: MARGIN },
  );
  for (const { element } of sheets) observer.observe(element);
  new ResizeObserver(() => {
    for (const sheet of sheets) sheet.drawAgain();
  }).observe(place);
  return {
    async sheetOf(page) {
      const sheet = sheets[page - 1];
      await sheet?.measure();
      return sheet?.element ?? null;
    },
  };
}
