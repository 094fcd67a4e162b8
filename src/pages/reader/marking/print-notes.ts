import { createElement } from '../../create-element.ts';
import type { MarkedWords } from './mark-words.ts';

/** Writes what is marked, with its number and paragraph, to the end of the article: notes that only a printed page shows. */
export function writeNotes(
  article: HTMLElement,
  { heading, marked }: { heading: string; marked: readonly (MarkedWords & { paragraph: number })[] },
): void {
  article.querySelector('.notes')?.remove();
  const lines = marked.flatMap(({ text, start, end, marker, paragraph }) =>
    marker ? [createElement('li', { value: marker }, `¶${paragraph} `, quoteOf(text, { start, end }))] : [],
  );
  if (lines.length === 0) return;
  article.append(
    createElement(
      'section',
      { className: 'notes' },
      createElement('h2', {}, heading),
      createElement('ol', {}, ...lines),
    ),
  );
}

function quoteOf(text: HTMLElement, { start, end }: { start: number; end: number }): HTMLElement {
  return createElement('q', {}, text.textContent?.slice(start, end).replace(/\s+/g, ' ') ?? '');
}
