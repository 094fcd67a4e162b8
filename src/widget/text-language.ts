import type { Language } from '../protocol/language.ts';

/** The language a text is written in, by its letters: for the `lang` of texts that are not the widget's own. */
export function languageOf(text: string): Language {
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return cyrillic >= latin ? 'ru' : 'en';
}

/** A text in the quotation marks of its own language. */
export function inQuotationMarks(text: string): string {
  return languageOf(text) === 'ru' ? `«${text}»` : `“${text}”`;
}
