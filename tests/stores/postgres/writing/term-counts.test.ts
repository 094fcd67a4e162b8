import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openDatabase } from '../../../../src/stores/postgres/connection/database.ts';
import { openPostgresStore } from '../../../../src/stores/postgres/paragraph-store.ts';
import { upgradeSchema } from '../../../../src/stores/postgres/schema/upgrade-schema.ts';
import { storeDocuments } from '../../../support/index-update.ts';
import { startPostgres } from '../../../support/postgres.ts';

const postgres = await startPostgres();
const database = openDatabase(postgres.config);
after(async () => {
  await database.close();
  await postgres.stop();
});

describe('the counts of terms', () => {
  it('follow documents that are replaced and deleted', async () => {
    await upgradeSchema(database);
    const store = openPostgresStore(database);
    const counts = async () => {
      const rows = await database.query<{ term: string; paragraphs: number }>('SELECT term, paragraphs FROM terms');
      return Object.fromEntries(rows.map(({ term, paragraphs }) => [term, paragraphs]));
    };
    const menu = [
      { text: 'Tea.', terms: { tea: 3 } },
      { text: 'Tea and milk.', terms: { tea: 1, milk: 1 } },
    ];
    for (let time = 0; time < 3; time += 1) await storeDocuments(store, { menu, other: menu.slice(0, 1) });
    assert.deepEqual(await counts(), { tea: 3, milk: 1 });
    await storeDocuments(store, { menu: menu.slice(0, 1) }, { deletedIds: ['other'] });
    assert.deepEqual(await counts(), { tea: 1, milk: 0 });
  });
});
