import { createElement } from '../create-element.ts';
import type { ConversationMessages } from '../messages/conversation-messages.ts';
import { type ConversationFailure, eraseConversation } from './kept-conversation.ts';
import { type PastConversation, readPastConversations } from './past-conversations.ts';

/** What can be done in the dialog. */
interface DialogActions {
  /** Whether the chat has anything to print. */
  hasTurns: () => boolean;
  print: () => void;
  download: () => void;
  /** Shows a conversation in the chat. Resolves with null, or with the reason why it cannot. */
  open: (id: string) => Promise<ConversationFailure | null>;
  /** Called once the server has erased a conversation. */
  onErased: (id: string) => void;
}

/** Creates the dialog of conversations. @returns What shows it, in its present state. */
export function createConversationsDialog(messages: ConversationMessages, actions: DialogActions): () => void {
  const heading = createElement('h2', { id: 'conversations-heading' }, messages.conversations);
  const content = createElement('div', {});
  const status = createElement('p', { className: 'hint', role: 'status' });
  const close = createElement('button', { type: 'button', className: 'button' }, messages.close);
  const dialog = createElement('dialog', { className: 'conversations' });
  dialog.setAttribute('aria-labelledby', heading.id);
  dialog.append(heading, content, status, createElement('div', { className: 'buttons' }, close));
  close.onclick = () => dialog.close();
  const leaveFor = (act: () => void) => () => {
    dialog.close();
    act();
  };
  const erase = async (past: PastConversation[]) => {
    for (const { id } of past) {
      if ((await eraseConversation(id)) === 'failed') return say(messages.failures.failed);
      actions.onErased(id);
    }
    say(messages.erased);
  };
  const open = async (id: string) => {
    const failure = await actions.open(id);
    if (failure === null) dialog.close();
    else say(messages.failures[failure]);
  };
  const draw = () => {
    const current = currentPart(messages, {
      hasTurns: actions.hasTurns(),
      print: leaveFor(actions.print),
      download: leaveFor(actions.download),
    });
    const past = readPastConversations();
    content.replaceChildren(...current, ...(past.length > 0 ? pastPart(past, { messages, open, erase }) : []));
  };
  const say = (words: string) => {
    draw();
    status.textContent = words;
    // What was pressed may be there no longer.
    if (!dialog.contains(document.activeElement)) close.focus();
  };
  dialog.onclose = () => dialog.remove();
  return () => {
    document.body.append(dialog);
    draw();
    status.textContent = '';
    dialog.showModal();
  };
}

/** The conversation in the chat. */
function currentPart(
  messages: ConversationMessages,
  { hasTurns, print, download }: { hasTurns: boolean; print: () => void; download: () => void },
): HTMLElement[] {
  const heading = createElement('h3', {}, messages.current);
  if (!hasTurns) return [heading, createElement('p', { className: 'hint' }, messages.nothingAsked)];
  const buttons = [['print', print] as const, ['download', download] as const].map(([name, act]) => {
    const button = createElement('button', { type: 'button', className: 'button' }, messages[name]);
    button.onclick = act;
    return button;
  });
  return [heading, createElement('p', { className: 'tools' }, ...buttons)];
}

/** The conversations of before, each to be opened or erased. */
function pastPart(
  past: PastConversation[],
  {
    messages,
    open,
    erase,
  }: {
    messages: ConversationMessages;
    open: (id: string) => Promise<void>;
    erase: (past: PastConversation[]) => Promise<void>;
  },
): HTMLElement[] {
  const rows = past.map((conversation) => {
    const { id, question, date } = conversation;
    const show = createElement('button', { type: 'button', className: 'conversation', dir: 'auto' }, question);
    show.onclick = () => void open(id);
    const remove = createElement(
      'button',
      { type: 'button', className: 'quiet-button', ariaLabel: messages.eraseConversation(question) },
      messages.erase,
    );
    remove.onclick = () => void erase([conversation]);
    const when = createElement('span', { className: 'date' }, messages.date(date));
    return createElement('li', {}, show, when, remove);
  });
  const all = createElement('button', { type: 'button', className: 'quiet-button' }, messages.eraseAll);
  all.onclick = () => {
    // The first press asks, the second one erases.
    if (all.dataset.asked === undefined) all.textContent = messages.confirmEraseAll(past.length);
    else void erase(past);
    all.dataset.asked = '';
  };
  return [
    createElement('h3', {}, messages.past),
    createElement('p', { className: 'hint' }, messages.pastHint),
    createElement('ul', {}, ...rows),
    createElement('p', { className: 'erase-all' }, all),
  ];
}
