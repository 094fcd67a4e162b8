import { element } from '../../create-element.ts';
import type { ReaderWords } from '../../messages/reader-messages.ts';
import { bringIntoView } from '../bring-into-view.ts';
import type { PageDocument } from '../page-document.ts';
import { addressOf, type Shown } from './address.ts';
import type { WordMarker } from './mark-words.ts';
import { writeNotes } from './print-notes.ts';

/** The layer of the words that prove an answer. */
export const CITATION_LAYER = 'citation';

/** Shows words of the document, or none. */
export type ShowWords = (shown: Shown | null, options: { isSmooth: boolean; takesFocus: boolean }) => void;

/** Creates what shows words: marked, scrolled to, with the way back beside them and as notes when printed. */
export function createWordDisplay({
  page,
  marker,
  words,
  goBack,
}: {
  page: PageDocument;
  marker: WordMarker;
  words: ReaderWords;
  /** Leads back to the answer. */
  goBack: () => void;
}): ShowWords {
  const status = element('p', { className: 'visually-hidden', role: 'status' });
  page.article.after(status);
  const show: ShowWords = (shown, { isSmooth, takesFocus }) => {
    const located = locate(shown, page);
    marker.show(CITATION_LAYER, located);
    writeNotes(page.article, { heading: words.notes, marked: located });
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
    } else status.textContent = words.marked(pressed.paragraph);
  };
  const tools = createMarkTools({
    words,
    goBack,
    clear: () => {
      history.pushState(null, '', addressOf(new URL(location.href), null));
      show(null, { isSmooth: false, takesFocus: false });
    },
  });
  return show;
}

function locate(shown: Shown | null, page: PageDocument) {
  return (shown?.words ?? []).flatMap((one, index) => {
    const place = page.locate(one);
    return place ? [{ ...place, paragraph: one.paragraph, isStrong: index === shown?.pressed }] : [];
  });
}

/** The buttons beside what is marked. */
function createMarkTools({ words, goBack, clear }: { words: ReaderWords; goBack: () => void; clear: () => void }) {
  const arrow = element('span', { ariaHidden: 'true' }, '← ');
  const back = element('button', { type: 'button', onclick: goBack }, arrow, words.backToAnswer);
  const clearing = element('button', { type: 'button' }, words.clear);
  clearing.onclick = () => {
    const paragraph = clearing.closest('.paragraph');
    clear();
    // The button that was pressed goes away.
    paragraph?.querySelector<HTMLElement>('.number')?.focus({ preventScroll: true });
  };
  return { element: element('span', { className: 'mark-tools' }, back, clearing), back };
}
