import { setImmediate as nextTurn } from 'node:timers/promises';
import { embeddingModelKey } from '../../../embeddings/embedder.ts';
import { PilcrowError } from '../../../errors.ts';
import type { IndexedDocument, Manifest } from '../../document-reader.ts';
import type { IndexUpdate } from '../../index-writer.ts';
import { isSameManifest } from '../../same-manifest.ts';
import type { Database } from '../connection/database.ts';
import { writeOriginals } from '../originals.ts';
import type { CurrentVersion, IndexVersion } from '../reading/index-version.ts';
import { storable, storableOrNull } from '../storable-text.ts';
import { indexVectors } from './index-vectors.ts';
import { modelKeyOf } from './model-keys.ts';
import { countTermsOff, takeTermKeys } from './term-keys.ts';
import { addDocuments, type Growth, removeDocuments } from './write-documents.ts';

type Query = Database['query'];

/** Paragraphs of a new index version that are written together. */
const PARAGRAPHS_PER_TRANSACTION = 500;

/** For each statement of a batch: one document may have very many paragraphs. */
const LONG_WRITE = { timeoutMs: 120_000 };

/** The manifest of an update, with the key of its model, and the generation that the new index version takes the place of. */
type Target = Pick<IndexVersion, 'manifest' | 'model'> & { generation: number };

/** Applies an update whole: to the index version that is answered from, or, with another manifest or for a rebuild, as a new one that takes its place. */
export async function applyUpdate(database: Database, current: CurrentVersion, update: IndexUpdate): Promise<void> {
  const { manifest } = update;
  const model = await modelKeyOf(database, embeddingModelKey(manifest.embedding));
  if ((await current.look()).version === null) await makeFirstVersion(database, manifest);
  const { version, generation } = await current.look();
  if (version && !update.isRebuild && isSameManifest(version.manifest, manifest))
    await changeVersion(database, version, update);
  else await replaceVersion(database, { manifest, model, generation }, update);
  await current.look();
}

/** An empty one, to which many may add: of those that come at once, the first one makes it. */
async function makeFirstVersion(database: Database, manifest: Manifest): Promise<void> {
  await database.transaction(async (query) => {
    const empty = await query('SELECT 1 FROM state WHERE edition IS NULL FOR UPDATE');
    if (empty.length === 0) return;
    await query(
      `WITH made AS (INSERT INTO editions (manifest) VALUES ($1) RETURNING key)
       UPDATE state SET edition = made.key, generation = generation + 1 FROM made`,
      [JSON.stringify(manifest)],
    );
  });
}

/** Everything is made ready first; the transaction is short. */
async function changeVersion(
  database: Database,
  { key: version, model }: IndexVersion,
  { documents, deletedIds, manifest, sources, originals }: IndexUpdate,
): Promise<void> {
  const added: IndexedDocument[] = [];
  for await (const document of documents) added.push(document);
  const [there] = await database.query('SELECT 1 FROM state WHERE edition = $1', [version]);
  if (!there) throw changedMeanwhile();
  const termKeys = await takeTermKeys(database, added, version);
  const ids = [...new Set([...added.map(({ document }) => document.id), ...deletedIds])];
  const removed = await database.transaction(async (query) => {
    const { growth, termKeys: deletedKeys } = await removeDocuments(query, version, ids);
    const grown = await addDocuments(query, { documents: added, termKeys, version, model });
    await writeSources(query, sources);
    await writeOriginals(query, originals, { version, ids: [...ids, ...(originals?.keys() ?? [])] });
    await grow(query, version, [growth, grown]);
    await query('UPDATE editions SET manifest = $2 WHERE key = $1', [version, JSON.stringify(manifest)]);
    await raiseGeneration(query, 'edition = $1', [version]);
    return deletedKeys;
  }, LONG_WRITE);
  // It is written: counts that are a little too high are no reason to say that it is not.
  await countTermsOff(database, version, removed).catch(() => {});
}

/** A new index version is written beside the other one, which is answered from meanwhile; then the one takes the place of the other. */
async function replaceVersion(
  database: Database,
  { manifest, model, generation }: Target,
  { documents, sources, originals, isRebuild = false }: IndexUpdate,
): Promise<void> {
  await dropOtherVersions(database);
  const [made] = await database.query<{ key: number }>('INSERT INTO editions (manifest) VALUES ($1) RETURNING key', [
    JSON.stringify(manifest),
  ]);
  const version = made!.key;
  try {
    for await (const batch of inBatches(documents)) {
      const termKeys = await takeTermKeys(database, batch, version);
      await database.transaction(async (query) => {
        await grow(query, version, [await addDocuments(query, { documents: batch, termKeys, version, model })]);
      });
      await nextTurn();
    }
    // Before it is answered from: until then each question would be compared with every vector.
    await indexVectors(database, { model, dimensions: manifest.embedding.dimensions });
    await database.transaction(async (query) => {
      await writeSources(query, sources);
      await writeOriginals(query, originals, { version });
      // As many as there are: what the index version before alone referred to is deleted when the update is finished.
      await query('UPDATE editions SET gone = greatest(paragraphs, 1), is_settled = $2 WHERE key = $1', [
        version,
        isRebuild,
      ]);
      await raiseGeneration(query, 'generation = $1', [generation]);
      await query('UPDATE state SET edition = $1', [version]);
    });
  } finally {
    // Either the one before, or this one when it failed; when that fails too, the next one does it.
    await dropOtherVersions(database).catch(() => {});
  }
}

/** Removes all but the index version that is answered from. */
async function dropOtherVersions(database: Database): Promise<void> {
  const others = await database.query<{ key: number }>(
    'SELECT key FROM editions WHERE key IS DISTINCT FROM (SELECT edition FROM state)',
  );
  for (const { key } of others) {
    for (const table of ['postings', 'labels', 'documents', 'terms']) {
      await database.unhurried(async (query) => void (await query(`DELETE FROM ${table} WHERE edition = $1`, [key])));
    }
    await database.query('DELETE FROM editions WHERE key = $1', [key]);
  }
}

/** Makes all processes see that the index is another one. @throws INDEX_LOCKED when it is not what this update was made for: the lock was lost meanwhile. */
async function raiseGeneration(query: Query, condition: string, values: readonly unknown[]): Promise<void> {
  const raised = await query(`UPDATE state SET generation = generation + 1 WHERE ${condition} RETURNING 1`, values);
  if (raised.length === 0) throw changedMeanwhile();
}

function changedMeanwhile(): PilcrowError {
  return new PilcrowError(
    'INDEX_LOCKED',
    'Cannot write the index in the database: another process changed it while this one was out of reach; try again',
  );
}

async function grow(query: Query, version: number, growths: Growth[]): Promise<void> {
  const sum = (name: keyof Growth) => growths.reduce((total, growth) => total + growth[name], 0);
  await query(
    'UPDATE editions SET paragraphs = paragraphs + $2, length = length + $3, gone = gone + $4 WHERE key = $1',
    [version, sum('paragraphs'), sum('length'), sum('deleted')],
  );
}

async function writeSources(query: Query, sources: IndexUpdate['sources'] = new Map()): Promise<void> {
  const paths = [...sources.keys()].map(storable);
  const there = [...sources].flatMap(([path, source]) => (source === null ? [] : [{ path, ...source }]));
  await query('DELETE FROM sources WHERE path = ANY($1)', [paths]);
  await query(
    `INSERT INTO sources (path, document_id, fingerprint, problem, superseded_contents)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])`,
    [
      there.map(({ path }) => storable(path)),
      there.map(({ documentId }) => storable(documentId)),
      there.map(({ fingerprint }) => fingerprint),
      there.map(({ problem }) => storableOrNull(problem)),
      there.map(({ supersededContents }) => supersededContents),
    ],
  );
  await query('DELETE FROM indexing_jobs WHERE path = ANY($1)', [paths]);
}

async function* inBatches(documents: IndexUpdate['documents']): AsyncGenerator<IndexedDocument[]> {
  let batch: IndexedDocument[] = [];
  let paragraphs = 0;
  for await (const document of documents) {
    batch.push(document);
    paragraphs += document.paragraphs.length;
    if (paragraphs < PARAGRAPHS_PER_TRANSACTION) continue;
    yield batch;
    batch = [];
    paragraphs = 0;
  }
  if (batch.length > 0) yield batch;
}
