import type { CachedEmbedding } from '../../embedding-cache.ts';
import type { IndexedDocument } from '../../index-writer.ts';
import type { ParagraphStore } from '../../paragraph-store.ts';
import { decodeTerms } from '../../sqlite/keywords/terms-blob.ts';
import type { Database } from '../connection/database.ts';
import { storable } from '../storable-text.ts';
import { modelKeyOf } from '../writing/apply-update.ts';
import { readDocuments } from './read-documents.ts';
import { vectorLiteral } from './search-vectors.ts';

/** What is the same stays: a row that is written again has to go into the graph of vectors again. */
const REPLACED = `(hash, model) DO UPDATE SET role = excluded.role, vector = excluded.vector
  WHERE embeddings.role <> excluded.role OR embeddings.vector <> excluded.vector`;

/** What is kept under the hash of a text, and documents as they were given with it. */
export function embeddingsOf(
  database: Database,
): Pick<ParagraphStore, 'cachedHashes' | 'cacheEmbeddings' | 'cachedEmbeddings' | 'indexedDocument'> {
  const { query } = database;
  return {
    async cachedHashes(modelKey, hashes) {
      const rows = await query<{ hash: string }>(
        'SELECT hash FROM embeddings JOIN models ON models.key = embeddings.model WHERE models.model = $1 AND hash = ANY($2)',
        [modelKey, hashes],
      );
      return new Set(rows.map(({ hash }) => hash));
    },
    async cacheEmbeddings(modelKey, embeddings, { isRebuild = false } = {}) {
      await query(
        `INSERT INTO embeddings (model, role, hash, vector)
         SELECT $1, role, hash, vector::vector FROM unnest($2::text[], $3::text[], $4::text[]) AS added (role, hash, vector)
         ORDER BY hash ON CONFLICT ${isRebuild ? REPLACED : 'DO NOTHING'}`,
        [
          await modelKeyOf(database, modelKey),
          embeddings.map(({ role }) => role),
          embeddings.map(({ hash }) => hash),
          embeddings.map(({ vector }) => vectorLiteral(vector)),
        ],
      );
    },
    async cachedEmbeddings(modelKey, hashes) {
      const rows = await query<Omit<CachedEmbedding, 'vector'> & { vector: string }>(
        `SELECT hash, role, vector::text AS vector FROM embeddings JOIN models ON models.key = embeddings.model
         WHERE models.model = $1 AND hash = ANY($2)`,
        [modelKey, hashes],
      );
      return rows.map((row) => ({ ...row, vector: Float32Array.from(JSON.parse(row.vector) as number[]) }));
    },
    // All of it as it was at one moment: another process may replace the document.
    indexedDocument: (id) =>
      database.transaction(async (ask) => {
        await ask('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
        const document = await readDocuments({ query: ask }).document(id);
        return document && { document, paragraphs: await indexedParagraphs(ask, id) };
      }),
  };
}

async function indexedParagraphs(query: Database['query'], id: string): Promise<IndexedDocument['paragraphs']> {
  const rows = await query<{ embeddingHash: string; aspects: string[]; terms: Buffer; edition: number }>(
    `SELECT hash AS "embeddingHash", labels AS aspects, terms, paragraphs.edition
     FROM documents JOIN paragraphs ON document_key = documents.key JOIN embeddings ON embeddings.key = embedding_key
     WHERE documents.edition = (SELECT edition FROM state) AND id = $1 ORDER BY number`,
    [storable(id)],
  );
  const frequencies = rows.map(({ terms }) => decodeTerms(terms));
  const known = await query<{ key: number; term: string }>(
    'SELECT key, term FROM terms WHERE edition = $1 AND key = ANY($2)',
    [rows[0]?.edition ?? null, [...new Set(frequencies.flatMap((terms) => [...terms.keys()]))]],
  );
  const words = new Map(known.map(({ key, term }) => [key, term]));
  return rows.map(({ embeddingHash, aspects }, index) => ({
    embeddingHash,
    aspects,
    terms: new Map([...frequencies[index]!].map(([key, frequency]) => [words.get(key)!, frequency])),
  }));
}
