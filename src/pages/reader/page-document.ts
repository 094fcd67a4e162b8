import type { Span } from '../../protocol/places.ts';
import type { ShownWords } from './marking/address.ts';
import type { MarkedWords } from './marking/mark-words.ts';

/** The document of the page, as the server wrote it. */
export interface PageDocument {
  id: string;
  article: HTMLElement;
  /** The texts of all paragraphs, in order. */
  texts: readonly HTMLElement[];
  /** The text of a paragraph; null where there is no such paragraph. */
  text(paragraph: number): HTMLElement | null;
  /** The paragraph that holds all of a range of the canonical text, counted from 1; null where none does. */
  paragraphOf(span: Span): number | null;
  /** Where words are in the canonical text: the whole paragraph when they are not in it. */
  spanOf(words: ShownWords): Span | null;
  /** Where words are in the text of their paragraph: the whole paragraph when they are not in it. */
  locate(words: ShownWords): MarkedWords | null;
}

/** Reads the document of the page; null where the page has none. */
export function readPageDocument(): PageDocument | null {
  const article = document.querySelector<HTMLElement>('article[data-document]');
  if (article === null) return null;
  const texts = [...article.querySelectorAll<HTMLElement>('.paragraph > .text')];
  const starts = texts.map((text) => Number(text.parentElement?.dataset.start));
  const ends = texts.map((text, index) => (starts[index] ?? 0) + (text.textContent?.length ?? 0));
  const holds = (index: number, { start, end }: Span) =>
    (starts[index] ?? Infinity) <= start && start < end && end <= (ends[index] ?? 0);

  return {
    id: article.dataset.document ?? '',
    article,
    texts,
    text: (paragraph) => texts[paragraph - 1] ?? null,
    paragraphOf(span) {
      const index = texts.findIndex((_, place) => holds(place, span));
      return index === -1 ? null : index + 1;
    },
    spanOf({ paragraph, start, end }) {
      const [first, last] = [starts[paragraph - 1], ends[paragraph - 1]];
      if (first === undefined || last === undefined) return null;
      return holds(paragraph - 1, { start, end }) ? { start, end } : { start: first, end: last };
    },
    locate({ paragraph, start, end, marker }) {
      const text = texts[paragraph - 1];
      const first = starts[paragraph - 1];
      if (text === undefined || first === undefined) return null;
      if (holds(paragraph - 1, { start, end })) return { text, start: start - first, end: end - first, marker };
      return { text, start: 0, end: text.textContent?.length ?? 0, marker };
    },
  };
}

/** The number of the paragraph that an element stands in; null outside of all. */
export function paragraphNumberOf(element: Element): number | null {
  const number = element.closest('.paragraph')?.id.replace('paragraph-', '');
  return number === undefined ? null : Number(number);
}
