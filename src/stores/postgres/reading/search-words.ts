import type { ParagraphSearch } from '../../paragraph-search.ts';
import { readTerms } from '../../terms-blob.ts';
import type { Database } from '../connection/database.ts';
import { storable } from '../storable-text.ts';
import type { CurrentVersion } from './index-version.ts';
import { scoreWords } from './score-words.ts';
import { createVocabularyReader } from './vocabulary.ts';

const CURRENT = '(SELECT edition FROM state)';

/** Searches by words and by aspects, in the database. */
export function searchWords(
  { query }: Pick<Database, 'query'>,
  current: CurrentVersion,
): Pick<ParagraphSearch, 'vocabulary' | 'scoreWords' | 'wordsOf' | 'keysWithAspects'> {
  return {
    vocabulary: createVocabularyReader({ query }, current),
    scoreWords: async (terms, search) => scoreWords(terms, search, { query, version: await current.known() }),
    async wordsOf(paragraphKeys) {
      const rows = await query<{ key: number; length: number; terms: Buffer }>(
        'SELECT key, length, terms FROM paragraphs WHERE key = ANY($1)',
        [paragraphKeys],
      );
      return new Map(rows.map(({ key, length, terms }) => [key, { length, ...readTerms(terms) }]));
    },
    async keysWithAspects(aspects, limit, documentIds) {
      // An aspect may be on half of all paragraphs: no more are looked at than could be needed.
      const rows = await query<{ key: number }>(
        documentIds
          ? `SELECT DISTINCT paragraph_key AS key FROM documents JOIN paragraphs ON document_key = documents.key
             JOIN labels ON labels.edition = documents.edition AND paragraph_key = paragraphs.key
             WHERE documents.edition = ${CURRENT} AND id = ANY($3) AND label = ANY($1) ORDER BY 1 LIMIT $2`
          : `SELECT DISTINCT paragraph_key AS key FROM unnest($1::text[]) AS asked (label), LATERAL (
               SELECT paragraph_key FROM labels WHERE edition = ${CURRENT} AND labels.label = asked.label ORDER BY paragraph_key LIMIT $2
             ) AS labelled ORDER BY 1 LIMIT $2`,
        documentIds ? [aspects, limit, documentIds.map(storable)] : [aspects, limit],
      );
      return rows.map(({ key }) => key);
    },
  };
}
