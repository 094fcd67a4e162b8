import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { checksOfTables } from '../../../../src/stores/postgres/checks/check-database.ts';
import { openDatabase } from '../../../../src/stores/postgres/connection/database.ts';
import { openPostgresStore } from '../../../../src/stores/postgres/paragraph-store.ts';
import { upgradeSchema } from '../../../../src/stores/postgres/schema/upgrade-schema.ts';
import { storeDocuments } from '../../../support/index-update.ts';
import { startPostgres } from '../../../support/postgres.ts';

const postgres = await startPostgres();
after(() => postgres.stop());

it('the doctor finds kept files that are not those of their documents, and says what to do', async () => {
  const database = openDatabase(postgres.config);
  try {
    await upgradeSchema(database);
    await storeDocuments(openPostgresStore(database), { hall: [{ text: 'The hall.' }] });
    const check = checksOfTables(database, { rebuild: 'npm run index', isOnlyHere: () => true }).find(
      ({ name }) => name === 'Originals',
    )!;
    assert.deepEqual(await check.examine(() => {}), { found: 'none kept', wrong: null });
    await database.query(
      `INSERT INTO originals SELECT id, 'a.txt', sha256, convert_to('other', 'UTF8') FROM documents
       UNION SELECT 'gone', 'a.txt', 'abc', convert_to('other', 'UTF8')`,
    );
    const { wrong } = await check.examine(() => {});
    assert.match(wrong!, /a file of "gone" is kept, which is no document/);
    assert.match(wrong!, /the kept file of "hall" is not what it was read from/);
    assert.match(
      check.cure,
      /^send these documents again \(DELETE and POST \/api\/documents\), or go back to a backup/,
    );
  } finally {
    await database.close();
  }
});
