import type { Answer } from '../protocol/answer.ts';
import { DOCUMENT_LANGUAGES, listLanguages } from '../protocol/document-languages.ts';
import type { Language, LanguageTag } from '../protocol/language.ts';
import { createLruCache } from '../runtime/lru-cache.ts';
import type { DocumentReader, StoredDocument } from '../stores/document-reader.ts';
import { detectLanguage } from '../text/detect-language.ts';
import { isOtherLanguage, isSameLanguage, UNDETERMINED } from '../text/language-tags.ts';
import type { AnswerContext, Answerer } from './answer.ts';
import { unansweredText } from './phrases.ts';

type DocumentLanguage = Pick<StoredDocument, 'id' | 'language'>;

/** Languages that are named, at most. */
const MAX_NAMED = 8;

/**
 * Puts behind an answerer what says which languages the documents have, where the question is in none of them and is not answered: the reader then asks in one
 * of those. Where they do not say, the text says it; beside quotes, whose language is seen, only `documentLanguages` does.
 */
export function nameDocumentLanguages<Answering extends { answerer: Answerer }>(
  answering: Answering,
  store: Pick<DocumentReader, 'generation' | 'documents'>,
): Answering {
  // Read once while the index has one generation: a large folder has thousands of documents.
  const latest = createLruCache<number, DocumentLanguage[]>(1);
  const documents = async () =>
    latest(await store.generation(), async () =>
      (await store.documents()).map(({ id, language }) => ({ id, language })),
    );
  const answerer: Answerer = {
    async *answer(found, context) {
      for await (const event of answering.answerer.answer(found, context)) {
        if (event.event !== 'answer-end' || event.data.kind === 'answered') {
          yield event;
          continue;
        }
        const languages = otherLanguages(context.question, await documents());
        const text =
          languages.length > 0 && hasNothing(event.data) ? ` ${describeLanguages(languages, event.data.language)}` : '';
        if (text !== '') yield { event: 'text-delta', data: { text } };
        const named = languages.length > 0 && { documentLanguages: languages };
        yield { ...event, data: { ...event.data, text: event.data.text + text, ...named } };
      }
    },
  };
  return { ...answering, answerer };
}

/** Whether an answer says that the documents do not say, and no more: of a clause that is not there more is said. */
function hasNothing({ reason, text, language }: Answer): boolean {
  return (reason === 'nothing-relevant' || reason === 'not-in-document') && text === unansweredText(reason, language);
}

/** The languages of the documents that are asked, that of most of them first; none where one of them is that of the question, or that is not known. */
function otherLanguages(
  { message, documentIds }: AnswerContext['question'],
  documents: readonly DocumentLanguage[],
): LanguageTag[] {
  const asked = detectLanguage(message);
  const isAsked = documentIds && new Set(documentIds);
  const counts = new Map<LanguageTag, number>();
  for (const { id, language } of documents) {
    if (language === UNDETERMINED || isAsked?.has(id) === false) continue;
    if (!isOtherLanguage(asked, language)) return [];
    const known = [...counts.keys()].find((tag) => isSameLanguage(tag, language)) ?? language;
    counts.set(known, (counts.get(known) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, MAX_NAMED)
    .map(([tag]) => tag);
}

function describeLanguages(tags: readonly LanguageTag[], language: Language): string {
  const { one, other } = DOCUMENT_LANGUAGES[language];
  return ((tags.length === 1 && one) || other).replace('{languages}', () => listLanguages(tags, language));
}
