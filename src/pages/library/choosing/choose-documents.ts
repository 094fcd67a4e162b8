import type { DocumentSummary } from '../../../protocol/documents.ts';
import type { PilcrowChat } from '../../../widget/pilcrow-chat.tsx';
import { createElement } from '../../create-element.ts';
import type { ChoosingMessages } from '../../messages/choosing-messages.ts';
import type { DocumentList } from '../document-list.ts';
import { openUnaskedDocuments } from './unasked-documents.ts';

/** Documents that one question may name. */
const MAX_ASKED = 100;

/** Gives every row of the list a check box: a question is asked of the checked documents, and the chat says of which. What is chosen holds for this browser. */
export function offerChoosing(
  list: DocumentList,
  { place, chat, messages }: { place: HTMLElement; chat: PilcrowChat; messages: ChoosingMessages },
): void {
  const unasked = openUnaskedDocuments();
  const boxes = new Map<string, HTMLInputElement>();
  const showInChat = createChatNarrower(chat, messages);
  const choose = async (ids: string[] | null, isAsked: boolean) => {
    const documents = await list.documents();
    unasked.change(ids ?? documents.map(({ id }) => id), isAsked);
    show(documents);
  };
  const { bar, status } = createBar(messages, (isAsked) => choose(null, isAsked));
  const show = (documents: DocumentSummary[]) => {
    for (const [id, box] of boxes) box.checked = !unasked.has(id);
    const asked = documents.filter(({ id }) => !unasked.has(id));
    status.textContent = showInChat(asked, documents.length);
  };
  list.onRow((row, { id, title }) => {
    const box = createElement('input', { type: 'checkbox', className: 'choice', ariaLabel: messages.ask(title) });
    box.checked = !unasked.has(id);
    box.onchange = () => void choose([id], box.checked);
    boxes.set(id, box);
    row.prepend(box);
  });
  list.onRefresh(show);
  place.before(bar);
  place.classList.add('choosable');
  if (unasked.isEmpty) show([]);
  else void list.documents().then(show);
}

/**
 * Creates what narrows the chat to the documents that are asked, and says so in its heading.
 *
 * @returns A function that takes them and how many there are, and returns what is to be said above the list.
 */
function createChatNarrower(
  chat: PilcrowChat,
  messages: ChoosingMessages,
): (asked: DocumentSummary[], all: number) => string {
  const wholeHeading = chat.getAttribute('heading');
  return (asked, all) => {
    const counts = { asked: asked.length, all };
    const isPart = asked.length > 0 && asked.length < all;
    const isTooMany = isPart && asked.length > MAX_ASKED;
    const isNarrowed = isPart && !isTooMany;
    const titles = asked.map(({ title }) => title);
    setAttribute(chat, 'document', isNarrowed ? asked.map(({ id }) => id).join(',') : null);
    setAttribute(chat, 'heading', isNarrowed ? messages.heading(titles, counts) : wholeHeading);
    return isTooMany ? messages.tooMany(MAX_ASKED) : messages.asked(counts);
  };
}

/** The line above the list: what is asked, and two buttons that check all documents or none. */
function createBar(
  messages: ChoosingMessages,
  chooseAll: (isAsked: boolean) => void,
): { bar: HTMLElement; status: HTMLElement } {
  const status = createElement('span', { role: 'status' });
  const buttons = [true, false].map((isAsked) => {
    const button = createElement(
      'button',
      { type: 'button', className: 'quiet-button' },
      isAsked ? messages.all : messages.none,
    );
    button.onclick = () => chooseAll(isAsked);
    return button;
  });
  return { bar: createElement('p', { className: 'choosing' }, status, ...buttons), status };
}

/** Sets an attribute of the chat where that changes it: a chat that is given the same documents again would introduce them again. */
function setAttribute(chat: PilcrowChat, name: string, value: string | null): void {
  if (chat.getAttribute(name) === value) return;
  if (value === null) chat.removeAttribute(name);
  else chat.setAttribute(name, value);
}
