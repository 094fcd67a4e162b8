import type { Answer } from '../protocol/answer.ts';
import type { Introduction } from '../protocol/documents.ts';
import type { Language } from '../protocol/language.ts';
import { createLruCache } from '../runtime/lru-cache.ts';
import type { DocumentReader, StoredDocument } from '../stores/document-reader.ts';
import { quoted } from './phrases.ts';
import { suggestQuestions } from './suggest-questions.ts';

/** What is to be introduced, and in which language. */
export interface IntroductionRequest {
  language: Language;
  /** These documents only; those that are not there are passed over. */
  documentIds?: string[] | undefined;
}

const MAX_CACHED_INTRODUCTIONS = 100;
const MAX_LISTED_TITLES = 3;

type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const WORDS: Record<Language, { locale: string; documents: Plural; paragraphs: Plural; others: string; none: string }> =
  {
    ru: {
      locale: 'ru',
      documents: { one: 'документ', few: 'документа', other: 'документов' },
      paragraphs: { one: 'абзац', few: 'абзаца', other: 'абзацев' },
      others: ' и другие',
      none: 'Документов пока нет.',
    },
    en: {
      locale: 'en-GB',
      documents: { one: 'document', other: 'documents' },
      paragraphs: { one: 'paragraph', other: 'paragraphs' },
      others: ' and others',
      none: 'There are no documents yet.',
    },
  };

/** Creates the function that introduces documents. An introduction is made once an index: its questions are really asked. */
export function createIntroducer({
  store,
  ask,
}: {
  store: DocumentReader;
  ask: (question: { message: string; documentIds?: string[] | undefined }) => Promise<Answer>;
}): (request: IntroductionRequest) => Promise<Introduction> {
  const introductions = createLruCache<string, Introduction>(MAX_CACHED_INTRODUCTIONS);
  const readText = async (id: string) => (await store.document(id))?.text ?? '';

  return async ({ language, documentIds }) => {
    const wanted = documentIds && [...new Set(documentIds)].sort();
    // The generation changes with everything an answer is made from, also with documents that are not introduced.
    const key = JSON.stringify([language, wanted, await store.generation()]);
    return introductions(key, async () => {
      const documents = (await store.documents()).filter(({ id }) => wanted?.includes(id) ?? true);
      const askThese = (message: string) => ask({ message, documentIds: wanted });
      return {
        about: describeDocuments(documents, language),
        questions: await suggestQuestions(documents, { language, ask: askThese, readText }),
      };
    });
  };
}

/** What documents are, in one line: title, date and size of one; how many there are of several, and what the first are called. */
export function describeDocuments(documents: StoredDocument[], language: Language): string {
  const words = WORDS[language];
  const [first, ...others] = documents;
  if (!first) return words.none;
  if (others.length === 0) {
    const size = count(first.paragraphs, words.paragraphs, words.locale);
    return [first.title, ...(first.date ? [inWords(first.date, words.locale)] : []), size].join(' · ');
  }
  const titles = documents.slice(0, MAX_LISTED_TITLES).map(({ title }) => quoted(title, language));
  const more = documents.length > MAX_LISTED_TITLES ? words.others : '';
  return `${count(documents.length, words.documents, words.locale)}: ${titles.join(', ')}${more}`;
}

/** «39 абзацев»: a number with the form of the word that goes with it. */
function count(number: number, forms: Plural, locale: string): string {
  const form = forms[new Intl.PluralRules(locale).select(number)] ?? forms.other;
  return `${new Intl.NumberFormat(locale).format(number)} ${form}`;
}

/** @param date ISO, which `Date` takes for midnight in UTC. */
function inWords(date: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));
}
