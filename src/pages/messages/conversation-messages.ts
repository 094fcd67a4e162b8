import type { ConversationFailure } from '../conversations/kept-conversation.ts';

/** Everything that is said about the conversations of this browser. */
export interface ConversationMessages {
  conversations: string;
  /** The one in the chat. */
  current: string;
  nothingAsked: string;
  print: string;
  download: string;
  past: string;
  pastHint: string;
  erase: string;
  eraseConversation: (question: string) => string;
  eraseAll: string;
  /** On the same button, once it was pressed. */
  confirmEraseAll: (count: number) => string;
  erased: string;
  close: string;
  /** Why a conversation was not opened or erased. */
  failures: Record<ConversationFailure, string>;
  date: (isoDate: string) => string;
}

const RUSSIAN: ConversationMessages = {
  conversations: 'Разговоры',
  current: 'Этот разговор',
  nothingAsked: 'Вопросов пока нет. Ответы можно будет напечатать и скачать.',
  print: 'Печать или PDF',
  download: 'Скачать Markdown',
  past: 'Прошлые разговоры',
  pastHint: 'Список хранится в этом браузере, вопросы и ответы — на сервере.',
  erase: 'Стереть',
  eraseConversation: (question) => `Стереть разговор «${question}»`,
  eraseAll: 'Стереть все',
  confirmEraseAll: (count) => `Нажмите ещё раз, чтобы стереть все (${count})`,
  erased: 'Стёрто',
  close: 'Закрыть',
  failures: {
    expired: 'Этого разговора на сервере больше нет; из списка он убран.',
    failed: 'Сервер не ответил. Попробуйте ещё раз.',
  },
  date: (isoDate) => inWords(isoDate, 'ru-RU'),
};

const ENGLISH: ConversationMessages = {
  conversations: 'Conversations',
  current: 'This conversation',
  nothingAsked: 'Nothing has been asked yet. Answers can be printed and downloaded.',
  print: 'Print or PDF',
  download: 'Download Markdown',
  past: 'Earlier conversations',
  pastHint: 'The list is in this browser; the server keeps questions and answers.',
  erase: 'Erase',
  eraseConversation: (question) => `Erase the conversation “${question}”`,
  eraseAll: 'Erase all',
  confirmEraseAll: (count) => `Press again to erase all (${count})`,
  erased: 'Erased',
  close: 'Close',
  failures: {
    expired: 'The server has this conversation no longer; it was taken off the list.',
    failed: 'The server did not answer. Try again.',
  },
  date: (isoDate) => inWords(isoDate, 'en-GB'),
};

/** The messages in the language of the page. */
export function conversationMessages(): ConversationMessages {
  return document.documentElement.lang === 'ru' ? RUSSIAN : ENGLISH;
}

function inWords(isoDate: string, locale: string): string {
  return new Date(isoDate).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
}
