import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { IndexedDocument } from '../../src/stores/document-reader.ts';
import type { IndexUpdate, KeptOriginal } from '../../src/stores/index-writer.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { storeDocuments } from '../support/index-update.ts';

const BYTES = Uint8Array.from({ length: 3000 }, (_, index) => index % 256);
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const fileOf = (name: string, sha256 = SHA256): KeptOriginal => ({ name, sha256, read: async () => BYTES });

/** What every paragraph store promises of the files that it keeps beside documents. Call it once per implementation. */
export function describeStoreOriginals(name: string, openStore: () => Promise<ParagraphStore>): void {
  describe(`${name} keeps the paragraph store contract of originals`, () => {
    let store: ParagraphStore;
    let update: IndexUpdate & { documents: IndexedDocument[] };
    /** The update that wrote two documents, `hall` with this hash. */
    async function storeHalls(sha256 = SHA256): Promise<typeof update> {
      const { documents, ...rest } = await storeDocuments(store, {
        hall: [{ text: 'The hall.' }],
        yard: [{ text: 'Yard.' }],
      });
      const [hall, yard] = documents.map((each) => ({ ...each, document: { ...each.document, sha256 } }));
      return { ...rest, documents: [hall!, yard!] };
    }
    beforeEach(async () => {
      store = await openStore();
      update = await storeHalls();
      await store.update({ ...update, originals: new Map([['hall', fileOf('Зал «А» \u0000.pdf')]]) });
    });
    afterEach(() => store.close());
    const whole = () => store.originalBytes('hall', { sha256: SHA256, start: 0, end: 3000 });

    it('gives them whole and in parts', async () => {
      assert.deepEqual(await store.original('hall'), { name: 'Зал «А» \u0000.pdf', sha256: SHA256, size: 3000 });
      assert.deepEqual(Uint8Array.from((await whole())!), BYTES);
      const part = await store.originalBytes('hall', { sha256: SHA256, start: 1000, end: 1010 });
      assert.deepEqual(Uint8Array.from(part!), BYTES.slice(1000, 1010));
      assert.deepEqual([await store.original('yard'), await store.original('unknown')], [null, null]);
      assert.equal(await store.originalBytes('hall', { sha256: 'another', start: 0, end: 9 }), null);
    });

    it('keeps them while their documents are written anew, also by a rebuild', async () => {
      await store.update(update);
      assert.equal((await store.original('hall'))?.size, 3000);
      await store.update({ ...update, isRebuild: true });
      assert.equal((await store.original('hall'))?.size, 3000);
    });

    it('removes them with their documents, and when those are made of other bytes', async () => {
      await store.update({ ...(await storeHalls('another')), deletedIds: [] });
      assert.equal(await store.original('hall'), null);
      await store.update({ ...update, originals: new Map([['hall', fileOf('hall.pdf')]]) });
      assert.equal((await store.original('hall'))?.name, 'hall.pdf');
      await store.update({ ...update, documents: [], deletedIds: ['hall'] });
      assert.deepEqual([await store.original('hall'), await whole()], [null, null]);
    });

    it('removes those whose documents a rebuild leaves out', async () => {
      await store.update({ ...update, documents: update.documents.slice(1), isRebuild: true });
      assert.equal(await store.original('hall'), null);
    });

    it('takes one for a document that is there already, and replaces it', async () => {
      const added = new Map([['yard', fileOf('yard.txt')]]);
      await store.update({ ...update, documents: [], originals: added });
      await store.update({ ...update, documents: [], originals: new Map([['yard', fileOf('garden.txt')]]) });
      assert.equal((await store.original('yard'))?.name, 'garden.txt');
      assert.equal((await store.original('hall'))?.size, 3000, 'others stay');
    });
  });
}
