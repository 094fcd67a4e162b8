import { openPdf, type PdfPage, pdfOperators } from '../../../src/documents/formats/pdf/open-pdf.ts';

/** A visible letter, and its middle on the page as it is seen, in points from the left and the top. */
export interface Letter {
  sign: string;
  x: number;
  y: number;
}

interface Glyph {
  unicode: string;
  /** In thousandths of the size. */
  width: number;
}

/** Where PDF.js draws each letter of a PDF: by the widths of its glyphs, not by any guess of ours. Pages in order, from the first. */
export async function lettersOfPdf(bytes: Uint8Array): Promise<Letter[][]> {
  const pdf = await openPdf(Uint8Array.from(bytes));
  try {
    const pages: Letter[][] = [];
    for (let number = 1; number <= pdf.numPages; number += 1)
      pages.push(await lettersOfPage(await pdf.getPage(number)));
    return pages;
  } finally {
    await pdf.destroy();
  }
}

async function lettersOfPage(page: PdfPage): Promise<Letter[]> {
  const viewport = page.getViewport({ scale: 1 });
  const glyphs = await glyphsOf(page);
  const { items } = await page.getTextContent();
  let from = 0;
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [a, b, c, d, x, y] = item.transform as [number, number, number, number, number, number];
    const found = glyphsOfText(item.str, glyphs, from);
    from = found.end;
    const size = Math.hypot(a, b);
    const [along, up] = [
      [a / size, b / size],
      [c / Math.hypot(c, d), d / Math.hypot(c, d)],
    ] as const;
    return placesOf(item.str, { widths: found.widths, size, width: item.width }).map(({ sign, middle }) => {
      const height = 0.25 * size;
      const place = [x + middle * along[0]! + height * up[0]!, y + middle * along[1]! + height * up[1]!] as const;
      const [left = 0, top = 0] = viewport.convertToViewportPoint(...place);
      return { sign, x: left, y: top };
    });
  });
}

async function glyphsOf(page: PdfPage): Promise<Glyph[]> {
  const { showText } = await pdfOperators();
  const { fnArray, argsArray } = await page.getOperatorList();
  return fnArray.flatMap((operator, index) => {
    if (operator !== showText) return [];
    const shown = (argsArray[index] as [(Glyph | number)[]])[0];
    return shown
      .filter((glyph): glyph is Glyph => typeof glyph === 'object' && glyph?.unicode.trim() !== '')
      .map(({ unicode, width }) => ({ unicode: unicode.normalize('NFKC'), width }));
  });
}

/** The widths of the visible letters of a text; the drawn glyphs are searched from a place on, because PDF.js leaves some texts out. */
function glyphsOfText(text: string, glyphs: readonly Glyph[], from: number): { widths: number[]; end: number } {
  const letters = text.replace(/\s/g, '');
  for (let start = from; start < glyphs.length; start += 1) {
    const widths: number[] = [];
    let [shown, end] = ['', start];
    while (letters.startsWith(shown) && shown.length < letters.length && end < glyphs.length) {
      const { unicode, width } = glyphs[end]!;
      shown += unicode;
      widths.push(...Array.from({ length: unicode.length }, () => width / unicode.length));
      end += 1;
    }
    if (shown === letters) return { widths, end };
  }
  throw new Error(`no glyphs draw ${JSON.stringify(text)}`);
}

/** The middle of each visible letter along a text; what its letters do not fill is shared by its blanks. */
function placesOf(text: string, { widths, size, width }: { widths: number[]; size: number; width: number }) {
  const points = widths.map((own) => (own / 1000) * size);
  const blanks = text.length - points.length;
  const blank = blanks === 0 ? 0 : (width - points.reduce((sum, own) => sum + own, 0)) / blanks;
  let at = 0;
  return [...text].flatMap((sign) => {
    const own = sign.trim() === '' ? blank : points.shift()!;
    at += own;
    return sign.trim() === '' ? [] : [{ sign, middle: at - own / 2 }];
  });
}
