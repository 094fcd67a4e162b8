import type { Language } from '../protocol/language.ts';

/** A long text is what its beginning is, in UTF-16 code units. */
const SAMPLE_LENGTH = 20_000;

/** Russian when most letters are Cyrillic, otherwise English. */
export function detectLanguage(text: string): Language {
  const sample = text.slice(0, SAMPLE_LENGTH);
  const cyrillic = sample.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return cyrillic > 0 && cyrillic >= latin ? 'ru' : 'en';
}
