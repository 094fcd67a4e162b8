import type { AskedParagraph } from '../../widget/chat-element.ts';
import { createElement } from '../create-element.ts';
import type { ReaderMessages } from '../messages/reader-messages.ts';
import { type PageDocument, paragraphNumberOf } from './page-document.ts';

/**
 * Offers to ask about the paragraph that is pointed at, touched, or reached by keyboard.
 *
 * A single button moves from paragraph to paragraph, also in a document of ten thousand. It stands behind the paragraph's number: from
 * there the Tab key reaches it next.
 */
export function offerQuestions(
  page: PageDocument,
  { messages, ask }: { messages: ReaderMessages; ask: (paragraph: AskedParagraph) => void },
): void {
  const [verb, object] = messages.askAbout;
  const button = createElement(
    'button',
    { type: 'button', className: 'ask' },
    verb,
    createElement('span', {}, ` ${object}`),
  );
  const offerAt = ({ target }: Event) => {
    const number = target instanceof Element ? paragraphNumberOf(target) : null;
    const text = number === null ? null : page.text(number);
    if (number === null || !text || text.parentElement === button.parentElement) return;
    button.ariaLabel = messages.askAboutParagraph(number);
    text.parentElement?.querySelector('.number')?.after(button);
  };
  button.onclick = () => {
    const paragraph = paragraphNumberOf(button);
    if (paragraph === null) return;
    const text = page.text(paragraph)?.textContent?.replace(/\s+/g, ' ') ?? '';
    ask({ documentId: page.id, paragraph, text });
  };
  // Not pointerover: while the keyboard leads, the page scrolls under a pointer that rests.
  for (const type of ['focusin', 'pointermove', 'pointerdown']) page.article.addEventListener(type, offerAt);
  page.article.addEventListener('pointerleave', ({ pointerType }) => {
    // A finger leaves whenever it is lifted.
    if (pointerType === 'mouse' && !button.parentElement?.contains(document.activeElement)) button.remove();
  });
}
