import type { Assistant } from '../assistant.ts';
import type { Language } from '../protocol/language.ts';
import { isSameLanguage } from '../text/language-tags.ts';

const LANGUAGES: readonly Language[] = ['ru', 'en'];

/** Up to three questions that the documents answer well, in the language of most of them. @throws MODEL_UNAVAILABLE */
export async function proposeQuestions({
  documents,
  introduction,
}: Pick<Assistant, 'documents' | 'introduction'>): Promise<string[]> {
  const tags = (await documents()).map(({ language }) => language);
  const counts = LANGUAGES.map((language) => tags.filter((tag) => isSameLanguage(tag, language)).length);
  const most = Math.max(...counts);
  if (most === 0) return [];
  return (await introduction({ language: LANGUAGES[counts.indexOf(most)]! })).questions;
}
