import { render } from 'preact';
import type { Language } from '../protocol/language.ts';
import type { AskedParagraph } from './chat-element.ts';
import type { ChatSettings } from './chat-settings.ts';
import type { Conversation } from './conversation/conversation.ts';
import { mergeMessages } from './messages/merge-messages.ts';
import { MESSAGES_BY_LANGUAGE } from './messages/messages-by-language.ts';
import type { Providers } from './requests/create-providers.ts';
import { ChatContextProvider, type EmitEvent } from './view/chat-context.ts';
import type { ChatActions, ChatParts, ChatState } from './view/chat-parts.ts';
import { ChatView } from './view/chat-view.tsx';

/** What a chat is drawn from. */
interface DrawnChat {
  settings: ChatSettings;
  conversation: Conversation;
  providers: Providers;
  about: AskedParagraph | null;
  /** Whether the visitor has opened it; a chat that is a part of the page needs no opening. */
  isOpened: boolean;
  actions: ChatActions;
  parts: ChatParts;
  emit: EmitEvent;
}

/** Draws a chat: its settings, its words, its conversation, and before the first question an introduction. */
export function drawChat(root: ShadowRoot, { actions, parts, emit, ...chat }: DrawnChat): void {
  const { messages: own, language, contact, server } = chat.settings;
  const { messages: known, isWaiting } = chat.providers.loader.messagesIn(language, server);
  const messages = mergeMessages(known, own);
  const isOwn = (answer: Language) => answer === language || !Object.hasOwn(MESSAGES_BY_LANGUAGE, language);
  const labelsIn = (answer: Language) => (isOwn(answer) ? messages : MESSAGES_BY_LANGUAGE[answer]);
  const { mode, theme, heading, placeholder, position, layer } = chat.settings;
  const { turns, isBusy } = chat.conversation;
  const isOpen = chat.isOpened || mode === 'inline';
  const state: ChatState = {
    ...{ mode, theme, position, layer, isOpen, isWaiting, turns, isBusy, about: chat.about },
    heading: heading ?? messages.heading,
    placeholder: placeholder ?? messages.placeholder,
    introduction: isOpen && turns.length === 0 ? chat.providers.introducer.introductionFor(chat.settings) : null,
  };
  render(
    <ChatContextProvider value={{ messages, labelsIn, contact, server, emit }}>
      <ChatView state={state} actions={actions} parts={parts} />
    </ChatContextProvider>,
    root,
  );
}

/** Draws a saved conversation for the first time. One that is damaged in a way that only shows here is cleared. */
export function drawSaved(
  root: ShadowRoot,
  { conversation, draw }: { conversation: Conversation; draw: () => void },
): void {
  try {
    draw();
  } catch {
    render(null, root);
    conversation.clear();
    draw();
  }
}
