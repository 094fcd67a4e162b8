/** Everything the reader's own tools say. */
export interface ReaderMessages {
  find: string;
  /** How many matches there are, and which of them is shown. */
  found: (current: number, count: number) => string;
  notFound: string;
  previous: string;
  next: string;
  /** In two parts: a phone has room for the first. */
  askAbout: [verb: string, object: string];
  askAboutParagraph: (paragraph: number) => string;
  backToAnswer: string;
  clear: string;
  marked: (paragraph: number) => string;
  notes: string;
}

const RUSSIAN: ReaderMessages = {
  find: 'Найти в документе',
  found: (current, count) => `${current} из ${count}`,
  notFound: 'Не найдено',
  previous: 'Предыдущее',
  next: 'Следующее',
  askAbout: ['Спросить', 'об этом'],
  askAboutParagraph: (paragraph) => `Спросить об этом: абзац ${paragraph}`,
  backToAnswer: 'К ответу',
  clear: 'Снять выделение',
  marked: (paragraph) => `В документе выделен абзац ${paragraph}`,
  notes: 'Выделенные места',
};

const ENGLISH: ReaderMessages = {
  find: 'Find in the document',
  found: (current, count) => `${current} of ${count}`,
  notFound: 'Not found',
  previous: 'Previous',
  next: 'Next',
  askAbout: ['Ask', 'about this'],
  askAboutParagraph: (paragraph) => `Ask about this: paragraph ${paragraph}`,
  backToAnswer: 'Back to the answer',
  clear: 'Clear the marks',
  marked: (paragraph) => `Paragraph ${paragraph} is marked in the document`,
  notes: 'Marked passages',
};

/** The messages in the language of the page. */
export function readerMessages(): ReaderMessages {
  return document.documentElement.lang === 'ru' ? RUSSIAN : ENGLISH;
}
