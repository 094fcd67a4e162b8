import { element } from '../../create-element.ts';
import type { MarkedWords } from './mark-words.ts';

/** Writes what is marked, with its number and paragraph, to the end of the article: notes that only a printed page shows. */
export function writeNotes(
  article: HTMLElement,
  { heading, marked }: { heading: string; marked: readonly (MarkedWords & { paragraph: number })[] },
): void {
  article.querySelector('.notes')?.remove();
  const lines = marked.flatMap(({ text, start, end, marker, paragraph }) =>
    marker ? [element('li', { value: marker }, `¶${paragraph} `, quoteOf(text, { start, end }))] : [],
  );
  if (lines.length === 0) return;
  article.append(element('section', { className: 'notes' }, element('h2', {}, heading), element('ol', {}, ...lines)));
}

function quoteOf(text: HTMLElement, { start, end }: { start: number; end: number }): HTMLElement {
  return element('q', {}, text.textContent?.slice(start, end).replace(/\s+/g, ' ') ?? '');
}
