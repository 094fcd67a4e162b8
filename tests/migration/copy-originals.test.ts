import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { migrateStore } from '../../src/migration/migrate-store.ts';
import type { IndexUpdate } from '../../src/stores/index-writer.ts';
import { openDatabase } from '../../src/stores/postgres/connection/database.ts';
import { openPostgresStore } from '../../src/stores/postgres/paragraph-store.ts';
import { upgradeSchema } from '../../src/stores/postgres/schema/upgrade-schema.ts';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { storeDocuments } from '../support/index-update.ts';
import { startPostgres } from '../support/postgres.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const BYTES = Buffer.from('%PDF-1.7 of the hall');
const SHA256 = createHash('sha256').update(BYTES).digest('hex');

describe('moving the files that are kept beside documents', { timeout: 120_000 }, () => {
  const postgres = startPostgres();
  after(async () => (await postgres).stop());

  async function openBoth() {
    const database = openDatabase((await postgres).emptySchema());
    await upgradeSchema(database);
    const stores = { database: openPostgresStore(database), files: openSqliteStore(temporaryDirectory()) };
    const close = () => Promise.all([stores.files.close(), database.close()]);
    return { ...stores, query: database.query, close };
  }

  for (const [given, other] of [
    ['database', 'files'],
    ['files', 'database'],
  ] as const) {
    it(`copies them out of the ${given}, notices one that is missing, and finds one that is another`, async () => {
      const { close, query, ...stores } = await openBoth();
      const [from, to] = [stores[given], stores[other]];
      try {
        const { documents, ...update } = await storeDocuments(from, {
          hall: [{ text: 'The hall.' }],
          yard: [{ text: 'Yard.' }],
        });
        const hall = { ...documents[0]!, document: { ...documents[0]!.document, sha256: SHA256 } };
        const originals: IndexUpdate['originals'] = new Map([
          ['hall', { name: 'hall.pdf', sha256: SHA256, read: async () => BYTES }],
        ]);
        await from.update({ ...update, documents: [hall], originals });
        const { isWhole } = await migrateStore({ from: { store: from }, to: { store: to } });
        assert.ok(isWhole, 'everything is there');
        assert.deepEqual(await to.original('hall'), { name: 'hall.pdf', sha256: SHA256, size: BYTES.length });
        const copy = await to.originalBytes('hall', { sha256: SHA256, start: 0, end: BYTES.length });
        assert.deepEqual(Buffer.from(copy!), BYTES);

        const manifest = (await to.manifest())!;
        await to.update({ ...update, manifest, documents: [], deletedIds: ['hall'] });
        await to.update({ ...update, manifest, documents: [hall] });
        assert.equal(await to.original('hall'), null);
        const again = await migrateStore({ from: { store: from }, to: { store: to } });
        assert.deepEqual([again.copied.documents, again.copied.unchanged, again.isWhole], [1, 1, true]);
        assert.equal((await to.original('hall'))?.size, BYTES.length);
        if (other === 'files') return;
        await query('UPDATE originals SET bytes = set_byte(bytes, 0, 0)');
        const { verification } = await migrateStore({ from: { store: from }, to: { store: to } });
        assert.equal(verification.differences, 'the kept file of "hall" is another one');
      } finally {
        await close();
      }
    });
  }
});
