import { element } from '../../create-element.ts';
import type { LibraryWords } from '../../messages/library-messages.ts';
import type { AdminToken } from '../admin-token.ts';
import { createTokenForm } from './token-form.ts';
import { uploadFile } from './upload-file.ts';
import { createUploadRow, type UploadRow } from './upload-row.ts';

/** A file on its way, and its row. */
interface WaitingFile {
  file: File;
  shown: UploadRow;
  replaces: string | null;
}

/**
 * Fills the place where documents are added: the token is asked for once, then files are chosen or dropped, anywhere on the page. They are sent one
 * after another.
 */
export function startAdding(
  place: HTMLDetailsElement,
  { token, words, onChange }: { token: AdminToken; words: LibraryWords; onChange: () => Promise<void> },
): void {
  const maxBytes = Number(place.dataset.maxBytes);
  const extensions = (place.dataset.extensions ?? '').split(',');
  const { form, showProblem } = createTokenForm(token, words);
  const { zone, input, tags, forget } = createZone({ extensions, megabytes: megabytes(maxBytes), words });
  const rows = element('ul', { className: 'uploads', ariaLabel: words.files });
  const told = element('p', { className: 'finished', role: 'status' });
  place.querySelector('summary')?.after(form, zone, rows, told);
  // Where there is one document, it is listed here, to be deleted.
  const list = place.querySelector<HTMLElement>('.document-list');
  const waiting: WaitingFile[] = [];
  let counts = { added: 0, refused: 0 };
  let isSending = false;

  const showParts = () => {
    form.hidden = token.value !== null;
    zone.hidden = token.value === null;
    if (list) list.hidden = token.value === null;
  };
  const send = async () => {
    if (isSending || token.value === null) return;
    isSending = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { file, shown, replaces } = next;
      const end = await uploadFile({ file, tags: tags.value, token: token.value, replaces }, shown.showStep);
      if (end.end === 'token-wrong') {
        waiting.unshift(next);
        isSending = false;
        token.set(null);
        return showProblem();
      }
      counts[end.end === 'done' ? 'added' : 'refused'] += 1;
      shown.showEnd(end, () => queue({ file, shown, replaces: end.end === 'exists' ? end.documentId : null }));
    }
    isSending = false;
    const { added, refused } = counts;
    counts = { added: 0, refused: 0 };
    if (added > 0) await onChange();
    told.replaceChildren(words.finished(added, refused));
    const isListed = document.querySelector('h1 .count') !== null;
    if (added > 0 && !isListed) told.append(' ', element('a', { href: '/' }, words.showAll));
  };
  const queue = (file: WaitingFile) => {
    waiting.push(file);
    void send();
  };
  const add = (files: FileList) => {
    place.open = true;
    told.replaceChildren();
    for (const file of files) {
      const shown = createUploadRow(file, words);
      rows.append(shown.row);
      const isReadable = extensions.some((extension) => file.name.toLowerCase().endsWith(extension));
      const isTooLarge = file.size > maxBytes;
      if (!isReadable) shown.refuse(words.unsupported(extensions.join(', ')));
      else if (isTooLarge) shown.refuse(words.tooLarge(megabytes(maxBytes)));
      if (!isReadable || isTooLarge) counts.refused += 1;
      else waiting.push({ file, shown, replaces: null });
    }
    void send();
  };

  input.onchange = () => {
    if (input.files) add(input.files);
    // The same file can be chosen again.
    input.value = '';
  };
  forget.onclick = () => token.set(null);
  token.onChange(() => {
    showParts();
    void send();
  });
  takeDrops(zone, add);
  showParts();
}

function createZone({
  extensions,
  megabytes: most,
  words,
}: {
  extensions: string[];
  megabytes: string;
  words: LibraryWords;
}) {
  const input = element('input', { type: 'file', multiple: true, accept: extensions.join(','), hidden: true });
  const choose = element('button', { type: 'button', className: 'button primary' }, words.choose);
  choose.onclick = () => input.click();
  const tags = element('input', { type: 'text', id: 'new-tags', autocomplete: 'off', placeholder: words.tagsHint });
  const forget = element('button', { type: 'button', className: 'quiet-button' }, words.forgetToken);
  const drop = element('div', { className: 'drop' }, choose, input);
  drop.append(element('p', {}, words.dropHint(extensions.join(', '), most)));
  const label = element('label', { htmlFor: tags.id }, words.tags);
  const zone = element(
    'div',
    { className: 'zone' },
    drop,
    element('div', { className: 'tags-row' }, label, tags, forget),
  );
  return { zone, input, tags, forget };
}

/** Files may be dropped anywhere on the page: a browser would open them otherwise. */
function takeDrops(zone: HTMLElement, add: (files: FileList) => void): void {
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
  let depth = 0;
  const mark = (change: number) => {
    depth = Math.max(0, change === 0 ? 0 : depth + change);
    zone.classList.toggle('is-over', depth > 0);
  };
  window.addEventListener('dragenter', (event) => {
    if (!hasFiles(event)) return;
    mark(1);
    const place = zone.closest('details');
    if (place) place.open = true;
  });
  window.addEventListener('dragleave', (event) => hasFiles(event) && mark(-1));
  window.addEventListener('dragover', (event) => hasFiles(event) && event.preventDefault());
  window.addEventListener('drop', (event) => {
    if (!hasFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    mark(0);
    add(event.dataTransfer.files);
  });
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
}
