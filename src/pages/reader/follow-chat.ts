import type { PilcrowChat } from '../../widget/pilcrow-chat.tsx';
import { type Shown, wholeParagraph } from './marking/address.ts';
import { pushShown } from './marking/follow-address.ts';
import type { ShowWords } from './marking/show-words.ts';
import type { PageDocument } from './page-document.ts';

/** Shows in the document what is pressed in the chat. A citation of another document opens by its link. */
export function followChat(chat: PilcrowChat, { page, show }: { page: PageDocument; show: ShowWords }): void {
  const lead = (shown: Shown, { leaves }: { leaves: boolean }) => {
    // The sheet of a docked chat covers the document.
    if (leaves && chat.getAttribute('mode') === 'docked') chat.close();
    pushShown(shown);
    show(shown, { isSmooth: true, takesFocus: leaves });
  };

  chat.addEventListener('pilcrow-citation', (event) => {
    const { citation, citations, shown } = event.detail;
    if (citation.documentId !== page.id) return;
    if (shown === 'document') event.preventDefault();
    const words = citations
      .filter(({ documentId }) => documentId === page.id)
      .map(({ paragraph, start, end, marker }) => ({ paragraph, start, end, marker }));
    const pressed = words.findIndex(({ marker }) => marker === citation.marker);
    lead({ words, pressed, isFromChat: true }, { leaves: shown === 'document' });
  });
  chat.addEventListener('pilcrow-paragraph', (event) => {
    const { documentId, paragraph } = event.detail;
    if (documentId !== page.id) return;
    event.preventDefault();
    lead({ words: [wholeParagraph(paragraph)], pressed: 0, isFromChat: true }, { leaves: true });
  });
}

/** Docks the chat at the foot of the page while there is no room for it beside the document. */
export function dockWhereNarrow(chat: PilcrowChat): void {
  // Paper is narrow, and has no foot to dock at.
  const isWide = matchMedia('(min-width: 64rem), print');
  const follow = () => chat.setAttribute('mode', isWide.matches ? 'inline' : 'docked');
  isWide.addEventListener('change', follow);
  follow();
}
