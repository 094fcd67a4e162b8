import type { Span } from '../../../../protocol/places.ts';
import { attributesHtml, escapeHtml } from '../../pages/html.ts';

/** Words of the text that lead elsewhere in the page: a mark of a note, or the note's own mark. */
export interface TextLink extends Span {
  href: string;
}

/** Goes through the canonical text of a paragraph once, from its start to its end: nothing is left out, nothing comes twice. */
export interface TextCursor {
  start: number;
  end: number;
  /** HTML of the text from here to an offset, which is the new place; offsets before this place or behind the end stand for those. */
  to(offset: number): string;
  /** The same, there but not to be seen: what separates cells, or the marker of a bullet. */
  hidden(offset: number): string;
}

/** Creates a cursor. @param options.links Those in the paragraph, in order. */
export function createTextCursor(
  text: string,
  { start, end, links }: Span & { links: readonly TextLink[] },
): TextCursor {
  let place = start;
  const to = (offset: number) => {
    const [from, until] = [place, Math.min(Math.max(offset, place), end)];
    place = until;
    let html = '';
    let written = from;
    for (const link of links) {
      if (link.start < written || link.end > until) continue;
      html += escapeHtml(text.slice(written, link.start));
      html += `<a${attributesHtml({ class: 'note-mark', href: link.href })}>${escapeHtml(text.slice(link.start, link.end))}</a>`;
      written = link.end;
    }
    return html + escapeHtml(text.slice(written, until));
  };
  return {
    start,
    end,
    to,
    hidden(offset) {
      const html = to(offset);
      return html === '' ? '' : `<span class="signs">${html}</span>`;
    },
  };
}
