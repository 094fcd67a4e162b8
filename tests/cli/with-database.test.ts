import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { addressWithoutPassword } from '../../src/config/database.ts';
import { startPostgres } from '../support/postgres.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { readUntil, runPilcrow, startPilcrow, whenFinished } from './run-pilcrow.ts';

const postgres = await startPostgres();
after(() => postgres.stop());
const { url, schema } = postgres.config;
const AWAY = 'postgres://pilcrow:secret@127.0.0.1:9/pilcrow';

describe('the command line with a database', { timeout: 240_000 }, () => {
  /** Settings with folders of their own. */
  function settingsWith(more: NodeJS.ProcessEnv = {}) {
    const folder = temporaryDirectory();
    const documents = path.join(folder, 'documents');
    writeFiles(documents, { 'tea.txt': 'Green tea is steeped at 80 °C.\n\nIt comes from Uji.\n' });
    return {
      DOCUMENTS_DIR: documents,
      INDEX_DIR: path.join(folder, 'index'),
      DATABASE_URL: url,
      DATABASE_SCHEMA: schema,
      ...more,
    };
  }

  it('indexes into it, rebuilds it, checks it and answers, without creating a folder', async () => {
    const settings = settingsWith();
    const first = await runPilcrow(['index'], settings);
    assert.deepEqual([first.exitCode, first.stderr], [0, '']);
    const place = `"${new URL(url).pathname.slice(1)}" at ${new URL(url).host}, schema "${schema}"`;
    assert.ok(
      first.stdout.startsWith(`The index in the database ${place} is up to date.\nDocuments: 1 added, 0 changed`),
      first.stdout,
    );
    const embedded = /Texts embedded: (\d+)/.exec(first.stdout)![1];

    assert.match((await runPilcrow(['index'], settings)).stdout, /1 unchanged\nTexts embedded: 0\n$/);
    const rebuilt = await runPilcrow(['index', '--anew'], settings);
    assert.deepEqual([rebuilt.exitCode, rebuilt.stderr], [0, '']);
    assert.ok(
      rebuilt.stdout.endsWith(`0 added, 1 changed, 0 removed, 0 unchanged\nTexts embedded: ${embedded}\n`),
      rebuilt.stdout,
    );

    const well = await runPilcrow(['doctor'], settings);
    assert.deepEqual([well.exitCode, well.stderr], [0, '']);
    assert.match(well.stdout, /^ok {7}Paragraphs: 2 in 1 documents.+\n(?:.*\n)*All is well\.\n$/m);
    const found = await runPilcrow(['search', 'Where does green tea come from?'], settings);
    assert.match(found.stdout, /It comes from Uji/);
    assert.equal(existsSync(settings.INDEX_DIR), false);
  });

  it('says where everything is kept when the server starts', async () => {
    const child = startPilcrow(['serve'], { ...settingsWith(), DATABASE_READ_URL: url, PORT: '0', LOG_LEVEL: 'info' });
    await readUntil(child, /listening on (\S+)/);
    child.kill('SIGTERM');
    const { exitCode, stderr } = await whenFinished(child);
    assert.equal(exitCode, 0);
    const line = stderr.split('\n').find((text) => text.includes('Keeping everything in a database'))!;
    const { database, replica } = JSON.parse(line) as { database: string; replica: string };
    assert.match(database, /^"\w+" at \S+, schema "test_\w+"$/);
    assert.equal(replica, database);
  });

  for (const command of ['backup', 'restore']) {
    it(`refuses ${command} before it does anything, and says what does the same`, async () => {
      const settings = settingsWith({ DATABASE_URL: AWAY });
      const target = path.join(settings.INDEX_DIR, 'backup');
      const { exitCode, stdout, stderr } = await runPilcrow([command, target], settings);
      assert.deepEqual([exitCode, stdout], [1, '']);
      assert.match(
        stderr,
        /^Cannot (?:back up|restore): everything is kept in the database of DATABASE_URL; .*use pg_/,
      );
      const address = addressWithoutPassword({ url: AWAY, caFile: null });
      assert.equal(address, 'postgres://pilcrow@127.0.0.1:9/pilcrow');
      const [, line] = stderr.split('\n');
      assert.equal(
        line,
        command === 'backup'
          ? `  pg_dump --dbname='${address}' --schema=${schema} --format=custom --file=pilcrow.dump`
          : `  pg_restore --dbname='${address}' --clean --if-exists --single-transaction pilcrow.dump`,
      );
      assert.equal(existsSync(settings.INDEX_DIR), false);
    });
  }

  for (const command of [['ask', 'Why?'], ['index', '--anew'], ['serve'], ['mcp']]) {
    it(`reports an unavailable database in one line, without its password: ${command.join(' ')}`, async () => {
      const { exitCode, stdout, stderr } = await runPilcrow(command, settingsWith({ DATABASE_URL: AWAY, PORT: '0' }));
      assert.deepEqual([exitCode, stdout], [1, '']);
      assert.match(
        stderr,
        /^Cannot reach the database: connect ECONNREFUSED \S+; see that the database of DATABASE_URL runs.+\n$/,
      );
      assert.doesNotMatch(stderr, /secret/);
    });
  }
});
