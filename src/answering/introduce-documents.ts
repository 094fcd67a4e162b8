import type { Answer } from '../protocol/answer.ts';
import type { Introduction } from '../protocol/documents.ts';
import type { Language } from '../protocol/language.ts';
import { createLruCache } from '../runtime/lru-cache.ts';
import type { DocumentReader, StoredDocument } from '../stores/document-reader.ts';
import { countOf, inWords } from './count-of.ts';
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

const WORDS: Record<Language, { others: string; none: string }> = {
  ru: { others: ' и другие', none: 'Документов пока нет.' },
  en: { others: ' and others', none: 'There are no documents yet.' },
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
    const size = countOf(first.paragraphs, 'paragraphs', language);
    return [first.title, ...(first.date ? [inWords(first.date, language)] : []), size].join(' · ');
  }
  const titles = documents.slice(0, MAX_LISTED_TITLES).map(({ title }) => quoted(title, language));
  const more = documents.length > MAX_LISTED_TITLES ? words.others : '';
  return `${countOf(documents.length, 'documents', language)}: ${titles.join(', ')}${more}`;
}
