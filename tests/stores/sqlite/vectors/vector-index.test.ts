import assert from 'node:assert/strict';
import { readdirSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describeSavedGraph } from '../../../../src/stores/sqlite/vectors/vector-graph.ts';
import { createGraphIndex, type VectorIndexOptions } from '../../../../src/stores/sqlite/vectors/vector-index.ts';
import { assertClose } from '../../../support/assertions.ts';
import { clusteredVectors, openStoredVectors, recallOf, type StoredVectors } from './stored-vectors.ts';

const DIMENSIONS = 256;

/** An index over what is stored. */
function indexOf({ database, directory }: StoredVectors, changes: Partial<VectorIndexOptions> = {}) {
  const options = { directory, model: 'model', dimensions: DIMENSIONS, isShortened: false } as const;
  return createGraphIndex(database, { ...options, ...changes });
}
const keysOf = (matches: { key: number }[]) => matches.map(({ key }) => key);
const graphIn = ({ directory }: StoredVectors) =>
  readdirSync(directory).find((file) => file.startsWith('passage-') && file.endsWith('.hnsw'))!;
const savedIn = ({ directory, database }: StoredVectors) => {
  const compaction = Number(database.prepare("SELECT value FROM meta WHERE key = 'compaction'").pluck().get());
  return describeSavedGraph(directory, { model: 'model', compaction });
};

describe('a vector index', () => {
  for (const isShortened of [false, true]) {
    const how = isShortened ? 'shortened vectors, compared as a whole at last' : 'whole vectors';
    it(`finds the nearest with ${how}, those that were stored later too`, async () => {
      const stored = openStoredVectors();
      const nextVectors = clusteredVectors(21);
      const index = indexOf(stored, { isShortened });
      for (const count of [700, 300]) {
        stored.add(nextVectors(count));
        await index.catchUp();
        const questions = nextVectors(40);
        const recall = await recallOf(stored, questions, (vector) => index.search(vector, 10));
        assert.ok(recall >= 0.95, `recall ${recall}`);
      }
      const [key, vector] = [...stored.vectors].at(-1)!;
      const [match, ...others] = await index.search(vector, 10);
      assert.equal(match!.key, key);
      assertClose(match!.similarity, 1, 0.005);
      const similarities = [match!, ...others].map(({ similarity }) => similarity);
      assert.deepEqual(
        similarities,
        similarities.toSorted((a, b) => b - a),
      );
    });
  }

  it('compares as a whole all shortened vectors that a search looks at', async ({ mock }) => {
    const stored = openStoredVectors();
    stored.add(clusteredVectors(37)(700));
    const prepare = mock.method(stored.database, 'prepare');
    const index = indexOf(stored, { isShortened: true });
    await index.catchUp();
    const whole = prepare.mock.calls.find(({ arguments: [sql] }) => /vector FROM embeddings WHERE key IN/.test(sql));
    const read = mock.method(whole!.result!, 'all');
    await index.search(stored.vectors.get(1)!, 10);
    const compared = read.mock.calls.map(({ arguments: [keys] }) => (JSON.parse(String(keys)) as number[]).length);
    assert.deepEqual(compared, [200]);
  });

  it('finds only vectors that pass the filter', async () => {
    const stored = openStoredVectors();
    stored.add(clusteredVectors(22)(300));
    for (const isShortened of [false, true]) {
      const index = indexOf(stored, { isShortened });
      await index.catchUp();
      const wanted = new Set([3, 33, 133]);
      const found = await index.search(stored.vectors.get(1)!, 10, wanted);
      assert.deepEqual(new Set(keysOf(found)), wanted);
    }
  });

  it('finds nothing of another model', async () => {
    const stored = openStoredVectors();
    stored.add(clusteredVectors(23)(10));
    const index = indexOf(stored, { model: 'other' });
    await index.catchUp();
    assert.deepEqual(await index.search(stored.vectors.get(1)!, 10), []);
  });

  it('looks for what is new among the vectors of its model alone', async ({ mock }) => {
    const stored = openStoredVectors();
    stored.add(clusteredVectors(36)(10));
    const prepare = mock.method(stored.database, 'prepare');
    const index = indexOf(stored);
    await index.catchUp();
    prepare.mock.restore();
    const statements = prepare.mock.calls.map(({ arguments: [sql] }) => sql).filter((sql) => /key > \?/.test(sql));
    assert.equal(statements.length, 1);
    const [plan] = stored.database.prepare(`EXPLAIN QUERY PLAN ${statements[0]}`).all(1, 1, 1) as { detail: string }[];
    assert.match(plan!.detail, /\(model=\? AND rowid>\?\)/);
  });

  it('answers while it adds vectors, with those it has', async () => {
    const stored = openStoredVectors();
    const nextVectors = clusteredVectors(24);
    stored.add(nextVectors(50));
    const index = indexOf(stored);
    await index.catchUp();
    stored.add(nextVectors(600));
    let isDone = false;
    const catchingUp = index.catchUp().finally(() => {
      isDone = true;
    });
    const counts = new Set<number>();
    for (; !isDone; await nextTurn()) counts.add((await index.search(stored.vectors.get(1)!, 1000)).length);
    await catchingUp;
    assert.ok(counts.size > 5, [...counts].join());
    assert.ok(Math.min(...counts) >= 50 && Math.max(...counts) <= 650, [...counts].join());
    assert.equal((await index.search(stored.vectors.get(1)!, 1000)).length, 650);
  });

  it('is saved, and loaded by another one, which adds the new vectors', async () => {
    const stored = openStoredVectors();
    const nextVectors = clusteredVectors(25);
    stored.add(nextVectors(300));
    await indexOf(stored).save(1);
    const file = graphIn(stored);
    stored.add(nextVectors(20));
    // What is no more in the database can only come from the file.
    stored.database.exec('DELETE FROM embeddings WHERE key = 7');
    const other = indexOf(stored);
    await other.catchUp();
    assert.equal((await other.search(stored.vectors.get(7)!, 1))[0]!.key, 7);
    assert.equal((await other.search(stored.vectors.get(320)!, 1))[0]!.key, 320);
    assert.equal(graphIn(stored), file);
  });

  it('is saved again only when enough is new', async () => {
    const stored = openStoredVectors();
    const nextVectors = clusteredVectors(26);
    stored.add(nextVectors(100));
    const index = indexOf(stored);
    await index.save(1000);
    const file = graphIn(stored);
    stored.add(nextVectors(20));
    await index.save(21);
    assert.equal(graphIn(stored), file);
    await index.save(20);
    assert.notEqual(graphIn(stored), file);
    assert.equal((await savedIn(stored))?.lastKey, 120);
  });

  it('is rebuilt when its file is damaged, and saved again', async () => {
    const stored = openStoredVectors();
    stored.add(clusteredVectors(27)(200));
    await indexOf(stored).save(1);
    const file = graphIn(stored);
    truncateSync(path.join(stored.directory, file), 2000);
    const index = indexOf(stored);
    await index.save(1);
    assert.equal(keysOf(await index.search(stored.vectors.get(9)!, 1))[0], 9);
    assert.notEqual(graphIn(stored), file);
  });

  it('is rebuilt when the saved one holds shortened vectors instead of full ones, or the reverse', async () => {
    const stored = openStoredVectors();
    stored.add(clusteredVectors(28)(300));
    await indexOf(stored).save(1);
    const index = indexOf(stored, { isShortened: true });
    await index.save(1);
    assert.notEqual((await savedIn(stored))?.projection, null);
    assert.equal((await savedIn(stored))?.dimensions, 192);
  });

  for (const isShortened of [false, true]) {
    const what = isShortened ? 'shortened' : 'whole';
    it(`of ${what} vectors builds another graph when some were deleted, and answers with the old one until then`, async () => {
      const stored = openStoredVectors();
      stored.add(clusteredVectors(29)(400));
      const index = indexOf(stored, { isShortened });
      await index.save(1);
      const kept = stored.vectors.get(2)!;
      stored.forget(Array.from({ length: 200 }, (_, place) => 2 * place + 1));
      let isDone = false;
      const catchingUp = index.catchUp().finally(() => {
        isDone = true;
      });
      const counts = new Set<number>();
      for (; !isDone; await nextTurn()) counts.add((await index.search(kept, 10)).length);
      await catchingUp;
      // Deleted vectors cannot be compared in full.
      if (!isShortened) assert.deepEqual([...counts], [10]);
      const keys = keysOf(await index.search(kept, 400));
      assert.equal(keys[0], 2);
      assert.deepEqual(new Set(keys), new Set(stored.vectors.keys()));
      await index.save(1);
      const other = indexOf(stored, { isShortened });
      await other.catchUp();
      assert.equal((await other.search(kept, 400)).length, 200);
    });
  }

  it('finds the nearest also when most vectors were added after the projection was fitted', async () => {
    const stored = openStoredVectors();
    const nextVectors = clusteredVectors(30);
    stored.add(nextVectors(400));
    const index = indexOf(stored, { isShortened: true });
    await index.save(1);
    stored.add(nextVectors(1600));
    await index.catchUp();
    const recall = await recallOf(stored, nextVectors(30), (vector) => index.search(vector, 10));
    assert.ok(recall >= 0.95, `recall ${recall}`);
  });
});
