import type Database from 'better-sqlite3';
import { embeddingModelKey } from '../../../embeddings/embedder.ts';
import { PilcrowError } from '../../../errors.ts';
import type { Manifest } from '../../document-reader.ts';
import type { ParagraphMatch } from '../../paragraph-search.ts';
import type { ParagraphStore } from '../../paragraph-store.ts';
import { createNearestVectors } from './nearest-vectors.ts';
import { similarityToBlob } from './vector-blob.ts';
import type { VectorMatch } from './vector-index.ts';

/** Of so many paragraphs each one is compared; of more, the graph finds the nearest. */
const COMPARED_ONE_BY_ONE = 5000;
/** Some vectors are of paragraphs that are gone: so many times as many are looked for, and again while too few are there. */
const SPARE = 2;
const IN_LIST = 'IN (SELECT value FROM json_each(?))';
const VECTOR_OF_PARAGRAPH = 'paragraphs JOIN embeddings ON embeddings.key = embedding_key';

/** The searches of a store that compare vectors. */
interface VectorSearch extends Pick<ParagraphStore, 'nearest' | 'similarities' | 'nearestTerms'> {
  /** Takes in what was kept, so that an update that is about to be committed can be searched at once. */
  prepare(manifest: Manifest): Promise<void>;
  save(): Promise<void>;
  close(): Promise<void>;
}

interface StoredVector {
  key: number;
  vector: Buffer;
}

/** Creates the searches over a database. */
export function createVectorSearch(
  database: Database.Database,
  { directory, manifestNow }: { directory: string; manifestNow: () => Manifest | null },
): VectorSearch {
  const sql = {
    bounds: database.prepare(
      `SELECT first_paragraph AS first, last_paragraph AS last FROM documents WHERE id ${IN_LIST}`,
    ),
    withEmbedding: database.prepare(
      `SELECT key, embedding_key AS embeddingKey FROM paragraphs WHERE embedding_key ${IN_LIST}`,
    ),
    embeddingsBetween: database
      .prepare('SELECT DISTINCT embedding_key FROM paragraphs WHERE key BETWEEN @first AND @last')
      .pluck(),
    vectorsBetween: database.prepare(
      `SELECT paragraphs.key, vector FROM ${VECTOR_OF_PARAGRAPH} WHERE paragraphs.key BETWEEN @first AND @last`,
    ),
    vectorsOf: database.prepare(
      `SELECT paragraphs.key, vector FROM ${VECTOR_OF_PARAGRAPH} WHERE paragraphs.key ${IN_LIST}`,
    ),
    termsWithEmbedding: database.prepare(
      `SELECT key - 1 AS termKey, embedding_key AS embeddingKey FROM terms WHERE embedding_key ${IN_LIST}`,
    ),
  };
  let opened: ReturnType<typeof openModel> | null = null;
  const openModel = (model: string, dimensions: number) => ({
    model,
    passages: createNearestVectors(database, { directory, role: 'passage', model, dimensions }),
    terms: createNearestVectors(database, { directory, role: 'query', model, dimensions }),
  });
  const ofModel = ({ embedding }: Manifest) => {
    const model = embeddingModelKey(embedding);
    if (opened?.model !== model) {
      void opened?.passages.close();
      void opened?.terms.close();
      opened = openModel(model, embedding.dimensions);
    }
    return opened;
  };
  /** The vectors to search, or null while there are none. */
  const toSearch = (vector: Float32Array) => {
    const manifest = manifestNow();
    if (manifest === null) return null;
    const { dimensions } = manifest.embedding;
    if (vector.length !== dimensions) {
      throw new PilcrowError(
        'INDEX_INCOMPATIBLE',
        `Cannot search vectors of ${dimensions} dimensions with one of ${vector.length}: run "npm run index" with the current embedding model`,
      );
    }
    return ofModel(manifest);
  };
  /** The paragraphs that have these embeddings: one, several of the same text, or none any more. */
  const paragraphsWith = (near: VectorMatch[]): ParagraphMatch[] => {
    const similarities = new Map(near.map(({ key, similarity }) => [key, similarity]));
    const rows = sql.withEmbedding.all(JSON.stringify([...similarities.keys()])) as {
      key: number;
      embeddingKey: number;
    }[];
    return rows.map(({ key, embeddingKey }) => ({ key, similarity: similarities.get(embeddingKey)! }));
  };
  const compare = (vector: Float32Array, rows: StoredVector[]): ParagraphMatch[] =>
    rows.map((row) => ({ key: row.key, similarity: similarityToBlob(vector, row.vector) }));

  return {
    async nearest(vector, limit, documentIds) {
      const searched = toSearch(vector);
      if (searched === null) return [];
      const bounds = documentIds && (sql.bounds.all(JSON.stringify(documentIds)) as { first: number; last: number }[]);
      if (bounds && bounds.reduce((sum, { first, last }) => sum + last - first + 1, 0) <= COMPARED_ONE_BY_ONE) {
        const rows = bounds.flatMap((range) => sql.vectorsBetween.all(range) as StoredVector[]);
        return best(compare(vector, rows), limit);
      }
      const wanted = bounds && new Set(bounds.flatMap((range) => sql.embeddingsBetween.all(range) as number[]));
      for (let spare = SPARE; ; spare *= SPARE) {
        const near = await searched.passages.search(vector, limit * spare, wanted);
        const matches = paragraphsWith(near).filter(
          ({ key }) => bounds?.some(({ first, last }) => key >= first && key <= last) ?? true,
        );
        if (matches.length >= limit || near.length < limit * spare) return best(matches, limit);
      }
    },
    similarities: async (vector, keys) => compare(vector, sql.vectorsOf.all(JSON.stringify(keys)) as StoredVector[]),
    async nearestTerms(vector, limit) {
      const near = (await toSearch(vector)?.terms.search(vector, limit)) ?? [];
      const similarities = new Map(near.map(({ key, similarity }) => [key, similarity]));
      const rows = sql.termsWithEmbedding.all(JSON.stringify([...similarities.keys()])) as {
        termKey: number;
        embeddingKey: number;
      }[];
      const matches = rows.map(({ termKey, embeddingKey }) => ({
        termKey,
        similarity: similarities.get(embeddingKey)!,
      }));
      return matches.sort((a, b) => b.similarity - a.similarity);
    },
    async prepare(manifest) {
      const { passages, terms } = ofModel(manifest);
      await Promise.all([passages.catchUp(), terms.catchUp()]);
    },
    async save() {
      const manifest = manifestNow();
      if (manifest === null) return;
      const { passages, terms } = ofModel(manifest);
      await passages.save();
      await terms.save();
    },
    async close() {
      await Promise.all([opened?.passages.close(), opened?.terms.close()]);
    },
  };
}

function best(matches: ParagraphMatch[], limit: number): ParagraphMatch[] {
  return matches.sort((a, b) => b.similarity - a.similarity).slice(0, limit);
}
