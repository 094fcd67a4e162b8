import type { Omission } from '../../../protocol/document-blocks.ts';
import { unreadable } from '../../unreadable.ts';
import { textOf } from './lines/page-lines.ts';
import type { Page } from './lines/running-lines.ts';
import type { Pdf } from './open-pdf.ts';
import { isBlank, type ReadPages } from './read-pages.ts';

/** Letters and digits of a page; a scan without a text layer has fewer, such as the scanner's stamp. */
const MIN_CHARACTERS = 10;
/** Characters of fonts that do not map their glyphs to letters. */
const MEANINGLESS = /[\p{Co}\p{Cn}\ufffd]|(?!\s)\p{Cc}/gu;
/** What is a noncharacter only between the steps of reading. */
const OWN_MARKS = /[\ufdd0-\ufdd4]/g;
const MAX_MEANINGLESS = 0.2;
/** Letters from which on their frequencies show whether a text is language. */
const MIN_LETTERS = 150;
/** Shares of letters that languages in Latin script have more of (vowels) and less of (accented ones of one block, signs between letters). */
const MIN_VOWELS = 0.2;
const USUAL_VOWELS = 0.3;
const MAX_ACCENTED = 0.6;
const MAX_SIGNS = 0.08;
const SIGN_IN_WORD = /(?<=\p{L})[\\^_`[\]{}|~@](?=\p{L})/gu;
/** In UTF-16 code units: enough to see what the letters of a text are. */
const SAMPLE_LENGTH = 3000;
const MAX_PAGES = 20;
const ADVICE = 'recognise the text, for example with "ocrmypdf --force-ocr --output-type pdf", and put the result here';

/**
 * Distinguishes pages with text from pictures of text and from pages whose fonts do not say which letters they show.
 *
 * @returns The pages that can be read, and what is missing.
 * @throws DOCUMENT_UNREADABLE when no page can be read.
 */
export async function requireTextLayer(
  pdf: Pdf,
  { pages, notRead }: ReadPages,
): Promise<{ pages: Page[]; omissions: Omission[] }> {
  if (pages.length === 0) throw unreadable('none of its pages can be read; save it again as PDF');
  const texts = new Map(pages.map((page) => [page, textOfPage(page)]));
  const share = SAMPLE_LENGTH / pages.length;
  if (!isLanguage([...texts.values()].map((text) => text.slice(0, share)).join('\n')))
    throw unreadable(`its fonts do not say which letters they show; ${ADVICE}`);
  const empty = pages.filter((page) => charactersIn(texts.get(page)!) < MIN_CHARACTERS);
  if (empty.length === pages.length) {
    throw unreadable(`it has no text layer: its pages are pictures, as scanned ones are; ${ADVICE}`);
  }
  const wrong = pages.filter((page) => !isLanguage(texts.get(page)!)).map(({ number }) => number);
  const pictures: number[] = [];
  for (const { number } of empty) if (!(await isBlank(pdf, number))) pictures.push(number);
  return {
    pages: pages.filter(({ number }) => !wrong.includes(number)),
    omissions: [
      ...omission('pages-without-text', pictures, pdf.numPages),
      ...omission(
        'pages-not-read',
        [...notRead, ...wrong].toSorted((one, other) => one - other),
        pdf.numPages,
      ),
    ],
  };
}

function omission(kind: Omission['kind'], pages: readonly number[], of: number): Omission[] {
  return pages.length > 0 ? [{ kind, count: pages.length, of, pages: pages.slice(0, MAX_PAGES) }] : [];
}

function textOfPage({ lines, asides }: Page): string {
  return [...lines, ...asides].map(textOf).join('\n').replace(OWN_MARKS, '');
}

const charactersIn = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** Whether letters are what they seem: not signs without a meaning, and not those of another alphabet by their place in a code page. */
function isLanguage(whole: string): boolean {
  const text = whole.slice(0, SAMPLE_LENGTH);
  const letters = text.match(/\p{L}/gu) ?? [];
  const meaningless = text.match(MEANINGLESS)?.length ?? 0;
  if (meaningless > MAX_MEANINGLESS * (letters.length + meaningless)) return false;
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).join('');
  if (latin.length < MIN_LETTERS || latin.length < letters.length / 2) return true;
  const vowels = latin.normalize('NFD').match(/[aeiouyæœøıə]/giu)?.length ?? 0;
  const accented = latin.match(/[\u00c0-\u00ff]/gu)?.length ?? 0;
  const signs = text.match(SIGN_IN_WORD)?.length ?? 0;
  const minVowels = signs > MAX_SIGNS * latin.length ? USUAL_VOWELS : MIN_VOWELS;
  return vowels >= minVowels * latin.length && accented <= MAX_ACCENTED * latin.length;
}
