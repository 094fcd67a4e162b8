import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createInt8Index } from '../../../../src/stores/sqlite/vectors/int8-index.ts';
import { assertClose } from '../../../support/assertions.ts';
import { clusteredVectors, openStoredVectors, recallOf, type StoredVectors } from './stored-vectors.ts';

const DIMENSIONS = 256;

function indexOf({ database }: StoredVectors) {
  const index = createInt8Index(database, { model: 'model', dimensions: DIMENSIONS });
  after(() => index.close());
  return index;
}

describe('an index that compares with every vector', () => {
  it('finds all of the nearest, with their cosines, and what was stored later once it was taken in', async () => {
    const stored = openStoredVectors();
    const nextVectors = clusteredVectors(51);
    stored.add(nextVectors(3000));
    const index = indexOf(stored);
    const recall = await recallOf(stored, nextVectors(30), (vector) => index.search(vector, 10));
    assert.ok(recall >= 0.99, `recall ${recall}`);
    assertClose((await index.search(stored.vectors.get(7)!, 1))[0]!.similarity, 1, 0.001);
    stored.add(nextVectors(1));
    await index.catchUp();
    assert.equal((await index.search(stored.vectors.get(3001)!, 1))[0]!.key, 3001);
  });

  it('finds only those that are wanted, of the model, and no more than there are', async () => {
    const stored = openStoredVectors();
    stored.add(clusteredVectors(52)(50));
    const index = indexOf(stored);
    const asked = stored.vectors.get(1)!;
    const found = await index.search(asked, 10, new Set([3, 33, 333]));
    assert.deepEqual(found.map(({ key }) => key).sort(), [3, 33]);
    assert.equal((await index.search(asked, 100)).length, 50);
    assert.deepEqual(await index.search(asked, 0), []);
    const other = createInt8Index(stored.database, { model: 'another', dimensions: DIMENSIONS });
    assert.deepEqual(await other.search(asked, 5), []);
  });

  it('forgets what was deleted', async () => {
    const stored = openStoredVectors();
    stored.add(clusteredVectors(53)(2000));
    const index = indexOf(stored);
    const deleted = stored.vectors.get(5)!;
    assert.equal((await index.search(deleted, 1))[0]!.key, 5);
    stored.forget([5, 6]);
    await index.catchUp();
    const keys = (await index.search(deleted, 2000)).map(({ key }) => key);
    assert.deepEqual([keys.length, keys.includes(5), keys.includes(6)], [1998, false, false]);
  });

  it('says why it cannot read a vector', async () => {
    const stored = openStoredVectors();
    stored.add(clusteredVectors(54)(3));
    stored.database.exec("UPDATE embeddings SET vector = x'00' WHERE key = 2");
    await assert.rejects(indexOf(stored).search(new Float32Array(DIMENSIONS), 1), /a stored vector has 1 bytes/);
  });
});
