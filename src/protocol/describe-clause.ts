import type { Language } from './language.ts';

const CLAUSE: Record<Language, string> = { ru: 'п.', en: 'clause' };
/** Has the word for what it is: «Статья 5», "§ 4". */
const NAMED = /^(?:\p{L}{2}|§)/u;

/** The clause of a citation in words: "clause 2.1", «п. 2.1 а)», «Статья 5». */
export function describeClause(clause: string, language: Language): string {
  return NAMED.test(clause) ? clause : `${CLAUSE[language]} ${clause}`;
}
