import type { AnswerKind, UnansweredReason } from '../protocol/answer.ts';
import { type Language, type LanguageTag, languageCode } from '../protocol/language.ts';
import { OUTCOME_PHRASES } from '../protocol/outcome-phrases.ts';
import { QUOTATION_MARKS } from '../protocol/quotes/answer-parts.ts';
import { withoutMarkup } from '../protocol/quotes/quote-lines.ts';
import { isOtherLanguage, languageName, UNDETERMINED } from '../text/language-tags.ts';

/** What the product itself says in an answer, in the language that `answerLanguage` chooses. Everything else in an answer is quoted. */
interface Phrases {
  /** Before excerpts in which a chat model found no answer. */
  refused: string;
  /** Before quotes in another language than the question's. */
  otherLanguage: (options: { isOneDocument: boolean; language: string }) => string;
  /** A language in `otherLanguage`: one of the product's own, and one with this name. */
  ownLanguage: Record<Language, string>;
  foreignLanguage: (name: string) => string;
}

const PHRASES: Record<Language, Phrases> = {
  ru: {
    refused: 'Модель не нашла ответа. Ближайшие места в документах:',
    otherLanguage: ({ isOneDocument, language }) =>
      `Выдержки из ${isOneDocument ? 'документа' : 'документов'}, ${language}:`,
    ownLanguage: { ru: 'по-русски', en: 'по-английски' },
    foreignLanguage: (name) => `язык — ${name}`,
  },
  en: {
    refused: 'The model found no answer. Closest passages:',
    otherLanguage: ({ isOneDocument, language }) =>
      `Excerpts from the ${isOneDocument ? 'document' : 'documents'}, ${language}:`,
    ownLanguage: { ru: 'in Russian', en: 'in English' },
    foreignLanguage: (name) => `in ${name}`,
  },
};

/** The line before excerpts in which a chat model found no answer. */
export function refusedText(language: Language): string {
  return PHRASES[language].refused;
}

/**
 * The line before the quotes, or null when they speak for themselves.
 *
 * @param options.language The language it is in.
 * @param options.quoted What is quoted. That quotes are in another language than the question's is said where all are in the same.
 */
export function leadIn(
  kind: AnswerKind,
  {
    language,
    question,
    quoted,
  }: { language: Language; question: LanguageTag; quoted: readonly { language: LanguageTag; documentId: string }[] },
): string | null {
  const phrases = PHRASES[language];
  if (kind === 'related') return OUTCOME_PHRASES[language].related;
  // Without knowing the question's language, the reader of the answer reads the language that it is in.
  const read = question === UNDETERMINED ? language : question;
  const named = new Set(quoted.map((paragraph) => otherLanguageOf(paragraph.language, { read, language })));
  const [only] = named;
  if (named.size !== 1 || !only) return null;
  return phrases.otherLanguage({
    isOneDocument: new Set(quoted.map(({ documentId }) => documentId)).size === 1,
    language: only,
  });
}

function otherLanguageOf(
  quoted: LanguageTag,
  { read, language }: { read: LanguageTag; language: Language },
): string | null {
  if (!isOtherLanguage(read, quoted)) return null;
  const { ownLanguage, foreignLanguage } = PHRASES[language];
  const { data: own } = languageCode.safeParse(quoted);
  return own ? ownLanguage[own] : foreignLanguage(languageName(quoted, language)!);
}

/** What is said instead of an answer. */
export function unansweredText(reason: UnansweredReason, language: Language): string {
  return OUTCOME_PHRASES[language][reason];
}

/** A name in the quotation marks of the answer's language. It is `withoutMarkup`. */
export function quoted(text: string, language: Language): string {
  const [open, close] = QUOTATION_MARKS[language];
  return `${open}${withoutMarkup(text)}${close}`;
}
