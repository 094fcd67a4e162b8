import type { Omission } from '../../../protocol/document-blocks.ts';
import type { RecognisePages } from '../../recognition/recognised-page.ts';
import { unreadable } from '../../unreadable.ts';
import { isLanguage } from './is-language.ts';
import { textOf } from './lines/page-lines.ts';
import type { Page } from './lines/running-lines.ts';
import type { Pdf } from './open-pdf.ts';
import { isBlank, type ReadPages } from './read-pages.ts';
import { recognisePages, type TextOfPictures } from './recognise-pages.ts';
import { OWN_MARKS } from './unread-characters.ts';

/** Letters and digits of a page; a scan without a text layer has fewer, such as the scanner's stamp. */
const MIN_CHARACTERS = 10;
/** In UTF-16 code units: enough to see what the letters of a text are. */
const SAMPLE_LENGTH = 3000;
const MAX_PAGES = 20;
const ADVICE = 'recognise the text, for example with "ocrmypdf --force-ocr --output-type pdf", and put the result here';
const NOTHING_RECOGNISED: TextOfPictures = { pages: [], weak: [], givenUp: [], languages: [] };

/** The pages that can be read, and what is missing or was recognised. */
interface ReadableText {
  pages: Page[];
  omissions: Omission[];
}

/**
 * Distinguishes pages with text from pictures of text and from pages whose fonts do not say which letters they show; these two are recognised
 * where that can be done.
 *
 * @throws DOCUMENT_UNREADABLE when no page can be read.
 */
export async function requireText(
  pdf: Pdf,
  { pages, notRead }: ReadPages,
  recognise?: RecognisePages,
): Promise<ReadableText> {
  if (pages.length === 0) throw unreadable('none of its pages can be read; save it again as PDF');
  const { empty, wrong } = pagesWithoutText(pages);
  const isAll = empty.length + wrong.length === pages.length;
  if (isAll && !recognise) throw withoutText(wrong);
  const pictures: Page[] = [];
  for (const page of empty) if (!(await isBlank(pdf, page.number))) pictures.push(page);
  const others = pages.filter((page) => !wrong.includes(page) && !pictures.includes(page));
  const recognised = recognise
    ? await recognisePages(numbersOf(inOrder([...pictures, ...wrong])), { pdf, recognise, others })
    : NOTHING_RECOGNISED;
  if (isAll && recognised.pages.length === 0) throw withoutText(wrong, 'in which no text was recognised');
  const isRecognised = new Set(recognised.pages.map(({ number }) => number));
  const rest = (some: readonly Page[]) => numbersOf(some).filter((number) => !isRecognised.has(number));
  const kept = pages.filter((page) => !wrong.includes(page) && !isRecognised.has(page.number));
  const { weak, givenUp, languages } = recognised;
  const omission = (kind: Omission['kind'], numbers: readonly number[]) => omissionOf(kind, numbers, pdf.numPages);
  return {
    pages: inOrder([...kept, ...recognised.pages]),
    omissions: [
      ...omission('pages-recognised', numbersOf(recognised.pages)).map((one) => ({
        ...one,
        languages: [...languages],
      })),
      ...omission('pages-recognised-weakly', weak),
      ...omission('pages-not-recognised', givenUp),
      ...omission(
        'pages-without-text',
        rest(pictures).filter((number) => !givenUp.includes(number)),
      ),
      ...omission(
        'pages-not-read',
        [...notRead, ...rest(wrong)].filter((number) => !givenUp.includes(number)),
      ),
    ],
  };
}

/** Pages with hardly a letter, and those whose letters cannot be right. */
function pagesWithoutText(pages: readonly Page[]): { empty: Page[]; wrong: Page[] } {
  const texts = new Map(pages.map((page) => [page, textOfPage(page)]));
  const share = SAMPLE_LENGTH / pages.length;
  const sample = [...texts.values()].map((text) => text.slice(0, share)).join('\n');
  const isRight = isLanguage(sample.slice(0, SAMPLE_LENGTH));
  const empty = pages.filter((page) => charactersIn(texts.get(page)!) < MIN_CHARACTERS);
  const wrong = pages.filter((page) =>
    isRight ? !isLanguage(texts.get(page)!.slice(0, SAMPLE_LENGTH)) : !empty.includes(page),
  );
  return { empty: empty.filter((page) => !wrong.includes(page)), wrong };
}

function withoutText(wrong: readonly Page[], recognised?: string) {
  if (wrong.length > 0) return unreadable(`its fonts do not say which letters they show; ${ADVICE}`);
  const pictures = ['its pages are pictures, as scanned ones are', recognised].filter(Boolean).join(', ');
  return unreadable(`it has no text layer: ${pictures}; ${ADVICE}`);
}

function omissionOf(kind: Omission['kind'], numbers: readonly number[], of: number): Omission[] {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted.length > 0 ? [{ kind, count: sorted.length, of, pages: sorted.slice(0, MAX_PAGES) }] : [];
}

const inOrder = (pages: readonly Page[]) => pages.toSorted((one, other) => one.number - other.number);
const numbersOf = (pages: readonly Page[]) => pages.map(({ number }) => number);

function textOfPage({ lines, asides }: Page): string {
  return [...lines, ...asides].map(textOf).join('\n').replace(OWN_MARKS, '');
}

const charactersIn = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
