import { raised } from '../../../canonical-text/raised.ts';
import { isElement, type PageElement } from '../parse-html.ts';
import { tidyLines } from './block-writer.ts';
import type { Reading } from './inline-text.ts';
import { linesOf } from './lines-of.ts';

/** The text of a note, without its mark at the start; that of a term in a list of terms is its definition. */
export function noteText(element: PageElement, { marker, reading }: { marker: string; reading: Reading }): string {
  const siblings = element.parent?.children ?? [];
  const definition = siblings.slice(siblings.indexOf(element) + 1).find(isElement);
  const lines = tidyLines(linesOf(element.name === 'dt' && definition ? definition : element, reading));
  for (const mark of [marker, raised(marker)]) {
    const start = new RegExp(`^[[(]?${mark.replace(/[*^()]/g, '\\$&')}[\\])]?[.:)]?(?=\\s|\\p{L})\\s*`, 'u');
    if (start.test(lines)) return lines.replace(start, '');
  }
  return lines;
}
