import { setImmediate as nextTurn } from 'node:timers/promises';
import { embeddingModelKey } from '../../../embeddings/embedder.ts';
import type { IndexUpdate } from '../../index-writer.ts';
import type { Database } from '../connection/sqlite.ts';
import { prepareOriginals } from '../originals.ts';
import { prepareModelKeys } from './model-keys.ts';
import { createDocumentWriter } from './write-documents.ts';

/**
 * Prepares what applies updates, each in one transaction, giving the event loop its turn all along.
 *
 * @param database A connection for writing, and its own: others go on reading the state before, until a commit.
 */
export function prepareUpdates(database: Database): (update: IndexUpdate) => Promise<void> {
  const sql = prepareStatements(database);
  const modelKeyOf = prepareModelKeys(database);
  const documentWriter = createDocumentWriter(database);
  const writeOriginals = prepareOriginals(database);
  const apply = async (update: IndexUpdate) => {
    const { manifest, documents, deletedIds, sources = new Map(), isRebuild } = update;
    const modelKey = modelKeyOf(embeddingModelKey(manifest.embedding));
    const generation = Number(sql.nextGeneration.get());
    // Vectors of two models cannot be compared: with another one, everything gives way, as in a rebuild.
    if (isRebuild || sql.otherModel.get(modelKey) !== undefined) documentWriter.removeAll(generation);
    for (const id of deletedIds) documentWriter.remove(id, generation);
    const context = { generation, modelKey, termKeys: new Map<string, number>() };
    for await (const document of documents) {
      await documentWriter.write(document, context);
      await nextTurn();
    }
    await writeOriginals(update);
    for (const [path, source] of sources) {
      if (source === null) sql.removeSource.run(path);
      else sql.setSource.run({ path, ...source });
    }
    sql.setManifest.run(JSON.stringify(manifest));
  };
  return async (update) => {
    database.exec('BEGIN IMMEDIATE');
    try {
      await apply(update);
      database.exec('COMMIT');
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };
}

function prepareStatements(database: Database) {
  const prepare = (sql: string) => database.prepare(sql);
  return {
    nextGeneration: prepare("UPDATE meta SET value = value + 1 WHERE key = 'generation' RETURNING value").pluck(),
    setManifest: prepare(
      "INSERT INTO meta VALUES ('manifest', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    ),
    otherModel: prepare(
      'SELECT 1 FROM embeddings WHERE model <> ? AND key = (SELECT embedding_key FROM paragraphs LIMIT 1)',
    ).pluck(),
    removeSource: prepare('DELETE FROM sources WHERE path = ?'),
    setSource: prepare(
      `INSERT INTO sources (path, document_id, fingerprint, problem, superseded_contents)
       VALUES (@path, @documentId, @fingerprint, @problem, @supersededContents)
       ON CONFLICT (path) DO UPDATE SET document_id = excluded.document_id, fingerprint = excluded.fingerprint,
         problem = excluded.problem, superseded_contents = excluded.superseded_contents`,
    ),
  };
}
