import { element } from '../../create-element.ts';
import type { LibraryWords } from '../../messages/library-messages.ts';
import type { UploadEnd, UploadStep } from './upload-file.ts';

/** A file on its way, as a row of a list. */
export interface UploadRow {
  row: HTMLElement;
  showStep(step: UploadStep): void;
  /** @param onReplace What to do when the document that is there should be replaced. */
  showEnd(end: UploadEnd, onReplace: () => void): void;
  /** Tells why a file is not sent at all. */
  refuse(reason: string): void;
}

/** Creates the row of a file that waits. */
export function createUploadRow(file: File, words: LibraryWords): UploadRow {
  const state = element('span', { className: 'state' }, words.waiting);
  const progress = element('progress', { max: 1, value: 0, ariaLabel: file.name });
  const row = element('li', {}, element('span', { className: 'name' }, file.name), state, progress);
  const finish = (kind: string, ...told: (Node | string)[]) => {
    row.className = kind;
    progress.remove();
    state.replaceChildren(...told);
  };
  const detailed = (reason: string, detail: string) => [
    `${reason} `,
    // The name stands beside it already.
    element('span', { className: 'detail', lang: 'en' }, detail.replace(/^Cannot add "[^"]*": /, '')),
  ];
  return {
    row,
    showStep(step) {
      if (!progress.isConnected) return;
      if (step.step === 'sending') {
        progress.value = step.share;
        state.textContent = words.sending(Math.floor(step.share * 100));
      } else {
        progress.removeAttribute('value');
        state.textContent = words.indexing;
      }
    },
    showEnd(end, onReplace) {
      if (end.end === 'done') {
        const { id, title, change, language } = end.document;
        const told = {
          added: words.added,
          replaced: words.replaced,
          described: words.replaced,
          unchanged: words.unchanged,
        };
        const link = element('a', { href: `/documents/${encodeURIComponent(id)}`, lang: language }, title);
        finish('done', `${told[change]}: `, link);
      } else if (end.end === 'exists') {
        const button = element('button', { type: 'button', className: 'quiet-button' }, words.replace);
        button.onclick = () => {
          row.className = '';
          state.replaceChildren(words.waiting);
          row.append(progress);
          onReplace();
        };
        finish('refused', `${words.exists} `, button);
      } else if (end.end === 'refused') finish('refused', ...detailed(words.refused, end.detail));
      else if (end.end === 'failed') finish('refused', ...detailed(words.failed, end.detail));
      else finish('refused', end.end === 'offline' ? words.offline : words.tokenWrong);
    },
    refuse: (reason) => finish('refused', reason),
  };
}
