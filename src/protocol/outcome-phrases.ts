import type { UnansweredReason } from './answer.ts';
import type { Language } from './language.ts';

/** What is said instead of an answer, by its reason, and before quotes that need not answer. */
export const OUTCOME_PHRASES: Record<Language, Record<UnansweredReason | 'related', string>> = {
  ru: {
    related: 'Ближайшие места в документах:',
    'nothing-relevant': 'В документе об этом не сказано.',
    'not-in-document': 'В документе об этом не сказано.',
    'nothing-to-search':
      'Вопрос не понят: в нём нет слов, которые можно найти. Спросите словами о содержании документа.',
    'no-documents': 'Нет ни одного документа, в котором можно искать ответ.',
    'nothing-more': 'Больше об этом в документах ничего не сказано.',
  },
  en: {
    related: 'Closest passages:',
    'nothing-relevant': 'The document does not say.',
    'not-in-document': 'The document does not say.',
    'nothing-to-search': 'The question has no words to search for. Ask in words about what the document says.',
    'no-documents': 'There is no document to search.',
    'nothing-more': 'The documents say no more about it.',
  },
};
