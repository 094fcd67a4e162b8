import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { readPdf } from '../../../src/documents/formats/pdf/read-pdf.ts';
import type { ReadText } from '../../../src/documents/formats/read-file.ts';
import { rectanglesOf } from '../../../src/documents/positions/rectangles-of.ts';
import { readPositions } from '../../../src/documents/positions/stored-positions.ts';
import { linesFrom, makePdf } from '../formats/pdf/make-pdf.ts';
import { type Letter, lettersOfPdf } from './letters-on-page.ts';

const SAMPLES = new URL('../samples/', import.meta.url);
const sample = (name: string) => new Uint8Array(readFileSync(new URL(name, SAMPLES)));

const TURNED = makePdf([
  {
    texts: linesFrom(0, ['The boat house opens at nine on Sundays', 'and at ten on all other days of the week.']).map(
      ({ text }, index) => ({ text, x: 100 + index * 16, y: 80, isTurned: true }),
    ),
  },
]);
const PDFS: Record<string, Uint8Array> = {
  'garden.ru.chromium': sample('garden.ru.chromium.pdf'),
  'garden.en.chromium': sample('garden.en.chromium.pdf'),
  'garden.ru.libreoffice': sample('garden.ru.libreoffice.pdf'),
  'garden.en.libreoffice': sample('garden.en.libreoffice.pdf'),
  'garden.ru.columns.chromium': sample('garden.ru.columns.chromium.pdf'),
  'garden.en.columns.chromium': sample('garden.en.columns.chromium.pdf'),
  'garden.ru.columns.libreoffice': sample('garden.ru.columns.libreoffice.pdf'),
  'garden.en.columns.libreoffice': sample('garden.en.columns.libreoffice.pdf'),
  'lodge.ru.weasyprint': sample('lodge.ru.weasyprint.pdf'),
  'a page on its side': TURNED,
};
const QUOTES_PER_PDF = 8;
const WORDS_PER_QUOTE = 9;
/** Letters beside a quote that a rectangle may touch by their middle. */
const MAX_BESIDE = 1;

/** What is drawn of a text: without blanks, the hyphens of broken lines, and the signs that the canonical text adds. */
const drawnOf = (text: string) => text.normalize('NFKC').replace(/[\s\-\u2010\u00ad[\]|•]/gu, '');

/** Quotes of a few words, spread over the text; each within one paragraph. */
function quotesOf({ text, paragraphs }: ReadText) {
  const quotes = paragraphs.flatMap(({ start, end }) => {
    const words = [...text.slice(start, end).matchAll(/\S+/g)];
    return [words.slice(0, WORDS_PER_QUOTE), words.slice(-WORDS_PER_QUOTE), words.slice(3, 3 + WORDS_PER_QUOTE)]
      .filter(({ length }) => length > 0)
      .map((part) => ({
        start: start + part[0]!.index,
        end: start + part.at(-1)!.index + part.at(-1)![0].length,
      }));
  });
  const step = Math.max(1, Math.floor(quotes.length / QUOTES_PER_PDF));
  return quotes.filter((_, index) => index % step === 0).slice(0, QUOTES_PER_PDF);
}

describe('the rectangles of a quote', { timeout: 60_000 }, () => {
  for (const [name, bytes] of Object.entries(PDFS)) {
    describe(name, () => {
      let read: ReadText;
      let letters: Letter[][];
      before(async () => {
        read = await readPdf(Uint8Array.from(bytes), { onProgress() {} });
        letters = await lettersOfPdf(bytes);
      });

      it('lie over its words and no others', () => {
        const positions = readPositions(read.positions!);
        const quotes = quotesOf(read);
        assert.ok(quotes.length > 1, `${quotes.length} quotes are tried`);
        for (const quote of quotes) {
          const words = read.text.slice(quote.start, quote.end);
          const under = rectanglesOf(positions, read.text, quote).flatMap(({ page, rectangles }) =>
            rectangles.flatMap(({ left, top, width, height }) =>
              letters[page - 1]!.filter(({ x, y }) => x >= left && x <= left + width && y >= top && y <= top + height)
                // From left to right, or upward on a page that lies on its side.
                .sort((one, other) => one.x - one.y - other.x + other.y)
                .map(({ sign }) => sign),
            ),
          );
          const [found, wanted] = [drawnOf(under.join('')), drawnOf(words)];
          const place = found.indexOf(wanted);
          const beside = found.length - wanted.length;
          assert.ok(
            place >= 0 && beside <= 2 * MAX_BESIDE && place <= MAX_BESIDE,
            `under the rectangles of "${words}" stands "${found}"`,
          );
        }
      });
    });
  }
});
