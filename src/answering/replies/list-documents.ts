import type { Language } from '../../protocol/language.ts';
import type { StoredDocument } from '../../stores/document-reader.ts';
import { countOf } from '../count-of.ts';
import { quoted } from '../phrases.ts';

/** Titles that are named; the others are counted. */
const MAX_TITLES = 20;
/** Of a title that is longer, the beginning is named, in UTF-16 code units. */
const MAX_TITLE_LENGTH = 120;

const WORDS: Record<Language, { lead: (count: string) => string; others: (count: string) => string; none: string }> = {
  ru: {
    lead: (count) => `Я ищу ответы здесь (${count}):`,
    others: (count) => `и ещё ${count}`,
    none: 'Документов пока нет.',
  },
  en: {
    lead: (count) => `I look for answers in ${count}:`,
    others: (count) => `and another ${count}`,
    none: 'There are no documents yet.',
  },
};

/** Which documents there are, a line each: their titles, in the order given. */
export function listDocuments(documents: readonly Pick<StoredDocument, 'title'>[], language: Language): string {
  const words = WORDS[language];
  if (documents.length === 0) return words.none;
  const titles = documents.slice(0, MAX_TITLES).map(({ title }) => quoted(shortened(title), language));
  const others = documents.length - titles.length;
  return [
    words.lead(countOf(documents.length, 'documents', language)),
    ...[...titles, ...(others > 0 ? [words.others(countOf(others, 'documents', language))] : [])].map(
      (line) => `- ${line}`,
    ),
  ].join('\n');
}

function shortened(title: string): string {
  return title.length <= MAX_TITLE_LENGTH ? title : `${title.slice(0, MAX_TITLE_LENGTH).replace(/\s+\S*$/u, '')}…`;
}
