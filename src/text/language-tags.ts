import type { Language, LanguageTag } from '../protocol/language.ts';

/** The tag of a text whose language is not known. */
export const UNDETERMINED: LanguageTag = 'und';

/** Whether both languages are known, and are the same but for region or script: `en` and `en-GB`. */
export function isSameLanguage(one: LanguageTag, other: LanguageTag): boolean {
  return areKnown(one, other) && primary(one) === primary(other);
}

/** Whether both languages are known, and are not the same. */
export function isOtherLanguage(one: LanguageTag, other: LanguageTag): boolean {
  return areKnown(one, other) && primary(one) !== primary(other);
}

/** What a language is called in one of the product's own; null for one that is not known. */
export function languageName(tag: LanguageTag, language: Language): string | null {
  return tag === UNDETERMINED ? null : new Intl.DisplayNames(language, { type: 'language' }).of(tag)!;
}

function areKnown(...tags: LanguageTag[]): boolean {
  return !tags.includes(UNDETERMINED);
}

/** Primary languages by tag, cached: tags are few, and compared for each paragraph of a search. */
const primaries = new Map<LanguageTag, string>();
const MAX_CACHED_TAGS = 1000;

function primary(tag: LanguageTag): string {
  let language = primaries.get(tag);
  if (language === undefined) {
    language = new Intl.Locale(tag).language;
    if (primaries.size === MAX_CACHED_TAGS) primaries.clear();
    primaries.set(tag, language);
  }
  return language;
}
