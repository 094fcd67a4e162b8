import type { Language, LanguageTag } from './language.ts';

/** Said behind an answer to a question in a language that no document is in: by the plural form of how many `{languages}` there are. */
export const DOCUMENT_LANGUAGES: Record<Language, { one?: string; other: string }> = {
  ru: { one: 'Язык документов: {languages}.', other: 'Языки документов: {languages}.' },
  en: { other: 'The documents are in {languages}.' },
};

/** Languages by their names in one of them: "Russian and English". */
export function listLanguages(tags: readonly LanguageTag[], language: LanguageTag): string {
  const names = new Intl.DisplayNames(language, { type: 'language' });
  return new Intl.ListFormat(language).format(tags.map((tag) => names.of(tag) ?? tag));
}
