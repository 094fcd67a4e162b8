import { createElement } from '../../create-element.ts';
import type { ReaderMessages } from '../../messages/reader-messages.ts';
import type { Finder } from './find-in-document.ts';

/** Puts a field into `place` that finds words as they are typed: Enter shows the next match, Shift and Enter the previous one, Escape clears the field. */
export function addFindField(
  place: HTMLElement,
  { finder, messages }: { finder: Finder; messages: ReaderMessages },
): void {
  const field = createElement('input', {
    type: 'search',
    placeholder: messages.find,
    ariaLabel: messages.find,
    autocomplete: 'off',
    spellcheck: false,
  });
  const status = createElement('output', {});
  const previous = createElement('button', { type: 'button', ariaLabel: messages.previous }, '↑');
  const next = createElement('button', { type: 'button', ariaLabel: messages.next }, '↓');
  place.role = 'search';
  place.replaceChildren(field, status, previous, next);

  const showState = () => {
    const { current, count } = finder.state();
    const isSearching = field.value.trim() !== '';
    for (const tool of [status, previous, next]) tool.hidden = !isSearching;
    for (const button of [previous, next]) button.disabled = count < 2;
    status.textContent = isSearching ? (count > 0 ? messages.found(current, count) : messages.notFound) : '';
  };
  const search = () => {
    finder.search(field.value);
    showState();
  };
  const step = (by: 1 | -1) => {
    finder.step(by);
    showState();
  };
  field.addEventListener('input', search);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.isComposing) step(event.shiftKey ? -1 : 1);
    if (event.key !== 'Escape') return;
    field.value = '';
    search();
  });
  previous.onclick = () => step(-1);
  next.onclick = () => step(1);
  showState();
}
