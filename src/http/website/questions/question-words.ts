import type { ReviewedKind } from '../../../conversations/review/collect-questions.ts';
import type { Language } from '../../../protocol/language.ts';

/** Texts of the page of questions in one language. */
interface QuestionWords {
  title: string;
  about: string;
  none: string;
  cut: string;
  /** How many groups are on the page, of how many. */
  shown: (count: number, total: number) => string;
  withoutScript: string;
  download: string;
  chart: string;
  /** What a chart shows, for who does not see it. */
  chartOf: (total: number) => string;
  numbers: string;
  day: string;
  outcomes: Record<ReviewedKind, string>;
  reply: string;
  disliked: string;
  asked: (count: number) => string;
  last: string;
  confidence: string;
  wordings: (count: number) => string;
  nearest: string;
  otherPassages: (count: number) => string;
  noneNear: string;
  line: string;
  notThere: string;
  here: string;
  shortDate: (day: string) => string;
}

const dateIn = (locale: string) => (day: string) =>
  new Date(day).toLocaleDateString(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });

const timesInRussian = (count: number) =>
  `${count} ${new Intl.PluralRules('ru').select(count) === 'few' ? 'раза' : 'раз'}`;

export const QUESTION_WORDS: Record<Language, QuestionWords> = {
  ru: {
    title: 'Вопросы без ответа',
    about:
      'О чём спрашивали, а документы не ответили: вопросы без ответа, с одними лишь близкими местами и те, чей ответ оценили плохо. Похожие вопросы стоят вместе.',
    none: 'Таких вопросов нет.',
    cut: 'Вопросов много: показаны последние.',
    shown: (count, total) => `Показаны первые ${count} из ${total}; все — в CSV.`,
    withoutScript: 'Чтобы войти и скопировать строки, включите JavaScript.',
    download: 'Скачать CSV',
    chart: 'Вопросы по дням',
    chartOf: (total) => `Вопросов за последний месяц: ${total}; числа по дням — в таблице ниже.`,
    numbers: 'Числа по дням',
    day: 'День (UTC)',
    outcomes: { answered: 'с ответом', related: 'только близкие места', unanswered: 'без ответа' },
    reply: 'разговор',
    disliked: 'оценка «плохо»',
    asked: (count) => `спросили ${timesInRussian(count)}`,
    last: 'последний раз',
    confidence: 'уверенность',
    wordings: (count) => `Другими словами: ${count}`,
    nearest: 'Ближайшее место',
    otherPassages: (count) => `Другие близкие места: ${count}`,
    noneNear: 'Ничего близкого в документах нет.',
    line: 'Скопировать строку для npm run evaluate',
    notThere: 'В документах этого нет',
    here: 'Ответ здесь:',
    shortDate: dateIn('ru-RU'),
  },
  en: {
    title: 'Unanswered questions',
    about:
      'What was asked and the documents did not answer: questions without an answer, with related passages only, and those whose answer was rated badly. Questions that are alike stand together.',
    none: 'There are no such questions.',
    cut: 'There are many questions: the latest are shown.',
    shown: (count, total) => `The first ${count} of ${total} are shown; all are in the CSV.`,
    withoutScript: 'Signing in and copying lines needs JavaScript.',
    download: 'Download CSV',
    chart: 'Questions by day',
    chartOf: (total) => `Questions in the last month: ${total}; the table below has the numbers by day.`,
    numbers: 'Numbers by day',
    day: 'Day (UTC)',
    outcomes: { answered: 'answered', related: 'related passages only', unanswered: 'unanswered' },
    reply: 'small talk',
    disliked: 'thumb down',
    asked: (count) => (count === 1 ? 'asked once' : `asked ${count} times`),
    last: 'last on',
    confidence: 'confidence',
    wordings: (count) => `In other words: ${count}`,
    nearest: 'Nearest passage',
    otherPassages: (count) => `Other near passages: ${count}`,
    noneNear: 'The documents have nothing near it.',
    line: 'Copy a line for npm run evaluate',
    notThere: 'Not in the documents',
    here: 'The answer is here:',
    shortDate: dateIn('en-GB'),
  },
};
