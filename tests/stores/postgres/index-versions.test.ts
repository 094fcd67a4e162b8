import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openDatabase } from '../../../src/stores/postgres/connection/database.ts';
import { openPostgresStore } from '../../../src/stores/postgres/paragraph-store.ts';
import { upgradeSchema } from '../../../src/stores/postgres/schema/upgrade-schema.ts';
import { indexedDocument, manifestOf, storeDocuments } from '../../support/index-update.ts';
import { startPostgres } from '../../support/postgres.ts';

/** So many paragraphs of a new index version are written before the next document is read. */
const WRITTEN_TOGETHER = 500;

const postgres = await startPostgres();
const database = openDatabase(postgres.config);
after(async () => {
  await database.close();
  await postgres.stop();
});

describe('an index version that is being built', () => {
  it('is not searched until it is complete, though its vectors are of the same model', async () => {
    await upgradeSchema(database);
    const store = openPostgresStore(database);
    const old = [{ text: 'Old.', terms: { old: 1 }, aspects: ['aspect'] }];
    await storeDocuments(store, { menu: old });
    const many = Array.from({ length: WRITTEN_TOGETHER }, () => ({
      text: 'New.',
      terms: { old: 1 },
      aspects: ['aspect'],
    }));
    const found = async () => {
      const east = Float32Array.from([1, 0]);
      const { keyOf } = await store.vocabulary();
      const expansion = new Map([[keyOf('old')!, 1]]);
      const { scores } = await store.scoreWords([{ term: 'old', weight: 1, expansion }], { limit: 50 });
      const nearest = (await store.nearest(east, 50)).map(({ key }) => key);
      const lists = [nearest, [...scores.keys()], await store.keysWithAspects(['aspect'], 50)];
      const texts = await Promise.all(lists.map((keys) => store.paragraphs(keys)));
      return texts.map((paragraphs) => new Set(paragraphs.map(({ text }) => text)));
    };
    const before = [new Set(['Old.']), new Set(['Old.']), new Set(['Old.'])];
    assert.deepEqual(await found(), before);
    let written = 0;
    const documents = async function* () {
      yield indexedDocument('menu', many);
      const [row] = await database.query<{ count: number }>('SELECT count(*) FROM paragraphs');
      written = row!.count;
      assert.deepEqual(await found(), before);
    };
    await store.update({ manifest: manifestOf(2), documents: documents(), deletedIds: [], isRebuild: true });
    assert.equal(written, 1 + WRITTEN_TOGETHER);
    assert.deepEqual(await found(), [new Set(['New.']), new Set(['New.']), new Set(['New.'])]);
  });
});
