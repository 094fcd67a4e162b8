import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { buildIndex } from '../../src/build-index.ts';
import { loadConfig } from '../../src/config/config.ts';
import { CONVERTER_CHECK } from '../../src/doctor/check-folders.ts';
import { checkRecognition } from '../../src/doctor/check-recognition.ts';
import { examine } from '../../src/doctor/examine.ts';
import { type Database, openDatabase } from '../../src/stores/postgres/connection/database.ts';
import { openPostgresConversationStore } from '../../src/stores/postgres/conversation-store.ts';
import { openPostgresStore } from '../../src/stores/postgres/paragraph-store.ts';
import { upgradeSchema } from '../../src/stores/postgres/schema/upgrade-schema.ts';
import { assertIncludes } from '../support/assertions.ts';
import { startPostgres } from '../support/postgres.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { embeddingConfig } from '../support/tiny-model.ts';

const REBUILD = 'npm run index -- --rebuild';
const postgres = await startPostgres();
after(() => postgres.stop());

const bundled = loadConfig({}).documentsDirectory;
const settings = {
  ...{ ...loadConfig({}), indexDirectory: '/not/looked/at', recognition: null },
  ...{ documentMaxBytes: 1_000_000, watchesDocuments: false, embedding: embeddingConfig({}) },
  database: { write: postgres.config, read: null },
};
const database: Database = openDatabase(postgres.config);
after(() => database.close());
const embedder = createRecordingEmbedder();

const OF_MACHINE = [CONVERTER_CHECK.name, checkRecognition(null).name];
/** All findings, by the name of the check, but for what is installed on this machine. */
async function findings(given: Partial<Parameters<typeof examine>[0]> = {}, model = () => embedder.model()) {
  const found = new Map<string, { isOk: boolean; found: string; run: string | null }>();
  const looking = examine({ ...settings, ...given }, { model, onProgress: () => {} });
  for await (const { check, ...finding } of looking) if (!OF_MACHINE.includes(check)) found.set(check, finding);
  return found;
}

async function namesOfWrong(...given: Parameters<typeof findings>): Promise<string[]> {
  return [...(await findings(...given))].filter(([, { isOk }]) => !isOk).map(([check]) => check);
}

const indexWith = (request: { isRebuild?: boolean; finishesAlways?: boolean }, directory = bundled) =>
  buildIndex({ store: openPostgresStore(database), embedder }, { directory, maxBytes: 1_000_000, ...request });

async function runAdvice(run: string): Promise<void> {
  if (run === REBUILD) await indexWith({ isRebuild: true });
  else if (run === 'npm run index') await indexWith({ finishesAlways: true });
  else await database.query(/-c '(.+)'$/.exec(run)![1]!);
}

/** An index version other than the current one, which may have been rebuilt. */
const E = '(SELECT edition FROM state)';
const MANY = 5_000;
const DAMAGE: Record<string, { check: string; found: RegExp; run?: RegExp; sql: string }> = {
  'a paragraph that differs from its document': {
    ...{ check: 'Paragraphs', found: /^"csto-declaration-2024" ¶7 is not what its document says there$/ },
    sql: `UPDATE paragraphs SET text = 'Milk' WHERE edition = ${E} AND number = 7`,
  },
  'a paragraph that is missing': {
    ...{ check: 'Paragraphs', found: /^"csto-declaration-2024" has 38 paragraphs instead of 39$/ },
    sql: `DELETE FROM paragraphs WHERE edition = ${E} AND number = 7`,
  },
  'a paragraph with the number of another': {
    ...{ check: 'Paragraphs', found: /^"csto-declaration-2024" has ¶6 where ¶7 should be$/ },
    sql: `UPDATE paragraphs SET number = 6 WHERE edition = ${E} AND number = 7`,
  },
  'blocks that are not in their document': {
    ...{ check: 'Paragraphs', found: /^"csto-declaration-2024" has a block at 5 that is not in its text$/ },
    sql: `UPDATE documents SET blocks = '[{"kind":"note","start":5,"end":5}]' WHERE edition = ${E}`,
  },
  'positions that cannot be read': {
    ...{ check: 'Paragraphs', found: /^"csto-declaration-2024" has positions that cannot be read$/ },
    sql: `UPDATE documents SET positions = '[[1' WHERE edition = ${E}`,
  },
  'a document that cannot be read': {
    ...{ check: 'Paragraphs', found: /^"csto-declaration-2024" has a text that cannot be read$/ },
    sql: `UPDATE documents SET text = '\\' WHERE edition = ${E}`,
  },
  'a vector that is too short': {
    ...{ check: 'Vectors', found: /^vector \d+ has 3 numbers instead of 64$/ },
    sql: `UPDATE embeddings SET vector = '[1,2,3]' WHERE key = (SELECT embedding_key FROM paragraphs WHERE edition = ${E} AND number = 2)`,
  },
  'a vector of another model': {
    ...{ check: 'Vectors', found: /^paragraph \d+ has no vector of the model of the index$/ },
    sql: `INSERT INTO models (model) VALUES ('other') ON CONFLICT DO NOTHING;
      INSERT INTO embeddings (model, hash, vector) SELECT key, 'other', '[1]' FROM models WHERE model = 'other';
      UPDATE paragraphs SET embedding_key = (SELECT key FROM embeddings WHERE hash = 'other') WHERE edition = ${E} AND number = 2`,
  },
  'a vector that is looked for under one of another model': {
    ...{ check: 'Vectors', found: /^vector \d+ is looked for under another that is in no graph$/ },
    sql: `INSERT INTO models (model) VALUES ('other') ON CONFLICT DO NOTHING;
      INSERT INTO embeddings (model, hash, vector) SELECT key, 'another', '[1]' FROM models WHERE model = 'other';
      UPDATE embeddings SET equals = (SELECT key FROM embeddings WHERE hash = 'another')
      WHERE key = (SELECT embedding_key FROM paragraphs WHERE edition = ${E} AND number = 2)`,
  },
  'words that do not decode': {
    ...{ check: 'Words', found: /has \d+ words instead of \d+|not in the list/ },
    sql: `UPDATE paragraphs SET terms = '\\xff' WHERE edition = ${E} AND number = 2`,
  },
  'a list of words with a gap': {
    ...{ check: 'Words', found: /^there are \d+ words, and keys up to \d+$/ },
    sql: `DELETE FROM terms WHERE edition = ${E} AND key = 2`,
  },
  'postings that are missing': {
    ...{
      check: 'Words',
      found: /^paragraph \d+ is not found by all of its words; .*found by \d+ words instead of \d+$/,
    },
    sql: `DELETE FROM postings WHERE edition = ${E} AND term_key = 0`,
  },
  'a posting of no paragraph': {
    ...{ check: 'Words', found: /^paragraphs are found by \d+ words instead of \d+$/ },
    sql: `INSERT INTO postings SELECT edition, 0, 0, 1, 1 FROM state`,
  },
  'a posting that says something else': {
    ...{ check: 'Words', found: /^paragraph \d+ is not found by all of its words/ },
    sql: `UPDATE postings SET frequency = 99 WHERE edition = ${E} AND term_key = 0`,
  },
  'labels that are not listed': {
    ...{ check: 'Labels', found: /^paragraph \d+ is not listed under ".+; and \d+ more$/ },
    sql: `DELETE FROM labels WHERE edition = ${E}`,
  },
  'a label of no paragraph': {
    ...{ check: 'Labels', found: /^1 labels are of no paragraph$/ },
    sql: "INSERT INTO labels SELECT edition, 'title', 0 FROM state",
  },
  'a wrong number of paragraphs and words': {
    ...{ check: 'Totals', found: /^40 paragraphs were counted, and there are 39; \d+ words were counted/ },
    sql: `UPDATE editions SET paragraphs = paragraphs + 1, length = length - 1 WHERE key = ${E}`,
  },
  'a graph of vectors that is missing': {
    ...{ check: 'Vector index', found: /^there is none, though/, run: /^npm run index$/ },
    sql: `INSERT INTO embeddings (model, hash, vector)
      SELECT model, 'made ' || number, vector FROM (SELECT * FROM embeddings LIMIT 1) AS one, generate_series(1, ${MANY}) AS number`,
  },
  'a graph of vectors that was not finished': {
    ...{ check: 'Vector index', found: /^it was not finished/, run: /^npm run index$/ },
    sql: "UPDATE pg_index SET indisvalid = false WHERE indexrelid::regclass::text ~ 'embeddings_\\d+_passage'",
  },
  'an index version that was not finished': {
    ...{ check: 'Leftovers', found: /^1 indexes that were not finished take room$/ },
    sql: `INSERT INTO editions (manifest) SELECT manifest FROM editions WHERE key = ${E}`,
  },
  'a turn that cannot be read': {
    ...{ check: 'Conversations', found: /^the turn of 2024-11-28T00:00:00\.000Z cannot be read$/ },
    run: /^go back to a backup with pg_restore, or erase what cannot be read: psql "\$DATABASE_URL" -c 'DELETE FROM test_\w+\.turns WHERE asked_at IN \(1732752000000\)'$/,
    sql: `INSERT INTO conversations VALUES ('secret', 0, 9999999999999, 1);
      INSERT INTO turns (conversation_id, number, answer_id, asked_at, question, answer) VALUES ('secret', 1, 'a', 1732752000000, 'Why?', '{')`,
  },
};

describe('the doctor of a database', { timeout: 180_000 }, () => {
  before(async () => {
    assert.deepEqual(await findings(), new Map(Object.entries(await whatIsFoundBefore())));
    await upgradeSchema(database);
    assert.deepEqual(await namesOfWrong(), ['Index']);
    await indexWith({});
    await openPostgresConversationStore(database, { timeToLiveMs: 1000 }).close();
  });

  /** With no tables, nothing else is looked at, and nothing is made. */
  async function whatIsFoundBefore() {
    const { found, ...server } = (await findings()).get('Database')!;
    assert.match(found, /^"\w+" at \S+:\d+, schema "test_\w+": PostgreSQL \d+.+, pgvector \d+\.\d+\.\d+/);
    const tables = { isOk: false, found: 'there are none yet', run: 'npm run index' };
    const access = { isOk: true, found: 'everyone on this machine', run: null };
    return { Database: { found, ...server }, Tables: tables, 'Who may ask and read': access };
  }

  it('finds no problem in an index of the declaration, and looks at no folder', async () => {
    const found = await findings();
    assert.deepEqual(
      [...found].filter(([, { isOk }]) => !isOk),
      [],
    );
    assert.deepEqual(
      [...found.keys()],
      [
        ...[
          'Who may ask and read',
          'Database',
          'Tables',
          'Index',
          'Paragraphs',
          'Vectors',
          'Words',
          'Labels',
          'Originals',
          'Totals',
          'Vector index',
        ],
        ...['Leftovers', 'Model', 'Documents', 'Conversations'],
      ],
    );
    assert.equal(found.get('Paragraphs')!.found, '39 in 1 documents, each the exact words of its document');
    assert.match(found.get('Documents')!.found, /^1, not compared with DOCUMENTS_DIR/);
  });

  for (const [name, { check, found, run = /^npm run index -- --rebuild$/, sql }] of Object.entries(DAMAGE)) {
    it(`finds ${name}, and no problem after the command it names was run`, async () => {
      for (const statement of sql.split(';\n')) await database.query(statement);
      const finding = (await findings()).get(check);
      assert.match(finding?.found ?? 'nothing', found);
      assert.match(finding!.run!, run);
      await runAdvice(finding!.run!);
      assert.deepEqual(await namesOfWrong(), []);
    });
  }

  it('says that documents without a file cannot be rebuilt', async () => {
    await database.query('CREATE TEMPORARY TABLE IF NOT EXISTS kept AS SELECT * FROM sources');
    await database.query('DELETE FROM sources');
    await database.query(`UPDATE paragraphs SET text = 'Milk' WHERE edition = ${E} AND number = 7`);
    const { run } = (await findings()).get('Paragraphs')!;
    assert.match(
      run!,
      /^go back to a backup with pg_restore, or remove "csto-declaration-2024" and send them again \(DELETE/,
    );
    await indexWith({ isRebuild: true });
    assert.deepEqual(await namesOfWrong(), []);
  });

  it('says where to rebuild when this folder does not have all files', async () => {
    const documentsDirectory = temporaryDirectory();
    await database.query(`DELETE FROM labels WHERE edition = ${E}`);
    const { run } = (await findings({ documentsDirectory })).get('Labels')!;
    assert.equal(
      run,
      `${REBUILD}, where DOCUMENTS_DIR has all that was indexed: 1 files are not in "${documentsDirectory}"`,
    );
    await indexWith({ isRebuild: true });
  });

  it('compares the index with the folder when it is watched', async () => {
    assert.deepEqual(await namesOfWrong({ watchesDocuments: true }), []);
    const documentsDirectory = temporaryDirectory();
    const { found, run } = (await findings({ watchesDocuments: true, documentsDirectory })).get('Documents')!;
    assert.deepEqual([found, run], ['"csto-declaration-2024" is indexed and its file was deleted', 'npm run index']);
    rmSync(documentsDirectory, { recursive: true });
    assertIncludes(await namesOfWrong({ watchesDocuments: true, documentsDirectory }), 'Documents folder');
  });

  it('reports an index of another model', async () => {
    const other = createRecordingEmbedder({ fileHash: 'other' });
    assert.deepEqual(await namesOfWrong({}, () => other.model()), ['Model']);
  });

  it('accepts locks of processes that have died', async () => {
    await database.query("INSERT INTO write_locks VALUES ('dead', false, now() - interval '1 minute')");
    assert.deepEqual((await findings()).get('Leftovers'), {
      isOk: true,
      found: '1 locks and 0 files of processes that have died, free for others',
      run: null,
    });
    await indexWith({ isRebuild: true });
    assert.equal((await findings()).get('Leftovers')!.found, 'none');
  });

  it('reports tables of another version', async () => {
    await database.query('INSERT INTO migrations (version) VALUES (99)');
    const { found, run } = (await findings()).get('Tables')!;
    assert.match(found, /^they have version 99, this program knows \d+$/);
    assert.match(run!, /^run a newer Pilcrow/);
    await database.query('DELETE FROM migrations WHERE version = 99');
  });

  it('checks a replica, which may lag', async () => {
    const replica = { ...postgres.config };
    const read = { ...settings.database, read: replica };
    assert.match((await findings({ database: read })).get('Replica')!.found, /^"\w+" at \S+, schema "test_\w+"$/);
    const away = { ...replica, url: 'postgres://pilcrow:secret@127.0.0.1:9/pilcrow' };
    const { found, run } = (await findings({ database: { ...read, read: away } })).get('Replica')!;
    assert.match(found, /^Cannot reach the replica: connect ECONNREFUSED 127\.0\.0\.1:9$/);
    assert.match(run!, /^see that the database of DATABASE_READ_URL runs/);
  });

  it('reports an unavailable database, without its password', async () => {
    const write = { ...postgres.config, url: 'postgres://pilcrow:secret@127.0.0.1:9/pilcrow' };
    const found = await findings({ database: { write, read: null } });
    assert.deepEqual([...found.keys()], ['Who may ask and read', 'Database']);
    assert.deepEqual(found.get('Database'), {
      isOk: false,
      found: 'Cannot reach the database: connect ECONNREFUSED 127.0.0.1:9',
      run: 'see that the database of DATABASE_URL runs and can be reached, and try again',
    });
  });
});
