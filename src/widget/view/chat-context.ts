import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../../protocol/language.ts';
import type { ChatEvents } from '../chat-element.ts';
import type { Contact } from '../contact.ts';
import { ENGLISH } from '../messages/en.ts';
import type { Messages } from '../messages/messages.ts';

/** Dispatches an event of the chat to the page. Returns false when the page cancelled it, to show by itself what was asked for. */
export type EmitEvent = <Name extends keyof ChatEvents>(name: Name, detail: ChatEvents[Name]['detail']) => boolean;

/** The messages of the labels that belong to an answer in a language. */
export type LabelsIn = (language: Language) => Messages;

/** What every component of the chat may need, so that it is not passed through each level. */
interface ChatContext {
  /** Those of the controls, in the language of the chat. */
  messages: Messages;
  labelsIn: LabelsIn;
  contact: Contact | null;
  server: URL;
  emit: EmitEvent;
}

const Context = createContext<ChatContext>({
  messages: ENGLISH,
  labelsIn: () => ENGLISH,
  contact: null,
  server: new URL('http://localhost/'),
  emit: () => true,
});

/** Provides the context to the components inside. */
export const ChatContextProvider = Context.Provider;

/** The context of the chat that the component is in. */
export const useChat = () => useContext(Context);
