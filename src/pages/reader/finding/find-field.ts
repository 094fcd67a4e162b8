import { element } from '../../create-element.ts';
import type { ReaderWords } from '../../messages/reader-messages.ts';
import type { Finder } from './find-in-document.ts';

/** Puts a field into `place` that finds words as they are typed: Enter goes on, Shift and Enter back, Escape forgets them. */
export function addFindField(place: HTMLElement, { finder, words }: { finder: Finder; words: ReaderWords }): void {
  const field = element('input', {
    type: 'search',
    placeholder: words.find,
    ariaLabel: words.find,
    autocomplete: 'off',
    spellcheck: false,
  });
  const told = element('output', {});
  const previous = element('button', { type: 'button', ariaLabel: words.previous }, '↑');
  const next = element('button', { type: 'button', ariaLabel: words.next }, '↓');
  place.role = 'search';
  place.replaceChildren(field, told, previous, next);

  const tell = () => {
    const { current, count } = finder.state();
    const isSearching = field.value.trim() !== '';
    for (const tool of [told, previous, next]) tool.hidden = !isSearching;
    for (const button of [previous, next]) button.disabled = count < 2;
    told.textContent = isSearching ? (count > 0 ? words.found(current, count) : words.notFound) : '';
  };
  const search = () => {
    finder.search(field.value);
    tell();
  };
  const step = (by: 1 | -1) => {
    finder.step(by);
    tell();
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
  tell();
}
