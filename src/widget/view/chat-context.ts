import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../../protocol/language.ts';
import type { ChatEvents } from '../chat-element.ts';
import type { Messages } from '../messages/messages.ts';
import { MESSAGES_BY_LANGUAGE } from '../messages/messages-by-language.ts';

/** Dispatches an event of the chat to the page. Returns false when the page cancelled it, to show by itself what was asked for. */
export type EmitEvent = <Name extends keyof ChatEvents>(name: Name, detail: ChatEvents[Name]['detail']) => boolean;

/** What every part of the chat may need, so that it is not handed through each level. */
export interface ChatContext {
  /** The language of the controls; an answer's own words are in the answer's. */
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

/** Gives the parts below it their context. */
export const ChatContextProvider = Context.Provider;

/** The context of the chat this part is in. */
export const useChat = () => useContext(Context);
