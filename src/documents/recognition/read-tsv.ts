import type { RecognisedWord } from './recognised-page.ts';

/** Where the columns of tesseract's TSV output are; https://tesseract-ocr.github.io/tessdoc/Command-Line-Usage.html */
const COLUMNS = ['level', 'page', 'block', 'paragraph', 'line', 'word', 'left', 'top', 'width', 'height', 'confidence'];
const WORD_LEVEL = 5;
/** Signs without a letter or digit are taken for the traces of rules and dirt unless they are surer than this. */
const MIN_SIGN_CONFIDENCE = 60;

/** Reads the words of one page out of tesseract's TSV output. @param pointsPerPixel Size of a pixel of the picture. */
export function readTsv(tsv: string, pointsPerPixel: number): RecognisedWord[] {
  const words: RecognisedWord[] = [];
  const lines = createCounter();
  const paragraphs = createCounter();
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t');
    const [level, , block, paragraph, lineInParagraph, , left, top, width, height, confidence] = cells.map(Number);
    const text = (cells[COLUMNS.length] ?? '').trim();
    if (level !== WORD_LEVEL || !isWord(text, confidence!)) continue;
    const paragraphNumber = paragraphs(`${block} ${paragraph}`);
    const line = lines(`${block} ${paragraph} ${lineInParagraph}`);
    const [x, y, w, h] = [left!, top!, width!, height!].map((pixels) => pixels * pointsPerPixel);
    words.push({
      text,
      left: x!,
      top: y!,
      width: w!,
      height: h!,
      confidence: confidence!,
      line,
      paragraph: paragraphNumber,
    });
  }
  return words;
}

/** Numbers names as they change, from 1. */
function createCounter(): (name: string) => number {
  let count = 0;
  let last: string | null = null;
  return (name) => {
    if (name !== last) count += 1;
    last = name;
    return count;
  };
}

function isWord(text: string, confidence: number): boolean {
  return text !== '' && (/[\p{L}\p{N}]/u.test(text) || confidence >= MIN_SIGN_CONFIDENCE);
}
