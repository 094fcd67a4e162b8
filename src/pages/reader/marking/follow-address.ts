import type { PageDocument } from '../page-document.ts';
import { addressOf, readAddress, type Shown, wholeParagraph } from './address.ts';
import type { ShowWords } from './show-words.ts';

/** Shows what the address says, now and whenever it changes: by a link, by hand, or by going back. */
export function followAddress(page: PageDocument, show: ShowWords): void {
  const follow = ({ isSmooth }: { isSmooth: boolean }) => show(shownHere(page), { isSmooth, takesFocus: false });
  window.addEventListener('popstate', () => follow({ isSmooth: true }));
  window.addEventListener('hashchange', () => follow({ isSmooth: true }));
  follow({ isSmooth: false });
}

/** Puts what is shown into the address and the history, so that it can be shared and left by going back. */
export function pushShown(shown: Shown): void {
  const address = addressOf(new URL(location.href), shown);
  const isHere = address === location.pathname + location.search + location.hash;
  history[isHere ? 'replaceState' : 'pushState'](shown, '', address);
}

function shownHere(page: PageDocument): Shown | null {
  const state: unknown = history.state;
  if (isShown(state)) return state;
  const { quotes, paragraph } = readAddress(new URL(location.href));
  const words = quotes.flatMap((span, index) => {
    const own = page.paragraphOf(span);
    return own === null ? [] : [{ ...span, paragraph: own, marker: index + 1 }];
  });
  const isFromChat = false;
  if (paragraph === null || page.text(paragraph) === null) {
    return words.length > 0 ? { words, pressed: 0, isFromChat } : null;
  }
  const pressed = words.findIndex((one) => one.paragraph === paragraph);
  // The address may still have quotes of other paragraphs: the paragraph it leads to is what is shown.
  if (pressed === -1) return { words: [wholeParagraph(paragraph)], pressed: 0, isFromChat };
  return { words, pressed, isFromChat };
}

/** Whether a history state is one of these: it may have been written by an older version of the page. */
function isShown(state: unknown): state is Shown {
  return (
    typeof state === 'object' && state !== null && 'words' in state && Array.isArray(state.words) && 'pressed' in state
  );
}
