import { embeddingModelKey } from '../../../embeddings/embedder.ts';
import { PilcrowError } from '../../../errors.ts';
import type { Manifest } from '../../document-reader.ts';
import type { ParagraphMatch, ParagraphSearch } from '../../paragraph-search.ts';
import type { Database } from '../connection/sqlite.ts';
import type { KeyRange } from '../keywords/keywords.ts';
import { createNearestVectors, type NearestVectors } from '../vectors/nearest-vectors.ts';
import { similarityToBlob, squaredLength } from '../vectors/vector-blob.ts';
import { createVectorReader, type StoredVector } from './read-vectors.ts';

/** Of so many paragraphs each one is compared; of more, the graph finds the nearest. */
const COMPARED_ONE_BY_ONE = 5000;
/** Some vectors are of deleted paragraphs: so many times as many are looked for, and again while too few are there. */
const SPARE = 2;
/** From so many paragraphs of a text on, on average, only the first ones are read of each. */
const MANY_ALIKE = 4;
const EVERYWHERE: KeyRange = { first: 0, last: Number.MAX_SAFE_INTEGER };
const IN_LIST = 'IN (SELECT value FROM json_each(?))';

/** The searches of a store that compare vectors. */
interface VectorSearch extends Pick<ParagraphSearch, 'nearest' | 'similarities'> {
  /** Takes in what was cached, so that an update that is about to be committed can be searched at once. */
  prepare(manifest: Manifest): Promise<void>;
  /** Saves the graph; one of many new vectors is made and saved later on. */
  save(): Promise<void>;
  /** Waits until the graph is whole and saved. @throws Error that says what cannot be taken in */
  whole(): Promise<void>;
  close(): Promise<void>;
}

/** A paragraph, and the embedding of its text. */
interface EmbeddedParagraph {
  key: number;
  embeddingKey: number;
}
type Statements = ReturnType<typeof prepareStatements>;

/** Searches the vectors of a database. */
export function searchVectors(
  database: Database,
  { directory, manifestNow }: { directory: string; manifestNow: () => Manifest | null },
): VectorSearch {
  const sql = prepareStatements(database);
  const vectors = createModelVectors(database, directory);
  const vectorsOf = createVectorReader(database);
  /** The vectors to search, or null while there are none. */
  const toSearch = (vector: Float32Array) => {
    const manifest = manifestNow();
    if (manifest === null) return null;
    requireDimensions(vector, manifest);
    return vectors.of(manifest);
  };
  return {
    async nearest(vector, limit, documentIds) {
      const searched = toSearch(vector);
      if (searched === null) return [];
      const bounds = documentIds && (sql.bounds.all(JSON.stringify(documentIds)) as KeyRange[]);
      if (bounds && bounds.reduce((sum, { first, last }) => sum + last - first + 1, 0) <= COMPARED_ONE_BY_ONE) {
        return best(compare(vector, vectorsOf(bounds.flatMap(keysIn))), limit);
      }
      return nearestParagraphs(sql, searched, { vector, limit, bounds });
    },
    // In the order of the keys, whatever was read before.
    similarities: async (vector, keys) => compare(vector, vectorsOf([...keys].sort((a, b) => a - b))),
    prepare: (manifest) => vectors.of(manifest).catchUp(),
    async save() {
      const manifest = manifestNow();
      if (manifest !== null) await vectors.of(manifest).save();
    },
    async whole() {
      const manifest = manifestNow();
      if (manifest !== null) await vectors.of(manifest).whole();
    },
    close: () => vectors.close(),
  };
}

/** Searches the vectors of one model at a time: those of the index. */
function createModelVectors(database: Database, directory: string) {
  let opened: { model: string; vectors: NearestVectors } | null = null;
  return {
    of({ embedding }: Manifest): NearestVectors {
      const model = embeddingModelKey(embedding);
      if (opened?.model !== model) {
        void opened?.vectors.close();
        const vectors = createNearestVectors(database, { directory, model, dimensions: embedding.dimensions });
        opened = { model, vectors };
      }
      return opened.vectors;
    },
    close: async () => opened?.vectors.close(),
  };
}

function requireDimensions(vector: Float32Array, { embedding: { dimensions } }: Manifest): void {
  if (vector.length === dimensions) return;
  throw new PilcrowError(
    'INDEX_INCOMPATIBLE',
    `Cannot search vectors of ${dimensions} dimensions with one of ${vector.length}: run "npm run index" with the current embedding model`,
  );
}

/** Looks for more vectors until enough of them are of paragraphs that are there. @param bounds Only paragraphs with keys between these. */
async function nearestParagraphs(
  sql: Statements,
  vectors: NearestVectors,
  { vector, limit, bounds }: { vector: Float32Array; limit: number; bounds: KeyRange[] | undefined },
): Promise<ParagraphMatch[]> {
  const wanted = bounds && new Set(bounds.flatMap((range) => sql.embeddingsBetween.all(range) as number[]));
  for (let spare = SPARE; ; spare *= SPARE) {
    const near = await vectors.search(vector, limit * spare, wanted);
    const matches = paragraphsWith(sql, near, { limit, bounds });
    if (matches.length >= limit || near.length < limit * spare) return best(matches, limit);
  }
}

/** The paragraphs that have these embeddings: one, several of the same text, of which no more than `limit` are read, or none any more. */
function paragraphsWith(
  sql: Statements,
  near: ParagraphMatch[],
  { limit, bounds }: { limit: number; bounds: KeyRange[] | undefined },
): ParagraphMatch[] {
  const similarities = new Map(near.map(({ key, similarity }) => [key, similarity]));
  const embeddings = JSON.stringify([...similarities.keys()].sort((a, b) => a - b));
  const most = near.length * MANY_ALIKE;
  const some = bounds ? null : (sql.withEmbedding.all({ embeddings, most }) as EmbeddedParagraph[]);
  const rows =
    some !== null && some.length < most
      ? some
      : (sql.firstWithEmbedding.all({
          embeddings,
          limit,
          bounds: JSON.stringify(bounds ?? [EVERYWHERE]),
        }) as EmbeddedParagraph[]);
  return rows.map(({ key, embeddingKey }) => ({ key, similarity: similarities.get(embeddingKey)! }));
}

function keysIn({ first, last }: KeyRange): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function compare(vector: Float32Array, rows: StoredVector[]): ParagraphMatch[] {
  const squared = squaredLength(vector);
  return rows.map((row) => ({ key: row.key, similarity: similarityToBlob(vector, row.vector, squared) }));
}

function best(matches: ParagraphMatch[], limit: number): ParagraphMatch[] {
  return matches.sort((a, b) => b.similarity - a.similarity).slice(0, limit);
}

function prepareStatements(database: Database) {
  return {
    bounds: database.prepare(
      `SELECT first_paragraph AS first, last_paragraph AS last FROM documents WHERE id ${IN_LIST}`,
    ),
    withEmbedding: database.prepare(
      `SELECT key, embedding_key AS embeddingKey FROM paragraphs WHERE embedding_key IN (SELECT value FROM json_each(@embeddings)) LIMIT @most`,
    ),
    firstWithEmbedding: database.prepare(
      `SELECT paragraphs.key, embedding_key AS embeddingKey FROM json_each(@embeddings) AS wanted CROSS JOIN paragraphs
       WHERE paragraphs.key IN
         (SELECT same.key FROM paragraphs AS same
          WHERE same.embedding_key = wanted.value
          AND EXISTS
            (SELECT 1 FROM json_each(@bounds) AS range WHERE same.key BETWEEN range.value ->> 'first' AND range.value ->> 'last')
          ORDER BY same.key LIMIT @limit)`,
    ),
    embeddingsBetween: database
      .prepare('SELECT DISTINCT embedding_key FROM paragraphs WHERE key BETWEEN @first AND @last')
      .pluck(),
  };
}
