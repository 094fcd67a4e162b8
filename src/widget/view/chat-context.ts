import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../../protocol/language.ts';
import type { ChatEvents } from '../chat-element.ts';
import { WORDS, type Words } from '../messages/messages.ts';

/** Tells the page of an event. False when the page cancelled it, to show by itself what was asked for. */
export type EmitEvent = <Name extends keyof ChatEvents>(name: Name, detail: ChatEvents[Name]['detail']) => boolean;

/** What every part of the chat may need, so that it is not handed through each level. */
export interface ChatContext {
  /** The language of the controls; an answer's own words are in the answer's. */
  language: Language;
  words: Words;
  server: URL;
  tell: EmitEvent;
}

const Context = createContext<ChatContext>({
  language: 'en',
  words: WORDS.en,
  server: new URL('http://localhost/'),
  tell: () => true,
});

/** Gives the parts below it their context. */
export const ChatContextProvider = Context.Provider;

/** The context of the chat this part is in. */
export const useChat = () => useContext(Context);
