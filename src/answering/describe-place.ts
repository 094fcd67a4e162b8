import type { Citation } from '../protocol/answer.ts';
import { describeClause } from '../protocol/describe-clause.ts';
import type { Language } from '../protocol/language.ts';

const PAGE: Record<Language, string> = { ru: 'стр.', en: 'page' };

/** Where a citation stands, in words: «Устав», Общие положения, п. 2.1, ¶12, стр. 3. */
export function describePlace(citation: Citation, language: Language): string {
  const { documentTitle, heading, clause, paragraph, page } = citation;
  return [
    documentTitle,
    ...(heading === undefined || heading === documentTitle ? [] : [heading]),
    ...(clause === undefined ? [] : [describeClause(clause, language)]),
    `¶${paragraph}`,
    ...(page === undefined ? [] : [`${PAGE[language]} ${page}`]),
  ].join(', ');
}
