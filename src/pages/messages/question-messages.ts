/** Everything the script of the page of questions says. */
export interface QuestionMessages {
  copied: string;
  saved: string;
}

const RUSSIAN: QuestionMessages = {
  copied: 'Строка скопирована. Вставьте её в файл вопросов.',
  saved: 'Строка сохранена в файл questions.jsonl.',
};

const ENGLISH: QuestionMessages = {
  copied: 'The line is copied. Paste it into a file of questions.',
  saved: 'The line is saved as questions.jsonl.',
};

/** The messages in the language of the page. */
export function questionMessages(): QuestionMessages {
  return document.documentElement.lang === 'ru' ? RUSSIAN : ENGLISH;
}
