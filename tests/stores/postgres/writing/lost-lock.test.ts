import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Database, openDatabase } from '../../../../src/stores/postgres/connection/database.ts';
import { openPostgresStore } from '../../../../src/stores/postgres/paragraph-store.ts';
import { upgradeSchema } from '../../../../src/stores/postgres/schema/upgrade-schema.ts';
import { indexedDocument, manifestOf, storeDocuments } from '../../../support/index-update.ts';
import { startPostgres } from '../../../support/postgres.ts';

/** Two processes that write although each should have been alone: one was out of reach for longer than its lock lasts. */
describe('an update whose process lost its lock', () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  let databases: [Database, Database];
  before(async () => {
    postgres = await startPostgres();
    databases = [openDatabase(postgres.config), openDatabase(postgres.config)];
    await upgradeSchema(databases[0]);
  });
  after(async () => {
    for (const database of databases) await database.close();
    await postgres.stop();
  });
  const ids = async (store: ReturnType<typeof openPostgresStore>) => (await store.documents()).map(({ id }) => id);

  it('is refused when the index was rebuilt meanwhile, as is a rebuild when something was written meanwhile, so that nothing acknowledged is lost', async () => {
    const [slow, quick] = databases.map((database) => openPostgresStore(database)) as [
      ReturnType<typeof openPostgresStore>,
      ReturnType<typeof openPostgresStore>,
    ];
    await storeDocuments(slow, { tea: [{ text: 'Tea.' }] });
    const meanwhile = (work: () => Promise<unknown>) =>
      (async function* () {
        await work();
        yield indexedDocument('late', [{ text: 'Late.' }]);
      })();
    const change = { manifest: manifestOf(2), deletedIds: [] };
    const another = { manifest: manifestOf(2, 'another') };
    const refusal = { code: 'INDEX_LOCKED', message: /another process changed it/ };

    const isRebuilt = meanwhile(() => storeDocuments(quick, { anew: [{ text: 'Anew.' }] }, another));
    await assert.rejects(slow.update({ ...change, documents: isRebuilt }), refusal);
    assert.deepEqual(await ids(quick), ['anew']);

    await storeDocuments(slow, { tea: [{ text: 'Tea.' }] });
    const written = meanwhile(() => storeDocuments(quick, { milk: [{ text: 'Milk.' }] }));
    await assert.rejects(slow.update({ ...change, isRebuild: true, documents: written }), refusal);
    assert.deepEqual(await ids(slow), ['milk', 'tea']);
  });
});
