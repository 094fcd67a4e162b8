import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it, type TestContext } from 'node:test';
import {
  type Database,
  type DatabaseConfig,
  openDatabase,
} from '../../../../src/stores/postgres/connection/database.ts';
import { openPostgresStore } from '../../../../src/stores/postgres/paragraph-store.ts';
import { SCHEMA_UPGRADES, upgradeSchema } from '../../../../src/stores/postgres/schema/upgrade-schema.ts';
import { manifestOf, storeDocuments } from '../../../support/index-update.ts';
import { toVersion1, toVersion5 } from '../../../support/older-index.ts';
import { startPostgres, type TestPostgres } from '../../../support/postgres.ts';

describe('schema upgrades', { timeout: 60_000 }, () => {
  let postgres: TestPostgres;
  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres.stop());

  const versions = (database: Database) =>
    database.query<{ version: number }>('SELECT version FROM migrations ORDER BY version');
  const newest = SCHEMA_UPGRADES.map(({ version }) => ({ version }));
  async function withDatabase(config: DatabaseConfig, visit: (database: Database) => Promise<void>): Promise<void> {
    const database = openDatabase(config);
    try {
      await visit(database);
    } finally {
      await database.close();
    }
  }

  it('have consecutive versions', () => {
    assert.deepEqual(
      SCHEMA_UPGRADES.map(({ version }) => version),
      SCHEMA_UPGRADES.map((_, index) => index + 1),
    );
  });

  it('run once when ten servers start at once', async () => {
    const config = postgres.emptySchema();
    const databases = Array.from({ length: 10 }, () => openDatabase(config));
    await Promise.all(databases.map(upgradeSchema));
    assert.deepEqual(await versions(databases[0]!), newest);
    await upgradeSchema(databases[1]!);
    const [{ schema } = {}] = await databases[2]!.query<{ schema: string }>(
      `SELECT pg_class.relnamespace::regnamespace::text AS schema FROM pg_class WHERE oid = 'turns'::regclass`,
    );
    assert.equal(schema, config.schema);
    await Promise.all(databases.map((database) => database.close()));
  });

  it('turn contents that were superseded into a column, and leave the rest of an index of version 1 as it is', async () => {
    await withDatabase(postgres.emptySchema(), async (database) => {
      await upgradeSchema(database);
      const store = openPostgresStore(database);
      const source = { documentId: 'tea', fingerprint: '1:2:3 -', problem: null };
      const sources = new Map([
        ['coffee.txt', { ...source, supersededContents: null }],
        ['tea.txt', { ...source, supersededContents: 'hash' }],
      ]);
      const manifest = manifestOf(2);
      const { documents } = await storeDocuments(store, { tea: [{ text: 'Tea.', terms: { tea: 1 } }] }, { manifest });
      await store.update({ manifest, documents: [], deletedIds: [], sources });
      await toVersion1(database);
      assert.deepEqual(await database.query('SELECT * FROM sources WHERE path = $1', ['tea.txt']), [
        { path: 'tea.txt', document_id: 'tea', fingerprint: '1:2:3 - overtaken:hash', problem: null },
      ]);
      const generation = await store.generation();
      await upgradeSchema(database);
      assert.deepEqual(await versions(database), newest);
      assert.deepEqual(await store.sources(), sources);
      assert.deepEqual(await store.indexedDocument('tea'), documents[0]);
      assert.equal(await store.generation(), generation);
    });
  });

  it('delete the vectors of words and their graph, and keep those of paragraphs and theirs', async () => {
    await withDatabase(postgres.emptySchema(), async (database) => {
      await upgradeSchema(database);
      const store = openPostgresStore(database);
      await storeDocuments(store, { tea: [{ text: 'Tea.', vector: [1, 0], terms: { tea: 1, leaf: 2 } }] });
      const rows = () => database.query('SELECT key, model, role, hash, vector FROM embeddings ORDER BY key');
      const before = [await rows(), await store.vocabulary(), await store.nearest(Float32Array.of(1, 0), 9)];
      await toVersion5(database);
      assert.equal((await rows()).length, 3);
      for (const name of ['1_passage_once', '1_query', '1_query_once']) {
        const [, role] = name.split('_');
        await database.query(
          `CREATE INDEX embeddings_${name} ON embeddings USING hnsw ((vector::vector(2)) vector_cosine_ops) WHERE role = '${role}'`,
        );
      }
      await upgradeSchema(database);
      const after = [await rows(), await store.vocabulary(), await store.nearest(Float32Array.of(1, 0), 9)];
      assert.deepEqual(after, before);
      const graphs = await database.query(
        "SELECT indexname AS name FROM pg_indexes WHERE schemaname = current_schema() AND indexdef LIKE '%USING hnsw%'",
      );
      assert.deepEqual(graphs, [{ name: 'embeddings_1_passage_once' }]);
      await storeDocuments(store, { milk: [{ text: 'Milk.', vector: [0, 1], terms: { milk: 1 } }] });
      assert.deepEqual((await store.vocabulary()).terms.length, 3);
    });
  });

  it('do not change a database of a newer program', async () => {
    await withDatabase(postgres.emptySchema(), async (database) => {
      await upgradeSchema(database);
      await database.query('INSERT INTO migrations (version) VALUES (999)');
      await assert.rejects(upgradeSchema(database), {
        code: 'DATABASE_UNUSABLE',
        message: /^Cannot use the database: .* has version 999, this program knows \d+; run a newer Pilcrow/,
      });
      assert.deepEqual(await versions(database), [...newest, { version: 999 }]);
    });
  });

  it('run completely or not at all', async () => {
    const config = postgres.emptySchema();
    await withDatabase(config, async (database) => {
      await database.query(`CREATE SCHEMA "${config.schema}"; CREATE TABLE "${config.schema}".rate_limits (key int)`);
      await assert.rejects(upgradeSchema(database), { code: '42P07' });
      assert.deepEqual(await database.query(`SELECT to_regclass('conversations') AS name`), [{ name: null }]);
      await database.query('DROP TABLE rate_limits');
      await upgradeSchema(database);
      assert.deepEqual(await versions(database), newest);
    });
  });

  describe('schema upgrades by a user who is no administrator', () => {
    /** A database and a user of its own, on a real server. */
    async function withUser(
      context: TestContext,
      visit: (place: { administrator: Database; user: Database; name: string; schema: string }) => Promise<void>,
    ): Promise<void> {
      if (!postgres.isReal) return context.skip('PGlite has one user; set DATABASE_URL to a server of your own');
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      const urlOf = (user?: string) => {
        const url = new URL(postgres.config.url);
        url.pathname = `/${name}`;
        if (user !== undefined) Object.assign(url, { username: user, password: 'Geheim' });
        return url.href;
      };
      await withDatabase(postgres.config, async (server) => {
        await server.query(`CREATE DATABASE ${name}`);
        await server.query(`CREATE ROLE ${name} LOGIN PASSWORD 'Geheim'`);
        const administrator = openDatabase({ ...postgres.config, url: urlOf() });
        const user = openDatabase({ ...postgres.config, url: urlOf(name) });
        try {
          await visit({ administrator, user, name, schema: postgres.config.schema });
        } finally {
          await Promise.all([administrator.close(), user.close()]);
          await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
          await server.query(`DROP ROLE ${name}`);
        }
      });
    }

    it('need nothing but a schema where the extension is there', async (context) => {
      await withUser(context, async ({ administrator, user, name, schema }) => {
        await administrator.query('CREATE EXTENSION vector SCHEMA public');
        await administrator.query(`CREATE SCHEMA "${schema}" AUTHORIZATION ${name}`);
        await upgradeSchema(user);
        assert.deepEqual(await versions(user), newest);
      });
    });

    it('say what an administrator has to do about the extension', async (context) => {
      await withUser(context, async ({ administrator, user, name, schema }) => {
        await administrator.query(`CREATE SCHEMA "${schema}" AUTHORIZATION ${name}`);
        await assert.rejects(upgradeSchema(user), {
          code: 'DATABASE_UNUSABLE',
          message: /permission denied to create extension "vector"; .*CREATE EXTENSION vector/,
        });
        await administrator.query('CREATE SCHEMA elsewhere; CREATE EXTENSION vector SCHEMA elsewhere');
        await assert.rejects(upgradeSchema(user), {
          code: 'DATABASE_UNUSABLE',
          message: /is in schema "elsewhere"; .*ALTER EXTENSION vector SET SCHEMA public/,
        });
      });
    });

    it('say what an administrator has to do about the schema', async (context) => {
      await withUser(context, async ({ administrator, user, schema }) => {
        await assert.rejects(upgradeSchema(user), {
          code: 'DATABASE_UNUSABLE',
          message: /permission denied for database/,
        });
        await administrator.query(`CREATE SCHEMA "${schema}"`);
        await assert.rejects(upgradeSchema(user), {
          code: 'DATABASE_UNUSABLE',
          message: /GRANT USAGE, CREATE ON SCHEMA/,
        });
      });
    });

    it('need no right at all when there is nothing to do', async (context) => {
      await withUser(context, async ({ administrator, user, name, schema }) => {
        await upgradeSchema(administrator);
        await administrator.query(`GRANT USAGE ON SCHEMA "${schema}" TO ${name}`);
        await administrator.query(`GRANT SELECT ON ALL TABLES IN SCHEMA "${schema}" TO ${name}`);
        await upgradeSchema(user);
      });
    });

    it('say that there is no such database', async (context) => {
      if (!postgres.isReal) return context.skip('PGlite has one database; set DATABASE_URL');
      const url = new URL(postgres.config.url);
      url.pathname = '/nowhere';
      await withDatabase({ ...postgres.config, url: url.href }, async (database) => {
        await assert.rejects(upgradeSchema(database), { code: 'DATABASE_UNUSABLE', message: /CREATE DATABASE/ });
      });
    });
  });
});
