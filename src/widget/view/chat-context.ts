import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../../protocol/language.ts';
import type { ChatEvents } from '../chat-element.ts';
import type { Messages } from '../messages/messages.ts';
import { MESSAGES_BY_LANGUAGE } from '../messages/messages-by-language.ts';

/** Dispatches an event of the chat to the page. Returns false when the page cancelled it, to show by itself what was asked for. */
export type EmitEvent = <Name extends keyof ChatEvents>(name: Name, detail: ChatEvents[Name]['detail']) => boolean;

/** What every component of the chat may need, so that it is not passed through each level. */
interface ChatContext {
  /** The language of the controls; labels that belong to an answer are in the language of the answer. */
  language: Language;
  messages: Messages;
  server: URL;
  emit: EmitEvent;
}

const Context = createContext<ChatContext>({
  language: 'en',
  messages: MESSAGES_BY_LANGUAGE.en,
  server: new URL('http://localhost/'),
  emit: () => true,
});

/** Provides the context to the components inside. */
export const ChatContextProvider = Context.Provider;

/** The context of the chat that the component is in. */
export const useChat = () => useContext(Context);
