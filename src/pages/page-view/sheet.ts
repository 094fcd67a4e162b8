import type { PDFDocumentProxy, RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { createElement } from '../create-element.ts';
import type { PageMessages } from '../messages/page-messages.ts';

/** A page of a file on the screen. */
export interface Sheet {
  element: HTMLElement;
  /** Gives it the proportions of its page. */
  measure(): Promise<void>;
  draw(): void;
  /** Where it is drawn in another size than it is shown. */
  drawAgain(): void;
  erase(): void;
}

/** Dots of a drawn page at most: a phone has little memory. */
const MAX_DOTS = 12_000_000;
/** Dots a CSS pixel: more are not seen. */
const MAX_DENSITY = 2;

/** Creates the sheet of a page, from 1. It is empty until it is drawn. */
export function createSheet(pdf: PDFDocumentProxy, number: number, messages: PageMessages): Sheet {
  const label = messages.sheet(number, pdf.numPages);
  const canvas = createElement('canvas', { role: 'img', ariaLabel: label });
  const note = createElement('figcaption', {}, label);
  const element = createElement('figure', { className: 'sheet' }, canvas, note);
  const drawing = createDrawing({ pdf, number, canvas, element });
  let isWanted = false;
  const draw = () => {
    isWanted = true;
    drawing
      .draw(() => isWanted)
      .catch((error: Error) => {
        if (error.name !== 'RenderingCancelledException') note.textContent = `${label}. ${messages.sheetNotDrawn}`;
      });
  };
  return {
    element,
    measure: async () => void (await drawing.measure()),
    draw,
    drawAgain: () => {
      if (isWanted) draw();
    },
    erase() {
      isWanted = false;
      drawing.erase();
    },
  };
}

/** Draws a page into a canvas, as wide as its element is. */
function createDrawing({
  pdf,
  number,
  canvas,
  element,
}: {
  pdf: PDFDocumentProxy;
  number: number;
  canvas: HTMLCanvasElement;
  element: HTMLElement;
}) {
  let task: RenderTask | null = null;
  let drawnWidth = 0;
  const measure = async () => {
    const page = await pdf.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    element.style.aspectRatio = `${width} / ${height}`;
    return { page, width, height };
  };
  return {
    measure,
    async draw(isWanted: () => boolean) {
      const { page, width, height } = await measure();
      const shownWidth = element.clientWidth;
      if (!isWanted() || shownWidth === 0 || shownWidth === drawnWidth) return;
      task?.cancel();
      drawnWidth = shownWidth;
      const density = Math.min(MAX_DENSITY, window.devicePixelRatio || 1) * (shownWidth / width);
      const viewport = page.getViewport({ scale: Math.min(density, Math.sqrt(MAX_DOTS / (width * height))) });
      canvas.width = Math.round(viewport.width);
      canvas.height = Math.round(viewport.height);
      task = page.render({ canvas, viewport });
      await task.promise;
    },
    erase() {
      task?.cancel();
      task = null;
      drawnWidth = 0;
      // Frees its memory.
      canvas.width = 0;
      canvas.height = 0;
    },
  };
}
