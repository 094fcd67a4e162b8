import type { Answer } from '../../protocol/answer.ts';
import type { Introduction } from '../../protocol/documents.ts';
import type { Language } from '../../protocol/language.ts';
import { createLruCache } from '../../runtime/lru-cache.ts';
import { createTaskQueue } from '../../runtime/task-queue.ts';
import type { DocumentReader, StoredDocument } from '../../stores/document-reader.ts';
import { countOf, inWords } from '../count-of.ts';
import { quoted } from '../phrases.ts';
import { type DocumentStructure, readStructure } from '../structure/read-structure.ts';
import { suggestQuestions } from './suggest-questions.ts';

/** What is to be introduced, and in which language. */
export interface IntroductionRequest {
  language: Language;
  /** These documents only; those that are not there are passed over. */
  documentIds?: string[] | undefined;
}

const MAX_CACHED_INTRODUCTIONS = 100;
const MAX_CACHED_STRUCTURES = 8;
const MAX_LISTED_TITLES = 3;

const WORDS: Record<Language, { others: string; none: string }> = {
  ru: { others: ' и другие', none: 'Документов пока нет.' },
  en: { others: ' and others', none: 'There are no documents yet.' },
};

/**
 * Creates the function that introduces documents. An introduction is made once a generation of the index, when it is first wanted: its questions are really
 * asked. One is made at a time, so that many of them leave room for the questions of readers.
 *
 * @param parts.ask Answers with excerpts: a chat model is not paid for what may never be asked.
 */
export function createIntroducer({
  store,
  ask,
}: {
  store: DocumentReader;
  ask: (question: { message: string; documentIds?: string[] | undefined }) => Promise<Answer>;
}): (request: IntroductionRequest) => Promise<Introduction> {
  const introductions = createLruCache<string, Introduction>(MAX_CACHED_INTRODUCTIONS);
  const enqueueTask = createTaskQueue();

  return async ({ language, documentIds }) => {
    const wanted = documentIds && [...new Set(documentIds)].sort();
    // The generation changes with everything an answer is made from, also with documents that are not introduced.
    const key = JSON.stringify([language, wanted, await store.generation()]);
    const introduce = async () => {
      const documents = (await store.documents()).filter(({ id }) => wanted?.includes(id) ?? true);
      const askThese = (message: string) => ask({ message, documentIds: wanted });
      const readOnce = createStructureReader(store);
      return {
        about: describeDocuments(documents, language),
        questions: await suggestQuestions(documents, { language, ask: askThese, readStructure: readOnce }),
      };
    };
    return introductions(key, () => enqueueTask(introduce));
  };
}

/** Creates the function that reads the structure of a document, kept as long as the function. */
function createStructureReader(store: DocumentReader) {
  const structures = createLruCache<string, DocumentStructure | null>(MAX_CACHED_STRUCTURES);
  return (id: string) =>
    structures(id, async () => {
      const document = await store.document(id);
      return document && readStructure(document);
    });
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
