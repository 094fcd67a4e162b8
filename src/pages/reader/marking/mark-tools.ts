import { createElement } from '../../create-element.ts';
import type { ReaderMessages } from '../../messages/reader-messages.ts';

/** The buttons beside what is marked. */
export interface MarkTools {
  element: HTMLElement;
  /** Leads back to the answer. */
  back: HTMLElement;
  /** Shows the same in the other view; without a text until there is one. */
  other: HTMLElement;
}

/** Creates the buttons beside what is marked: the way back to the answer, the way to the other view, and one that clears the marks. */
export function createMarkTools({
  messages,
  goBack,
  clear,
}: {
  messages: ReaderMessages;
  goBack: () => void;
  clear: () => void;
}): MarkTools {
  const arrow = createElement('span', { ariaHidden: 'true' }, '← ');
  const back = createElement('button', { type: 'button', onclick: goBack }, arrow, messages.backToAnswer);
  const other = createElement('button', { type: 'button', hidden: true });
  const clearing = createElement('button', { type: 'button' }, messages.clear);
  clearing.onclick = () => {
    const paragraph = clearing.closest('.paragraph');
    clear();
    // The pressed button was removed.
    paragraph?.querySelector<HTMLElement>('.number')?.focus({ preventScroll: true });
  };
  return { element: createElement('span', { className: 'mark-tools' }, back, other, clearing), back, other };
}
