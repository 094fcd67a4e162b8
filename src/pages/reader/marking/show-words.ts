import { createElement } from '../../create-element.ts';
import type { ReaderMessages } from '../../messages/reader-messages.ts';
import { bringIntoView } from '../bring-into-view.ts';
import type { PageDocument } from '../page-document.ts';
import { addressOf, type Shown } from './address.ts';
import { createMarkTools } from './mark-tools.ts';
import type { WordMarker } from './mark-words.ts';
import { writeNotes } from './print-notes.ts';

/** The layer of the words that prove an answer. */
export const CITATION_LAYER = 'citation';

/** Shows words of the document, or none. */
export type ShowWords = (shown: Shown | null, options: { isSmooth: boolean; takesFocus: boolean }) => void;

/** Creates the function that shows words: it marks them, scrolls to them, and adds the way back beside them and notes for print. */
export function createWordDisplay({
  page,
  marker,
  messages,
  goBack,
  toPage,
}: {
  page: PageDocument;
  marker: WordMarker;
  messages: ReaderMessages;
  /** Leads back to the answer. */
  goBack: () => void;
  /** Shows the same words on their page; null where there are no pages. */
  toPage: { label: string; open: () => void } | null;
}): ShowWords {
  const status = createElement('p', { className: 'visually-hidden', role: 'status' });
  page.article.after(status);
  const show: ShowWords = (shown, { isSmooth, takesFocus }) => {
    const located = locate(shown, page);
    marker.show(CITATION_LAYER, located);
    writeNotes(page.article, { heading: messages.notes, marked: located });
    tools.element.remove();
    const pressed = located.find(({ isStrong }) => isStrong);
    const target = pressed && marker.elementsOf(pressed)[0];
    if (!target) return;
    tools.back.hidden = !shown?.isFromChat;
    pressed.text.after(tools.element);
    bringIntoView(target, { isSmooth });
    if (takesFocus) {
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    } else status.textContent = messages.marked(pressed.paragraph);
  };
  const tools = createMarkTools({
    messages,
    goBack,
    clear: () => {
      history.pushState(null, '', addressOf(new URL(location.href), null));
      show(null, { isSmooth: false, takesFocus: false });
    },
  });
  if (toPage) {
    tools.other.textContent = toPage.label;
    tools.other.hidden = false;
    tools.other.onclick = toPage.open;
  }
  return show;
}

function locate(shown: Shown | null, page: PageDocument) {
  return (shown?.words ?? []).flatMap((one, index) => {
    const place = page.locate(one);
    return place ? [{ ...place, paragraph: one.paragraph, isStrong: index === shown?.pressed }] : [];
  });
}
