import type { Language } from '../../protocol/language.ts';
import type { FeedbackFailure } from '../requests/kept-conversation.ts';

/** Everything the widget itself says. */
export interface Words {
  heading: string;
  placeholder: string;
  placeholderAbout: string;
  ask: string;
  stop: string;
  open: string;
  close: string;
  showConversation: string;
  hideConversation: string;
  newConversation: string;
  conversation: string;
  question: string;
  worthAsking: string;
  finding: string;
  stopped: string;
  excerpts: string;
  unsupported: string;
  nearest: string;
  otherNearest: string;
  sources: string;
  copy: string;
  copied: string;
  thumbs: Record<'up' | 'down', string>;
  askedComments: Record<'up' | 'down', string>;
  send: string;
  sent: string;
  notSent: Record<FeedbackFailure, string>;
  retry: string;
  showInDocument: string;
  citation: (marker: number, paragraph: number) => string;
  paragraph: (paragraph: number) => string;
  page: (page: number) => string;
  about: (paragraph: number) => string;
  removeAbout: string;
  answerArrived: string;
  offline: string;
  limited: (seconds: number | null) => string;
  preparing: string;
  busy: string;
  refused: string;
  failed: string;
}

export const WORDS: Record<Language, Words> = {
  ru: {
    heading: 'Вопросы о документе',
    placeholder: 'Ваш вопрос',
    placeholderAbout: 'Вопрос об этом абзаце',
    ask: 'Спросить',
    stop: 'Остановить',
    open: 'Задать вопрос',
    close: 'Закрыть',
    showConversation: 'Показать вопросы и ответы',
    hideConversation: 'Скрыть вопросы и ответы',
    newConversation: 'Новый разговор',
    conversation: 'Вопросы и ответы',
    question: 'Вопрос',
    worthAsking: 'Можно спросить',
    finding: 'Ищем в документе',
    stopped: 'Ответ остановлен.',
    excerpts: 'Выдержки из документа',
    unsupported: 'Цитатами не подтверждено',
    nearest: 'Ближайшее по смыслу',
    otherNearest: 'Другие близкие абзацы',
    sources: 'Источники',
    copy: 'Копировать',
    copied: 'Скопировано',
    thumbs: { up: 'Ответ помог', down: 'Ответ не помог' },
    askedComments: { up: 'Что помогло? Необязательно', down: 'Что не так? Необязательно' },
    send: 'Отправить',
    sent: 'Отправлено',
    notSent: {
      offline: 'Не отправлено: нет связи с сервером.',
      limited: 'Не отправлено: слишком часто. Повторите немного позже.',
      expired: 'Не отправлено: сервер больше не хранит этот разговор.',
      failed: 'Не отправлено. Повторите.',
    },
    retry: 'Повторить',
    showInDocument: 'Показать в документе',
    citation: (marker, paragraph) => `Цитата ${marker}, абзац ${paragraph}`,
    paragraph: (paragraph) => `Абзац ${paragraph}`,
    page: (page) => `с. ${page}`,
    about: (paragraph) => `Об абзаце ¶${paragraph}`,
    removeAbout: 'Спросить обо всём документе',
    answerArrived: 'Ответ получен.',
    offline: 'Нет связи с сервером. Проверьте подключение и повторите.',
    limited: (seconds) =>
      seconds === null
        ? 'Слишком много вопросов подряд. Повторите немного позже.'
        : `Слишком много вопросов подряд. Повторите через ${seconds} с.`,
    preparing: 'Документы ещё готовятся. Повторите через минуту.',
    busy: 'Сервер занят. Повторите через минуту.',
    refused: 'Сервер не принял вопрос.',
    failed: 'Ответ не получен. Повторите.',
  },
  en: {
    heading: 'Questions about the document',
    placeholder: 'Your question',
    placeholderAbout: 'A question about this paragraph',
    ask: 'Ask',
    stop: 'Stop',
    open: 'Ask a question',
    close: 'Close',
    showConversation: 'Show questions and answers',
    hideConversation: 'Hide questions and answers',
    newConversation: 'New conversation',
    conversation: 'Questions and answers',
    question: 'Question',
    worthAsking: 'Worth asking',
    finding: 'Searching the document',
    stopped: 'The answer was stopped.',
    excerpts: 'Excerpts from the document',
    unsupported: 'Not supported by the quotes',
    nearest: 'Nearest in meaning',
    otherNearest: 'Other paragraphs nearby',
    sources: 'Sources',
    copy: 'Copy',
    copied: 'Copied',
    thumbs: { up: 'This answer helped', down: 'This answer did not help' },
    askedComments: { up: 'What helped? Optional', down: 'What is wrong? Optional' },
    send: 'Send',
    sent: 'Sent',
    notSent: {
      offline: 'Not sent: the server cannot be reached.',
      limited: 'Not sent: too often. Try again a little later.',
      expired: 'Not sent: the server no longer keeps this conversation.',
      failed: 'Not sent. Try again.',
    },
    retry: 'Try again',
    showInDocument: 'Show in the document',
    citation: (marker, paragraph) => `Citation ${marker}, paragraph ${paragraph}`,
    paragraph: (paragraph) => `Paragraph ${paragraph}`,
    page: (page) => `p. ${page}`,
    about: (paragraph) => `About ¶${paragraph}`,
    removeAbout: 'Ask about the whole document',
    answerArrived: 'The answer has arrived.',
    offline: 'The server cannot be reached. Check the connection and try again.',
    limited: (seconds) =>
      seconds === null
        ? 'Too many questions in a row. Try again a little later.'
        : `Too many questions in a row. Try again in ${seconds} s.`,
    preparing: 'The documents are being prepared. Try again in a minute.',
    busy: 'The server is busy. Try again in a minute.',
    refused: 'The server did not accept the question.',
    failed: 'The answer did not arrive. Try again.',
  },
};

/** The language a text is written in, by its letters: for the `lang` of words that are not the widget's own. */
export function languageOf(text: string): Language {
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return cyrillic >= latin ? 'ru' : 'en';
}

/** A text in the quotation marks of its own language. */
export function inQuotationMarks(text: string): string {
  return languageOf(text) === 'ru' ? `«${text}»` : `“${text}”`;
}
