import type { Assistant } from '../assistant.ts';
import type { Language } from '../protocol/language.ts';
import { isSameLanguage } from '../text/language-tags.ts';

const LANGUAGES: readonly Language[] = ['ru', 'en'];

/** A question that the documents answer well, in the language of most of them; null where there is none. @throws MODEL_UNAVAILABLE */
export async function proposeQuestion({
  documents,
  introduction,
}: Pick<Assistant, 'documents' | 'introduction'>): Promise<string | null> {
  const tags = (await documents()).map(({ language }) => language);
  const counts = LANGUAGES.map((language) => tags.filter((tag) => isSameLanguage(tag, language)).length);
  const most = Math.max(...counts);
  if (most === 0) return null;
  const { questions } = await introduction({ language: LANGUAGES[counts.indexOf(most)]! });
  return questions[0] ?? null;
}
