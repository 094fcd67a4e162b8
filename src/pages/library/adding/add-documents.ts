import { createElement } from '../../create-element.ts';
import type { LibraryMessages, UploadCounts } from '../../messages/library-messages.ts';
import { serverAddress } from '../../server-address.ts';
import type { AdminToken } from '../admin-token.ts';
import { createDropZone } from './drop-zone.ts';
import { createTokenForm } from './token-form.ts';
import { createUploadQueue } from './upload-queue.ts';
import { createUploadRow } from './upload-row.ts';

/**
 * Fills the place where documents are added: the token is asked for once, then files are chosen or dropped, anywhere on the page. They are sent one
 * after another.
 */
export function startAdding(
  place: HTMLDetailsElement,
  { token, messages, onChange }: { token: AdminToken; messages: LibraryMessages; onChange: () => Promise<void> },
): void {
  const { maxBytes, extensions } = readLimits(place);
  const maxSize = megabytes(maxBytes);
  const rows = createElement('ul', { className: 'uploads', ariaLabel: messages.files });
  const status = createElement('p', { className: 'finished', role: 'status' });
  const onForgetToken = () => token.set(null);
  const { zone, tags } = createDropZone({ extensions, maxSize, messages, onFiles: add, onForgetToken });
  const { form, showProblem } = createTokenForm(token, messages);
  place.querySelector('summary')?.after(form, zone, rows, status);
  const queue = createUploadQueue({
    token,
    tags,
    onTokenWrong: showProblem,
    async onFinish(counts) {
      if (counts.added + counts.replaced > 0) await onChange();
      showFinished(status, { counts, messages });
    },
  });

  function add(files: FileList): void {
    place.open = true;
    status.replaceChildren();
    for (const file of files) {
      const row = createUploadRow(file, messages);
      rows.append(row.element);
      const isReadable = extensions.some((extension) => file.name.toLowerCase().endsWith(extension));
      const isTooLarge = file.size > maxBytes;
      if (!isReadable) row.refuse(messages.unsupported(extensions.join(', ')));
      else if (isTooLarge) row.refuse(messages.tooLarge(maxSize));
      if (!isReadable || isTooLarge) queue.countRefused();
      else queue.add(file, row);
    }
    void queue.send();
  }

  showFor(token, { form, zone, place });
  token.onChange(() => {
    showFor(token, { form, zone, place });
    void queue.send();
  });
}

/** What the server accepts, as it wrote it into the page. */
function readLimits({ dataset }: HTMLElement): { maxBytes: number; extensions: string[] } {
  return { maxBytes: Number(dataset.maxBytes), extensions: (dataset.extensions ?? '').split(',') };
}

/** Shows the form without a token, and with one the zone. */
function showFor(
  { value }: AdminToken,
  { form, zone, place }: { form: HTMLElement; zone: HTMLElement; place: HTMLElement },
): void {
  form.hidden = value !== null;
  zone.hidden = value === null;
  // The page of a single document lists it here, to be deleted.
  const list = place.querySelector<HTMLElement>('.document-list');
  if (list) list.hidden = value === null;
}

/** Says how many files were added; where they are not listed, a link leads to the list. */
function showFinished(
  status: HTMLElement,
  { counts, messages }: { counts: UploadCounts; messages: LibraryMessages },
): void {
  status.replaceChildren(messages.finished(counts));
  const isListed = document.querySelector('h1 .count') !== null;
  if (counts.added > 0 && !isListed)
    status.append(' ', createElement('a', { href: serverAddress('.') }, messages.showAll));
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
}
