import type { ParagraphSearch } from '../../paragraph-search.ts';
import { readTerms } from '../../terms-blob.ts';
import type { CurrentKeywords } from '../keywords/current-keywords.ts';
import type { KeyRange } from '../keywords/keywords.ts';
import { scoreByPostings } from '../keywords/score-postings.ts';
import type { Statements } from './statements.ts';

/** Searches by words, which are in memory, and by aspects. */
export function searchWords(
  keywords: CurrentKeywords,
  sql: Statements,
): Pick<ParagraphSearch, 'vocabulary' | 'scoreWords' | 'wordsOf' | 'keysWithAspects'> {
  return {
    vocabulary: () => keywords.get(),
    async scoreWords(terms, { documentIds, ...search }) {
      const words = await keywords.get();
      const within = documentIds && (sql.bounds.all(JSON.stringify(documentIds)) as KeyRange[]);
      return scoreByPostings(terms, words, { ...search, within });
    },
    async wordsOf(paragraphKeys) {
      const rows = sql.wordsOf.all(JSON.stringify(paragraphKeys)) as {
        key: number;
        length: number;
        terms: Uint8Array;
      }[];
      return new Map(rows.map(({ key, length, terms }) => [key, { length: Math.max(1, length), ...readTerms(terms) }]));
    },
    async keysWithAspects(aspects, limit, documentIds) {
      const list = JSON.stringify(aspects);
      const keys = documentIds
        ? sql.labelledIn.all(list, JSON.stringify(documentIds), limit)
        : sql.labelled.all(list, limit);
      return keys as number[];
    },
  };
}
