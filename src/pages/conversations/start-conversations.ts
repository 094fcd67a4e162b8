import type { Language } from '../../protocol/language.ts';
import type { PilcrowChat } from '../../widget/pilcrow-chat.tsx';
import { conversationMessages } from '../messages/conversation-messages.ts';
import { saveFile } from '../save-file.ts';
import { serverAddress } from '../server-address.ts';
import { conversationMarkdown } from './conversation-markdown.ts';
import { createConversationsDialog } from './conversations-dialog.ts';
import { loadTurns } from './kept-conversation.ts';
import { forgetConversation, keepConversation, readPastConversations } from './past-conversations.ts';
import { printConversation } from './print-conversation.ts';

/**
 * Keeps a list of the conversations of the chat that the server keeps, which a button shows: each is opened again or erased there, and the one in the chat is
 * printed or saved as a file. A new conversation leaves the one before in the list.
 */
export function startConversations(chat: PilcrowChat, button: HTMLElement): void {
  const messages = conversationMessages();
  chat.addEventListener('pilcrow-answer', () => keepInList(chat));
  chat.addEventListener('pilcrow-clear', (event) => {
    event.preventDefault();
    showNothing(chat);
  });
  const showDialog = createConversationsDialog(messages, {
    hasTurns: () => turnsOf(chat).length > 0,
    print: () => void printConversation(chat),
    download: () => download(chat),
    async open(id) {
      const turns = await loadTurns(id);
      if (turns === 'expired') forgetConversation(id);
      if (typeof turns === 'string') return turns;
      chat.conversation?.load({ conversationId: id, turns });
      chat.open();
      return null;
    },
    onErased(id) {
      forgetConversation(id);
      if (idOf(chat) === id) showNothing(chat);
    },
  });
  button.onclick = showDialog;
  button.classList.remove('waiting');
}

const turnsOf = (chat: PilcrowChat) => chat.conversation?.turns ?? [];
const idOf = (chat: PilcrowChat) => turnsOf(chat).findLast(({ answer }) => answer !== null)?.answer?.conversationId;
const showNothing = (chat: PilcrowChat) => chat.conversation?.load({ conversationId: null, turns: [] });

/** Puts the conversation whose answer has just arrived on the list, where the server keeps it. */
function keepInList(chat: PilcrowChat): void {
  const turns = turnsOf(chat);
  const id = idOf(chat);
  if (id === undefined || !turns.at(-1)?.isKept) return;
  const known = readPastConversations().find((past) => past.id === id);
  const question = known?.question ?? turns[0]!.question;
  keepConversation({ id, question, date: new Date().toISOString() });
}

function download(chat: PilcrowChat): void {
  const title = chat.shadowRoot?.querySelector('h2')?.textContent ?? document.title;
  const language = document.documentElement.lang as Language;
  const markdown = conversationMarkdown(turnsOf(chat), { title, language, server: new URL(serverAddress('.')) });
  const day = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
  saveFile(new Blob([markdown], { type: 'text/markdown' }), `conversation-${day}.md`);
}
