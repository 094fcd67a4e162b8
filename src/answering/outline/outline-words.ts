import type { Language } from '../../protocol/language.ts';
import { quoted } from '../phrases.ts';

/** What the product itself says in an outline. */
interface OutlineWords {
  outline: (title: string) => string;
  sections: (title: string, count: number) => string;
  documents: string;
  /** Sections that there was no room for. */
  others: (headings: string[]) => string;
  otherDocuments: (count: number) => string;
}

export const OUTLINE_WORDS: Record<Language, OutlineWords> = {
  ru: {
    outline: (title) => `Обзор документа ${quoted(title, 'ru')} его словами:`,
    sections: (title, count) => `Разделы документа ${quoted(title, 'ru')}, всего ${count}:`,
    documents: 'О чём документы, их словами:',
    others: (headings) => `Другие разделы: ${headings.join('; ')}.`,
    otherDocuments: (count) => `Других документов: ${count}.`,
  },
  en: {
    outline: (title) => `Outline of ${quoted(title, 'en')} in its own words:`,
    sections: (title, count) => `Sections of ${quoted(title, 'en')}, ${count} in all:`,
    documents: 'What the documents are about, in their own words:',
    others: (headings) => `Other sections: ${headings.join('; ')}.`,
    otherDocuments: (count) => `Other documents: ${count}.`,
  },
};
