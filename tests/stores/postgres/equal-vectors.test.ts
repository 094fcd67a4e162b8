import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type Database, openDatabase } from '../../../src/stores/postgres/connection/database.ts';
import { openPostgresStore } from '../../../src/stores/postgres/paragraph-store.ts';
import { upgradeSchema } from '../../../src/stores/postgres/schema/upgrade-schema.ts';
import { indexVectors, vectorIndexName, WORTH_AN_INDEX } from '../../../src/stores/postgres/writing/index-vectors.ts';
import { toVersion1 } from '../../support/older-index.ts';
import { startPostgres } from '../../support/postgres.ts';
import { describeEqualVectors } from '../equal-vectors-contract.ts';

const postgres = await startPostgres();
const open: Database[] = [];
after(async () => {
  await Promise.all(open.map((database) => database.close()));
  await postgres.stop();
});

async function openTables(): Promise<Database> {
  const database = openDatabase(postgres.emptySchema());
  open.push(database);
  await upgradeSchema(database);
  return database;
}

describeEqualVectors('the PostgreSQL store', async () => openPostgresStore(await openTables()), WORTH_AN_INDEX);

describe('equal vectors in PostgreSQL', () => {
  const EAST = Float32Array.of(1, 0.5, 0);
  const equals = (database: Database) =>
    database.query<{ hash: string; first: string | null }>(
      `SELECT embeddings.hash, first.hash AS first FROM embeddings LEFT JOIN embeddings AS first ON first.key = embeddings.equals
       ORDER BY embeddings.key`,
    );
  const passage = (hash: string, vector: Float32Array) => ({ hash, vector });

  it('name the first of them, also in one batch, where they differ in rounding or length, and never one of another model', async () => {
    const database = await openTables();
    const store = openPostgresStore(database);
    const nearly = EAST.map((value) => value * 2.0000002);
    await store.cacheEmbeddings('model', [
      passage('a', EAST),
      passage('b', EAST),
      passage('c', Float32Array.of(1, 0.6, 0)),
    ]);
    await store.cacheEmbeddings('model', [passage('d', nearly)]);
    await store.cacheEmbeddings('other', [passage('f', EAST), passage('g', new Float32Array(3))]);
    await store.cacheEmbeddings('other', [
      passage('h', new Float32Array(3)),
      passage(
        'i',
        EAST.map((value) => -value),
      ),
    ]);
    assert.deepEqual(
      (await equals(database)).filter(({ first }) => first !== null),
      [
        { hash: 'b', first: 'a' },
        { hash: 'd', first: 'a' },
      ],
    );
  });

  it('go by what they have become when they are embedded again', async () => {
    const database = await openTables();
    const store = openPostgresStore(database);
    const all = ['a', 'b', 'c'].map((hash) => passage(hash, EAST));
    await store.cacheEmbeddings('model', all);
    await store.cacheEmbeddings('model', all, { isRebuild: true });
    const [a, b, c] = ['a', 'b', 'c'];
    assert.deepEqual(await equals(database), [
      { hash: a, first: null },
      { hash: b, first: a },
      { hash: c, first: a },
    ]);
    await store.cacheEmbeddings('model', [passage('a', Float32Array.of(0, 0, 1))], { isRebuild: true });
    await store.cacheEmbeddings('model', all.slice(1), { isRebuild: true });
    assert.deepEqual(await equals(database), [
      { hash: a, first: null },
      { hash: b, first: null },
      { hash: c, first: b },
    ]);
  });

  it('are not looked for among damaged ones, which are replaced', async () => {
    const database = await openTables();
    const store = openPostgresStore(database);
    await store.cacheEmbeddings('model', [passage('a', EAST)]);
    await database.query("UPDATE embeddings SET vector = '[1]'");
    for (const isRebuild of [false, true]) {
      await store.cacheEmbeddings('model', [passage('a', EAST), passage('b', EAST)], { isRebuild });
    }
    const vectors = await store.cachedEmbeddings('model', ['a', 'b']);
    assert.deepEqual(
      vectors.map(({ vector }) => vector),
      [EAST, EAST],
    );
  });

  it('of older tables are found by the upgrade, and the graph is made again without them', async () => {
    const database = await openTables();
    await database.query("INSERT INTO models (model) VALUES ('model')");
    await toVersion1(database);
    await database.query(
      `INSERT INTO embeddings (model, role, hash, vector)
       SELECT 1, 'passage', n::text, ARRAY[greatest(n - 3000, 1), 1, 0]::vector FROM generate_series(1, ${WORTH_AN_INDEX}) AS n`,
    );
    await database.query(
      'CREATE INDEX embeddings_1_passage ON embeddings USING hnsw ((vector::vector(3)) vector_cosine_ops)',
    );
    await upgradeSchema(database);
    const named = (await equals(database)).filter(({ first }) => first !== null);
    assert.deepEqual([named.length, new Set(named.map(({ first }) => first))], [3000, new Set(['1'])]);
    for (let time = 0; time < 2; time += 1) await indexVectors(database, { model: 1, dimensions: 3 });
    const graphs = await database.query(
      `SELECT indexrelid::regclass::text AS name, reltuples::int AS count FROM pg_index JOIN pg_class ON oid = indexrelid
       WHERE indrelid = 'embeddings'::regclass AND relam = (SELECT oid FROM pg_am WHERE amname = 'hnsw')`,
    );
    assert.deepEqual(graphs, [{ name: vectorIndexName(1), count: WORTH_AN_INDEX - 3000 }]);
  });
});
