import type { AnswerKind, UnansweredReason } from '../protocol/answer.ts';
import { type Language, type LanguageTag, languageCode } from '../protocol/language.ts';
import { isOtherLanguage, languageName, UNDETERMINED } from '../text/language-tags.ts';

/** What the product itself says in an answer, in the language that `answerLanguage` chooses. Everything else in an answer is quoted. */
interface Phrases {
  related: string;
  /** Before quotes in another language than the question's: in the product's own, and in one with this name. */
  otherLanguage: Record<Language, string>;
  foreignLanguage: (name: string) => string;
  unanswered: Record<UnansweredReason, string>;
  quotationMarks: [string, string];
}

const PHRASES: Record<Language, Phrases> = {
  ru: {
    related: 'Прямого ответа в документе нет. Ближайшее по смыслу:',
    otherLanguage: { ru: 'Выдержки из документа, по-русски:', en: 'Выдержки из документа, по-английски:' },
    foreignLanguage: (name) => `Выдержки из документа, язык — ${name}:`,
    unanswered: {
      'nothing-relevant': 'В документе об этом не сказано.',
      'not-in-document': 'В документе об этом не сказано.',
      'nothing-to-search':
        'Вопрос не понят: в нём нет слов, которые можно найти. Спросите словами о содержании документа.',
      'no-documents': 'Нет ни одного документа, в котором можно искать ответ.',
      'nothing-more': 'Больше об этом в документах ничего не сказано.',
    },
    quotationMarks: ['«', '»'],
  },
  en: {
    related: 'The document does not say this outright. The nearest it says:',
    otherLanguage: { ru: 'Excerpts from the document, in Russian:', en: 'Excerpts from the document, in English:' },
    foreignLanguage: (name) => `Excerpts from the document, in ${name}:`,
    unanswered: {
      'nothing-relevant': 'The document does not say.',
      'not-in-document': 'The document does not say.',
      'nothing-to-search': 'The question has no words to search for. Ask in words about what the document says.',
      'no-documents': 'There is no document to search.',
      'nothing-more': 'The documents say no more about it.',
    },
    quotationMarks: ['“', '”'],
  },
};

/**
 * The line before the quotes, or null when they speak for themselves.
 *
 * @param options.language The language it is in.
 */
export function leadIn(
  kind: AnswerKind,
  { language, question, quoted }: { language: Language; question: LanguageTag; quoted: LanguageTag },
): string | null {
  const phrases = PHRASES[language];
  if (kind === 'related') return phrases.related;
  // Without knowing the question's language, the reader of the answer reads the language that it is in.
  const read = question === UNDETERMINED ? language : question;
  if (!isOtherLanguage(read, quoted)) return null;
  const { data: own } = languageCode.safeParse(quoted);
  return own ? phrases.otherLanguage[own] : phrases.foreignLanguage(languageName(quoted, language)!);
}

/** What is said instead of an answer. */
export function unansweredText(reason: UnansweredReason, language: Language): string {
  return PHRASES[language].unanswered[reason];
}

/** A quote in the quotation marks of the answer's language. Its own numbers in brackets become `(1)`: `[1]` is a marker. */
export function quoted(text: string, language: Language): string {
  const [open, close] = PHRASES[language].quotationMarks;
  return `${open}${text.replace(/\[(\d+)\]/g, '($1)')}${close}`;
}
