import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Database } from '../../../src/stores/sqlite/connection/sqlite.ts';
import { openSqliteStore } from '../../../src/stores/sqlite/paragraph-store.ts';
import { assertIncludes } from '../../support/assertions.ts';
import { manifestOf, storeDocuments } from '../../support/index-update.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { describeEqualVectors } from '../equal-vectors-contract.ts';
import { describeParagraphStore } from '../paragraph-store-contract.ts';
import { describeStoreOriginals } from '../store-originals-contract.ts';
import { describeStoreScores } from '../store-scores-contract.ts';
import { describeStoreSharing } from '../store-sharing-contract.ts';
import { describeStoreUpdates } from '../store-updates-contract.ts';
import { describeStoreWords } from '../store-words-contract.ts';
import { wordsIn } from '../words-in.ts';

const directory = temporaryDirectory();
const openStore = async () => openSqliteStore(path.join(directory, randomUUID()), { precision: 'float32' });

describeParagraphStore('SQLite store', openStore);
describeStoreOriginals('SQLite store', openStore);
describeStoreUpdates('SQLite store', openStore);
describeStoreWords('SQLite store', openStore);
describeStoreScores('SQLite store', openStore);
describeStoreSharing('SQLite store', openStore);
describeEqualVectors('SQLite store', openStore, 2500);

describe('an index of an older version of the program', () => {
  it('is renamed with its version, and rebuilt', async () => {
    const indexDirectory = path.join(directory, randomUUID());
    const first = openSqliteStore(indexDirectory);
    await storeDocuments(first, { compass: [{ text: 'North.', terms: { north: 1 } }] });
    await first.finishUpdate();
    await first.close();
    const file = path.join(indexDirectory, 'pilcrow.sqlite');
    const old = new Database(file);
    old.exec("ALTER TABLE documents DROP COLUMN tags; UPDATE meta SET value = '2' WHERE key = 'schema'");
    old.close();

    const stores = [openSqliteStore(indexDirectory), openSqliteStore(indexDirectory)] as const;
    for (const store of stores) {
      assert.equal(await store.manifest(), null);
      assert.deepEqual(await store.documents(), []);
    }
    const other = [{ text: 'Other.', vector: [0, 1], terms: { other: 1 } }];
    const { documents } = await storeDocuments(stores[0], { other });
    assert.deepEqual(await stores[1].document('other'), documents[0]!.document);
    assert.deepEqual(await wordsIn(stores[1]), { other: ['other¶1'] });
    assert.equal((await stores[1].nearest(Float32Array.of(0, 1), 9)).length, 1);
    await Promise.all(stores.map((store) => store.close()));

    assertIncludes(readdirSync(indexDirectory), 'pilcrow.version-2.sqlite');
    const aside = new Database(path.join(indexDirectory, 'pilcrow.version-2.sqlite'));
    assert.deepEqual(aside.prepare('SELECT id FROM documents').pluck().all(), ['compass']);
    aside.close();
  });
});

describe('a store with vectors in one byte a number', () => {
  const vectors = Array.from({ length: 90 }, (_, degree) => {
    const angle = (degree / 180) * Math.PI;
    return [Math.cos(angle), Math.sin(angle), Math.sin(7 * angle)];
  });
  const cosine = (a: number[], b: number[]) =>
    a.reduce((sum, value, place) => sum + value * b[place]!, 0) / (Math.hypot(...a) * Math.hypot(...b));

  it('finds the same paragraphs: similarities differ by less than 0.005', async () => {
    const store = openSqliteStore(path.join(directory, randomUUID()));
    const manifest = manifestOf(3);
    const circle = vectors.map((vector, index) => ({ text: `${index}°`, vector }));
    await storeDocuments(store, { circle, other: [{ text: 'Nowhere', vector: [0, 0, 0] }] }, { manifest });
    const east = [1, 0, 0];
    for (const documentIds of [undefined, ['circle', 'other']]) {
      const matches = await store.nearest(Float32Array.from(east), 200, documentIds);
      assert.equal(matches.length, 91);
      const paragraphs = await store.paragraphs(matches.map(({ key }) => key));
      for (const [place, { documentId, number }] of paragraphs.entries()) {
        const expected = documentId === 'other' ? 0 : cosine(east, vectors[number - 1]!);
        assert.ok(Math.abs(matches[place]!.similarity - expected) < 0.005, `${documentId} ${number}`);
      }
      assert.equal(paragraphs[0]!.text, '0°');
    }
    await store.close();
  });
});
