import { createElement } from '../../create-element.ts';
import type { LibraryMessages } from '../../messages/library-messages.ts';

/** Where files are chosen or dropped, and what is filled in for them. */
interface DropZone {
  zone: HTMLElement;
  /** The tags for new documents, as they are entered now. */
  tags: () => string;
}

/**
 * Creates the zone. Files may be dropped anywhere on the page: a browser would open them otherwise.
 *
 * @param options.extensions Extensions of the files that can be read.
 * @param options.maxSize The size of the largest file, in megabytes, as it is shown.
 */
export function createDropZone({
  extensions,
  maxSize,
  messages,
  onFiles,
  onForgetToken,
}: {
  extensions: string[];
  maxSize: string;
  messages: LibraryMessages;
  onFiles: (files: FileList) => void;
  onForgetToken: () => void;
}): DropZone {
  const tags = createElement('input', {
    type: 'text',
    id: 'new-tags',
    autocomplete: 'off',
    placeholder: messages.tagsHint,
  });
  const label = createElement('label', { htmlFor: tags.id }, messages.tags);
  const forget = createElement('button', { type: 'button', className: 'quiet-button' }, messages.forgetToken);
  forget.onclick = onForgetToken;
  const hint = createElement('p', {}, messages.dropHint(extensions.join(', '), maxSize));
  const zone = createElement(
    'div',
    { className: 'zone' },
    createElement('div', { className: 'drop' }, ...createFileChooser({ extensions, messages, onFiles }), hint),
    createElement('div', { className: 'tags-row' }, label, tags, forget),
  );
  receiveDrops(zone, { onFiles, hint: messages.dropHere });
  return { zone, tags: () => tags.value };
}

/** The button that opens the browser's dialog, and the hidden field behind it. */
function createFileChooser({
  extensions,
  messages,
  onFiles,
}: {
  extensions: string[];
  messages: LibraryMessages;
  onFiles: (files: FileList) => void;
}): HTMLElement[] {
  const input = createElement('input', { type: 'file', multiple: true, accept: extensions.join(','), hidden: true });
  input.onchange = () => {
    if (input.files) onFiles(input.files);
    // The same file can be chosen again.
    input.value = '';
  };
  const button = createElement('button', { type: 'button', className: 'button primary' }, messages.choose);
  button.onclick = () => input.click();
  return [button, input];
}

/** Receives files that are dropped anywhere on the page. While they are over it, the whole page says so. */
function receiveDrops(
  zone: HTMLElement,
  { onFiles, hint }: { onFiles: (files: FileList) => void; hint: string },
): void {
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  const cover = createElement('div', { className: 'drop-cover', hidden: true }, createElement('p', {}, hint));
  (document.querySelector('main') ?? document.body).append(cover);
  // Of the elements that files enter one leaves after the other.
  let depth = 0;
  const mark = (entered: number) => {
    depth = Math.max(0, entered);
    cover.hidden = depth === 0;
  };
  window.addEventListener('dragenter', (event) => {
    if (!hasFiles(event)) return;
    mark(depth + 1);
    const place = zone.closest('details');
    if (place) place.open = true;
  });
  window.addEventListener('dragleave', (event) => hasFiles(event) && mark(depth - 1));
  window.addEventListener('dragover', (event) => hasFiles(event) && event.preventDefault());
  window.addEventListener('drop', (event) => {
    if (!hasFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    mark(0);
    onFiles(event.dataTransfer.files);
  });
}
