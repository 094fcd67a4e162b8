import { element } from '../create-element.ts';
import type { LibraryWords } from '../messages/library-messages.ts';
import type { AdminToken } from './admin-token.ts';
import type { DocumentList } from './document-list.ts';

/** Offers to delete each document of the list to those who have the token; asks before. */
export function offerDeleting(list: DocumentList, { token, words }: { token: AdminToken; words: LibraryWords }): void {
  const told = element('p', { className: 'visually-hidden', role: 'status' });
  document.body.append(told);
  const buttons = new Set<HTMLButtonElement>();
  token.onChange(() => {
    for (const button of buttons) button.hidden = token.value === null;
  });

  const remove = async ({ id, title }: { id: string; title: string }): Promise<string | null> => {
    const headers = { authorization: `Bearer ${token.value}` };
    const address = `/api/documents/${encodeURIComponent(id)}`;
    const response = await fetch(address, { method: 'DELETE', headers }).catch(() => null);
    if (response?.status === 401) token.set(null);
    if (response?.status !== 204) return response?.status === 401 ? words.tokenWrong : words.failed;
    // The page was made for the document that is gone.
    if (document.querySelector('h1 .count') === null) location.assign('/');
    await list.refresh();
    told.textContent = words.removed(title);
    return null;
  };

  list.onRow((row, summary) => {
    const { title } = summary;
    const button = element(
      'button',
      {
        type: 'button',
        className: 'quiet-button delete',
        ariaLabel: words.removeDocument(title),
        hidden: token.value === null,
      },
      words.remove,
    );
    button.onclick = () => {
      const place = [...(row.parentElement?.children ?? [])].indexOf(row);
      const goOn = () => document.querySelectorAll<HTMLElement>('.document-list .title')[place]?.focus();
      confirm({ heading: words.confirmRemove(title), words, act: () => remove(summary), goOn });
    };
    buttons.add(button);
    row.append(button);
  });
}

/** Asks in a dialog, and acts when the answer is yes. What `act` resolves with is why it could not. */
function confirm({
  heading,
  words,
  act,
  goOn,
}: {
  heading: string;
  words: LibraryWords;
  act: () => Promise<string | null>;
  goOn: () => void;
}): void {
  const title = element('h2', { id: 'confirm-heading' }, heading);
  const problem = element('p', { className: 'problem', role: 'alert' });
  const yes = element('button', { type: 'button', className: 'button danger' }, words.remove);
  const no = element('button', { type: 'button', className: 'button' }, words.cancel);
  const dialog = element('dialog', { className: 'confirm' }, title, element('p', {}, words.removeConsequence), problem);
  dialog.setAttribute('aria-labelledby', title.id);
  dialog.append(element('div', { className: 'buttons' }, no, yes));
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
    // What had the focus before is gone: what stands in its place has it now.
    goOn();
  };
  dialog.onclose = () => dialog.remove();
  document.body.append(dialog);
  dialog.showModal();
  // Enter on a question about deleting does nothing that cannot be undone.
  no.focus();
}
