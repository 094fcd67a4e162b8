import { createElement } from '../create-element.ts';
import type { LibraryMessages } from '../messages/library-messages.ts';
import { serverAddress } from '../server-address.ts';
import type { AdminToken } from './admin-token.ts';
import type { DocumentList } from './document-list.ts';

/** Adds a button to delete it to every row of the list, for those who have the token. A dialog asks for confirmation. */
export function offerDeleting(
  list: DocumentList,
  { token, messages }: { token: AdminToken; messages: LibraryMessages },
): void {
  const status = createElement('p', { className: 'visually-hidden', role: 'status' });
  document.body.append(status);
  const buttons = new Set<HTMLButtonElement>();
  token.onChange(() => {
    for (const button of buttons) button.hidden = token.value === null;
  });

  const remove = async ({ id, title }: { id: string; title: string }): Promise<string | null> => {
    const headers = { authorization: `Bearer ${token.value}` };
    const address = serverAddress(`api/documents/${encodeURIComponent(id)}`);
    const response = await fetch(address, { method: 'DELETE', headers }).catch(() => null);
    if (response?.status === 401) token.set(null);
    if (response?.status !== 204) return response?.status === 401 ? messages.tokenWrong : messages.failed;
    // The page shows the document that was just deleted.
    if (document.querySelector('h1 .count') === null) location.assign(serverAddress('.'));
    await list.refresh();
    status.textContent = messages.removed(title);
    return null;
  };

  list.onRow((row, summary) => {
    const { title } = summary;
    const button = createElement(
      'button',
      {
        type: 'button',
        className: 'quiet-button delete',
        ariaLabel: messages.removeDocument(title),
        hidden: token.value === null,
      },
      messages.remove,
    );
    button.onclick = () => {
      const place = [...(row.parentElement?.children ?? [])].indexOf(row);
      const focusNext = () => {
        const titles = document.querySelectorAll<HTMLElement>('.document-list .title');
        titles[Math.min(place, titles.length - 1)]?.focus();
      };
      confirm({ heading: messages.confirmRemove(title), messages, act: () => remove(summary), focusNext });
    };
    buttons.add(button);
    row.append(button);
  });
}

/** Asks in a dialog, and acts when the answer is yes. `act` resolves with null, or with the reason why it failed. */
function confirm({
  heading,
  messages,
  act,
  focusNext,
}: {
  heading: string;
  messages: LibraryMessages;
  act: () => Promise<string | null>;
  focusNext: () => void;
}): void {
  const title = createElement('h2', { id: 'confirm-heading' }, heading);
  const problem = createElement('p', { className: 'problem', role: 'alert' });
  const yes = createElement('button', { type: 'button', className: 'button danger' }, messages.remove);
  const no = createElement('button', { type: 'button', className: 'button' }, messages.cancel);
  const dialog = createElement(
    'dialog',
    { className: 'confirm' },
    title,
    createElement('p', {}, messages.removeConsequence),
    problem,
  );
  dialog.setAttribute('aria-labelledby', title.id);
  dialog.append(createElement('div', { className: 'buttons' }, no, yes));
  no.onclick = () => dialog.close();
  yes.onclick = async () => {
    yes.disabled = true;
    const failure = await act();
    yes.disabled = false;
    if (failure !== null) {
      problem.textContent = failure;
      return;
    }
    dialog.close();
    // The row that had the focus before was removed: the focus goes to the row in its place.
    focusNext();
  };
  dialog.onclose = () => dialog.remove();
  document.body.append(dialog);
  dialog.showModal();
  // The focus is on "cancel": pressing Enter by mistake deletes nothing.
  no.focus();
}
