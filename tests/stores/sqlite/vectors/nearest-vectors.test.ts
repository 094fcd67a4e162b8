import assert from 'node:assert/strict';
import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createNearestVectors } from '../../../../src/stores/sqlite/vectors/nearest-vectors.ts';
import { assertClose } from '../../../support/assertions.ts';
import { clusteredVectors, openStoredVectors, recallOf, type StoredVectors } from './stored-vectors.ts';

const DIMENSIONS = 256;
const LARGE = 12_000;

function nearestOf({ database, directory }: StoredVectors) {
  const nearest = createNearestVectors(database, { directory, model: 'model', dimensions: DIMENSIONS });
  after(() => nearest.close());
  return nearest;
}
const graphsIn = ({ directory }: StoredVectors) => readdirSync(directory).filter((file) => file.endsWith('.hnsw'));

describe('the nearest of few vectors', () => {
  it('are found as soon as they are stored, also without an update of the index before', async () => {
    const stored = openStoredVectors();
    const nextVectors = clusteredVectors(31);
    const nearest = nearestOf(stored);
    assert.deepEqual(await nearest.search(nextVectors(1)[0]!, 3), []);
    stored.add(nextVectors(500));
    const recall = await recallOf(stored, nextVectors(30), (vector) => nearest.search(vector, 10));
    assert.ok(recall >= 0.95, `recall ${recall}`);
    stored.add(nextVectors(1));
    const [key, vector] = [...stored.vectors].at(-1)!;
    assert.equal((await nearest.search(vector, 1))[0]!.key, key);
    const found = await nearest.search(vector, 9, new Set([1, 2]));
    assert.deepEqual(found.map((match) => match.key).sort(), [1, 2]);
  });

  it('are saved once, and the graph is left unread while hardly anything is new', async () => {
    const stored = openStoredVectors();
    const nextVectors = clusteredVectors(32);
    stored.add(nextVectors(100));
    const nearest = nearestOf(stored);
    await nearest.save();
    const [file] = graphsIn(stored);
    stored.add(nextVectors(10));
    // It would be made again, and saved, if it were read.
    truncateSync(path.join(stored.directory, file!), 10);
    const other = nearestOf(stored);
    await other.catchUp();
    await other.save();
    assert.deepEqual(graphsIn(stored), [file]);
    assert.equal((await other.search(stored.vectors.get(110)!, 1))[0]!.key, 110);
    await other.save();
    assert.notDeepEqual(graphsIn(stored), [file]);
  });
});

describe('the nearest of new vectors, while a thread makes their graph', () => {
  for (const [what, count, dimensions] of [
    ['few', 1500, DIMENSIONS],
    ['many', 6000, 192],
  ] as const) {
    it(`are exactly those, of ${what}; the graph is saved when it is whole, and answers from then on`, async () => {
      const stored = openStoredVectors();
      const nextVectors = clusteredVectors(41);
      stored.add(nextVectors(count));
      const nearest = nearestOf(stored);
      await nearest.save();
      assert.deepEqual(graphsIn(stored), [], 'the graph is not waited for');
      const asked = nextVectors(5);
      const recall = await recallOf(stored, asked, (vector) => nearest.search(vector, 10));
      assert.ok(recall >= 0.98, `recall ${recall} while the graph is made`);
      await nearest.whole();
      const description = readFileSync(path.join(stored.directory, 'passage.hnsw.json'), 'utf8');
      const saved = JSON.parse(description) as { dimensions: number; lastKey: number };
      assert.deepEqual([saved.dimensions, saved.lastKey], [dimensions, count]);
      const recallNow = await recallOf(stored, asked, (vector) => nearest.search(vector, 10));
      assert.ok(recallNow >= 0.95, `recall ${recallNow} of the graph`);
      const [file] = graphsIn(stored);
      stored.add(nextVectors(1));
      assert.equal((await nearest.search(stored.vectors.get(1)!, 1))[0]!.key, 1);
      await nearest.whole();
      assert.deepEqual(graphsIn(stored), [file], 'it is not made again');
    });
  }

  it('are not read for an update, which comes after another: the graph is made when the last one is finished', async () => {
    const stored = openStoredVectors();
    stored.add(clusteredVectors(42)(1500));
    stored.database.exec("UPDATE embeddings SET vector = x'00' WHERE key = 700");
    const nearest = nearestOf(stored);
    await nearest.catchUp();
    await nearest.save();
    await assert.rejects(nearest.whole(), /a stored vector has 1 bytes/);
    await assert.rejects(nearest.search(new Float32Array(DIMENSIONS), 1), /a stored vector has 1 bytes/);
  });
});

describe('the nearest of many vectors, found by a thread of its own', () => {
  const stored = openStoredVectors();
  const nextVectors = clusteredVectors(33, { clusters: 150 });
  const nearest = nearestOf(stored);
  const assertFinds = async (searched: typeof nearest) => {
    const recall = await recallOf(stored, nextVectors(50), (vector) => searched.search(vector, 10));
    assert.ok(recall >= 0.95, `recall ${recall}`);
  };
  before(async () => {
    stored.add(nextVectors(LARGE));
    await nearest.whole();
  });

  it('are almost always those of an exact search, with the same similarity', async () => {
    await assertFinds(nearest);
    const [match] = await nearest.search(stored.vectors.get(777)!, 1);
    assert.equal(match!.key, 777);
    assertClose(match!.similarity, 1, 0.005);
  });

  it('are only those that pass the filter', async () => {
    const wanted = new Set([5, 55, 5555]);
    const found = await nearest.search(stored.vectors.get(9)!, 10, wanted);
    assert.deepEqual(new Set(found.map(({ key }) => key)), wanted);
  });

  it('include later vectors once they are added, and a graph saved by one index is loaded by another', async () => {
    const graphs = graphsIn(stored);
    stored.add(nextVectors(200));
    await nearest.whole();
    assert.deepEqual(graphsIn(stored), graphs, 'too few to save');
    const [key, vector] = [...stored.vectors].at(-1)!;
    const other = nearestOf(stored);
    // Being asked is what makes it read the graph.
    await other.search(vector, 1);
    await other.whole();
    assert.deepEqual(graphsIn(stored), graphs, 'loaded, not made');
    for (const searched of [nearest, other]) assert.equal((await searched.search(vector, 1))[0]!.key, key);
    await assertFinds(other);
  });

  it('are found by a thread when few have become many, which rebuilds a damaged graph', async () => {
    const few = openStoredVectors();
    const nextShort = clusteredVectors(34);
    few.add(nextShort(100));
    const growing = nearestOf(few);
    assert.equal((await growing.search(few.vectors.get(50)!, 1))[0]!.key, 50);
    few.add(nextShort(4900));
    await growing.catchUp();
    await growing.whole();
    assert.equal((await growing.search(few.vectors.get(5000)!, 1))[0]!.key, 5000);
    const description = readFileSync(path.join(few.directory, 'passage.hnsw.json'), 'utf8');
    assert.equal((JSON.parse(description) as { dimensions: number }).dimensions, 192);

    const [file] = graphsIn(few);
    truncateSync(path.join(few.directory, file!), 100_000);
    const other = nearestOf(few);
    await other.search(few.vectors.get(1)!, 1);
    await other.whole();
    assert.notDeepEqual(graphsIn(few), [file], 'rebuilt, as it was damaged');
    assert.equal((await other.search(few.vectors.get(5000)!, 1))[0]!.key, 5000);
  });

  it('go on being taken in when the thread takes over meanwhile, which closes the graph that answered before', async () => {
    const growing = openStoredVectors();
    growing.add(clusteredVectors(36)(100));
    const searched = nearestOf(growing);
    await searched.catchUp();
    growing.add(clusteredVectors(37)(4900));
    // This thread has much to do, so that the other one is ready first.
    let isBusy = true;
    const busy = (async () => {
      while (isBusy) {
        const end = performance.now() + 15;
        while (performance.now() < end);
        await nextTurn();
      }
    })();
    await searched.catchUp().finally(() => {
      isBusy = false;
    });
    await busy;
    assert.equal((await searched.search(growing.vectors.get(5000)!, 1))[0]!.key, 5000);
  });

  it('fail with a reason when the thread cannot read them, and when it was closed', async () => {
    const broken = openStoredVectors();
    broken.add(clusteredVectors(35)(5000));
    broken.database.exec("UPDATE embeddings SET vector = x'00' WHERE key = 1");
    const failing = nearestOf(broken);
    await assert.rejects(failing.whole(), /^Error: Cannot search the vectors: a stored vector has 1 bytes/);
    const closed = nearestOf(stored);
    await closed.search(stored.vectors.get(1)!, 1);
    await closed.close();
    await assert.rejects(closed.search(stored.vectors.get(1)!, 1), /the index was closed/);
  });
});
