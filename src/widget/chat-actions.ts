import type { Answer } from '../protocol/answer.ts';
import type { AskedDocuments, Conversation } from './conversation/conversation.ts';
import type { EmitEvent } from './view/chat-context.ts';
import type { ChatActions } from './view/chat-parts.ts';

/** Creates what a visitor can do in a chat. */
export function createActions({
  chat,
  conversation,
  follow,
  removeAbout,
  draw,
  emit,
}: {
  chat: HTMLElement & { ask: (question: string) => Promise<unknown>; open: () => void; close: () => void };
  conversation: () => Conversation | null;
  /** Asks in one of the ways that a conversation has, and shows the answer. */
  follow: (question: string, ask: (options: AskedDocuments) => Promise<Answer | null>) => Promise<unknown>;
  removeAbout: () => void;
  draw: () => void;
  emit: EmitEvent;
}): ChatActions {
  return {
    ask: (question) => void chat.ask(question),
    askSuggested: (question) => void (emit('pilcrow-suggestion', { question }) && chat.ask(question)),
    retry() {
      const question = conversation()?.turns.at(-1)?.question;
      if (question === undefined) return;
      // The pressed button is removed by the next drawing.
      chat.focus();
      void follow(question, (options) => conversation()!.retry(options));
    },
    stop() {
      conversation()?.stop();
      draw();
      chat.shadowRoot?.querySelector<HTMLElement>('.send')?.focus();
    },
    giveFeedback: (answer, feedback) => conversation()!.giveFeedback(answer, feedback),
    clear() {
      if (emit('pilcrow-clear', null)) conversation()?.clear();
      chat.focus();
    },
    open: () => chat.open(),
    close: () => chat.close(),
    removeAbout() {
      removeAbout();
      chat.open();
    },
  };
}
