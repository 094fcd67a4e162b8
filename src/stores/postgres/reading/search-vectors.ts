import { PilcrowError } from '../../../errors.ts';
import type { ParagraphMatch, ParagraphSearch } from '../../paragraph-search.ts';
import type { Database } from '../connection/database.ts';
import { storable } from '../storable-text.ts';
import type { CurrentVersion, IndexVersion } from './index-version.ts';

/** pgvector indexes `vector` up to so many dimensions, and `halfvec` up to twice as many. */
const MAX_DIMENSIONS = 2000;
/** pgvector has no cosine for a vector without direction: it is like nothing. */
const SIMILARITY = "coalesce(nullif(1 - distance, 'NaN'), 0)";

/** A vector as a parameter. */
export function vectorLiteral(vector: Float32Array): string {
  return `[${vector.join(',')}]`;
}

/** The type that vectors of so many dimensions are indexed as; a search says the same, or the index is not used. */
export function indexedType(dimensions: number): string {
  return `${dimensions > MAX_DIMENSIONS ? 'halfvec' : 'vector'}(${dimensions})`;
}

/** Searches by meaning: pgvector's HNSW index where there is one, every vector where there are few. Similarities are always those of whole vectors. */
export function searchVectors(
  { query }: Pick<Database, 'query'>,
  current: CurrentVersion,
): Pick<ParagraphSearch, 'nearest' | 'similarities'> {
  return {
    async nearest(vector, limit, documentIds) {
      const version = await versionFor(current, vector);
      if (version === null) return [];
      const { vectors, rows, distance } = rankedBy(version);
      // Among given documents each paragraph is compared: an index would look at all the others first.
      return documentIds
        ? query<ParagraphMatch>(
            `WITH compared AS MATERIALIZED (
               SELECT paragraphs.key, embeddings.vector <=> $1::vector AS distance
               FROM documents JOIN paragraphs ON document_key = documents.key JOIN embeddings ON embeddings.key = embedding_key
               WHERE documents.edition = ${version.key} AND id = ANY($3)
             ) SELECT key, ${SIMILARITY} AS similarity FROM compared ORDER BY 2 DESC, 1 LIMIT $2`,
            [vectorLiteral(vector), limit, documentIds.map(storable)],
          )
        : query<ParagraphMatch>(
            `SELECT key, ${SIMILARITY} AS similarity FROM (
               SELECT paragraphs.key, nearest.vector <=> $1::vector AS distance
               FROM ${vectors} JOIN paragraphs ON embedding_key = found.key
               WHERE ${rows} AND paragraphs.edition = ${version.key} ORDER BY ${distance} LIMIT $2
             ) AS found ORDER BY 2 DESC, 1`,
            [vectorLiteral(vector), limit],
          );
    },
    similarities: (vector, keys) =>
      query<ParagraphMatch>(
        `SELECT key, ${SIMILARITY} AS similarity FROM (
           SELECT paragraphs.key, vector <=> $1::vector AS distance
           FROM paragraphs JOIN embeddings ON embeddings.key = embedding_key WHERE paragraphs.key = ANY($2)
         ) AS compared`,
        [vectorLiteral(vector), keys],
      ),
  };
}

/** The index version to search in. @throws INDEX_INCOMPATIBLE for a vector of another dimension */
async function versionFor(current: CurrentVersion, vector: Float32Array): Promise<IndexVersion | null> {
  const version = await current.known();
  if (version && version.dimensions !== vector.length) {
    throw new PilcrowError(
      'INDEX_INCOMPATIBLE',
      `Cannot search: the question has ${vector.length} dimensions, the index has ${version.dimensions}; run "npm run index" with the model in use`,
    );
  }
  return version;
}

function rankedBy({ model, dimensions }: IndexVersion) {
  const type = indexedType(dimensions);
  return {
    // Of equal vectors the first is in the index; it is found for all of them.
    vectors: 'embeddings AS nearest JOIN embeddings AS found ON coalesce(found.equals, found.key) = nearest.key',
    // Not parameters: an index over some of the rows is only used where these are known when the search is planned.
    rows: `nearest.model = ${model} AND nearest.role = 'passage' AND nearest.equals IS NULL`,
    distance: `nearest.vector::${type} <=> $1::${type}`,
  };
}
