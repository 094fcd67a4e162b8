import type { ChatSettings } from './chat-settings.ts';
import { type Conversation, createConversation } from './conversation/conversation.ts';
import { loadConversation, saveConversation } from './conversation/save-conversation.ts';
import { sessionStorageOfTab } from './conversation/session-storage.ts';
import { askServer } from './requests/ask-server.ts';
import { deleteConversation, sendFeedback } from './requests/kept-conversation.ts';

/** An arriving answer is saved after a pause of this length, and when it is complete. */
const SAVING_PAUSE_MS = 300;

/** Opens the conversation of a chat: the one it had before its page was loaded again, or a new one. */
export function openConversation(
  chat: HTMLElement,
  { settings, onChange }: { settings: () => ChatSettings; onChange: () => void },
): Conversation {
  const storage = sessionStorageOfTab();
  const key = sessionKey(chat, settings());
  let timer: ReturnType<typeof setTimeout> | undefined;
  return createConversation({
    ask: (request, signal) => askServer(settings().server, request, { signal }),
    sendFeedback: (answer, feedback) => sendFeedback(settings().server, answer, feedback),
    deleteConversation: (conversationId) => deleteConversation(settings().server, conversationId),
    saved: loadConversation(storage, key),
    onChange: (changed) => {
      clearTimeout(timer);
      const save = () => saveConversation(storage, key, changed);
      // Not with every word that arrives: saving would keep a phone busy.
      if (changed.turns.at(-1)?.status === 'answering') timer = setTimeout(save, SAVING_PAUSE_MS);
      else save();
      onChange();
    },
  });
}

/** The key a conversation is saved under. A chat is recognized by its id, or else by its position among the chats of the page. */
function sessionKey(chat: HTMLElement, { server, documentIds, tags }: ChatSettings): string {
  const chats = [...chat.ownerDocument.getElementsByTagName(chat.localName)];
  const name = chat.id || Math.max(0, chats.indexOf(chat));
  return ['pilcrow-chat', server.href, [...documentIds, ...tags].join(','), name].join(' ');
}
