import type { SearchQuery } from '../../src/retrieval/match-question.ts';

/** A query for a question, with what was said before it, oldest first. */
export function queryOf(question: string, ...context: string[]): SearchQuery {
  return { question, context };
}
