import { createElement } from '../../create-element.ts';
import type { LibraryMessages } from '../../messages/library-messages.ts';
import { readerAddress } from '../../reader-address.ts';
import type { UploadEnd, UploadStep } from './upload-file.ts';

/** A file on its way, as a row of a list. */
export interface UploadRow {
  element: HTMLElement;
  showStep(step: UploadStep): void;
  /** Shows that its turn will come. */
  showWaiting(): void;
  /** Shows that the server did not take the token, and that the file waits for another one. */
  showTokenWrong(): void;
  /** @param onReplace What to do when the document that is there should be replaced. */
  showEnd(end: UploadEnd, onReplace: () => void): void;
  /** Shows why a file is not sent at all. */
  refuse(reason: string): void;
}

/** Creates the row of a file that waits. */
export function createUploadRow(file: File, messages: LibraryMessages): UploadRow {
  const state = createElement('span', { className: 'state' }, messages.waiting);
  const progress = createElement('progress', { max: 1, value: 0, ariaLabel: file.name });
  const element = createElement('li', {}, createElement('span', { className: 'name' }, file.name), state, progress);
  const finish = (kind: 'done' | 'refused', ...content: (Node | string)[]) => {
    element.className = kind;
    progress.remove();
    state.replaceChildren(...content);
  };
  const showWaiting = () => {
    element.className = '';
    state.replaceChildren(messages.waiting);
    element.append(progress);
  };
  return {
    element,
    showStep(step) {
      if (!progress.isConnected) return;
      if (step.step === 'sending') {
        progress.value = step.share;
        state.textContent = messages.sending(Math.floor(step.share * 100));
      } else {
        progress.removeAttribute('value');
        state.textContent = messages.indexing;
      }
    },
    showWaiting,
    showTokenWrong() {
      element.className = 'refused';
      progress.value = 0;
      state.replaceChildren(messages.tokenWrong);
    },
    showEnd(end, onReplace) {
      const replace = () => {
        showWaiting();
        onReplace();
      };
      finish(end.end === 'done' ? 'done' : 'refused', ...describeEnd(end, { messages, replace }));
    },
    refuse: (reason) => finish('refused', reason),
  };
}

/** What a row says of the end of its upload. @param options.replace Runs when the document that is there should be replaced. */
function describeEnd(
  end: UploadEnd,
  { messages, replace }: { messages: LibraryMessages; replace: () => void },
): (Node | string)[] {
  switch (end.end) {
    case 'done': {
      const { title, change, language, omissions } = end.document;
      const link = createElement('a', { ...readerAddress(end.document), lang: language }, title);
      const omitted = omissions.length > 0 ? [` (${messages.omissions(omissions)})`] : [];
      return [`${messages[change === 'described' ? 'replaced' : change]}: `, link, ...omitted];
    }
    case 'exists': {
      const button = createElement('button', { type: 'button', className: 'quiet-button' }, messages.replace);
      button.onclick = replace;
      return [`${messages.exists} `, button];
    }
    case 'refused':
    case 'failed': {
      // The row shows the name of the file already.
      const detail = end.detail.replace(/^Cannot add "[^"]*": /, '');
      return [`${messages[end.end]} `, createElement('span', { className: 'detail', lang: 'en' }, detail)];
    }
    case 'offline':
      return [messages.offline];
    case 'token-wrong':
      return [messages.tokenWrong];
  }
}
