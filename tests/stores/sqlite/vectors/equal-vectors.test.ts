import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { createNearestVectors } from '../../../../src/stores/sqlite/vectors/nearest-vectors.ts';
import { loadVectorGraph } from '../../../../src/stores/sqlite/vectors/vector-graph.ts';
import { createGraphIndex } from '../../../../src/stores/sqlite/vectors/vector-index.ts';
import { assertClose } from '../../../support/assertions.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { openStoredVectors, type StoredVectors } from './stored-vectors.ts';

const DIMENSIONS = 256;
const REAL = 538;
const EQUAL = 2500;

const random = seededRandom(41);
const anyVectors = (count: number) =>
  Array.from({ length: count }, () => new Float32Array(DIMENSIONS).map(() => random() - 0.5));
const [boilerplate] = anyVectors(1) as [Float32Array];
const copies = (count: number, vector = boilerplate) => Array.from({ length: count }, () => vector);
const zeros = (count: number) => copies(count, new Float32Array(DIMENSIONS));

/** A graph over what is stored, which answers however few there are. */
function indexOf({ database, directory }: StoredVectors, { isShortened = false } = {}) {
  const options = { directory, model: 'model', dimensions: DIMENSIONS, isShortened } as const;
  return createGraphIndex(database, options);
}
/** How many of the vectors are found by themselves. */
async function foundBy(
  searched: Pick<ReturnType<typeof indexOf>, 'search'>,
  vectors: Map<number, Float32Array>,
): Promise<number> {
  let found = 0;
  for (const [key, vector] of vectors) if ((await searched.search(vector, 1))[0]?.key === key) found += 1;
  return found;
}
/** What was stored of these, by key. */
const storedOf = ({ vectors }: StoredVectors, real: Float32Array[]) =>
  new Map([...vectors].filter(([, vector]) => real.includes(vector)));

const orders = {
  first: (real: Float32Array[], equal: Float32Array[]) => [...equal, ...real],
  last: (real: Float32Array[], equal: Float32Array[]) => [...real, ...equal],
  'in between': (real: Float32Array[], equal: Float32Array[]) =>
    equal.flatMap((vector, place) => (place < real.length ? [vector, real[place]!] : [vector])),
};

describe('a graph with many equal vectors', () => {
  for (const isShortened of [false, true]) {
    for (const [order, arrange] of Object.entries(orders)) {
      for (const [what, equal] of Object.entries({ equal: copies(EQUAL), zero: zeros(EQUAL) })) {
        const how = isShortened ? 'shortened' : 'whole';
        it(`finds each of the others by its ${how} vector when ${EQUAL} ${what} ones come ${order}`, async () => {
          const stored = openStoredVectors();
          const real = anyVectors(REAL);
          stored.add(arrange(real, equal));
          const index = indexOf(stored, { isShortened });
          await index.catchUp();
          assert.equal(await foundBy(index, storedOf(stored, real)), REAL);
        });
      }
    }
  }

  it('takes vectors for equal that differ in rounding, or in length, only', async () => {
    const stored = openStoredVectors();
    const real = anyVectors(REAL);
    const nearly = copies(EQUAL).map((vector) => {
      const length = 1 + random();
      return vector.map((value) => value * length * (1 + (random() - 0.5) * 1e-6));
    });
    stored.add([...nearly, ...real]);
    const index = indexOf(stored);
    await index.catchUp();
    assert.equal(await foundBy(index, storedOf(stored, real)), REAL);
    assert.equal((await index.search(boilerplate, EQUAL)).filter(({ similarity }) => similarity > 0.999).length, EQUAL);
  });

  for (const isShortened of [false, true]) {
    const how = isShortened ? 'shortened' : 'whole';
    it(`of ${how} vectors finds every equal one before all others, within the limit and the filter`, async () => {
      const stored = openStoredVectors();
      stored.add([...anyVectors(50), ...copies(300), ...zeros(7), ...anyVectors(50)]);
      const index = indexOf(stored, { isShortened });
      await index.catchUp();
      const equal = [...stored.vectors].filter(([, vector]) => vector === boilerplate).map(([key]) => key);
      const found = await index.search(boilerplate, 320);
      assert.equal(found.length, 320);
      assert.deepEqual(new Set(found.slice(0, 300).map(({ key }) => key)), new Set(equal));
      for (const { similarity } of found.slice(0, 300)) assertClose(similarity, 1, 0.005);
      assert.equal((await index.search(boilerplate, 20)).length, 20);
      const all = await index.search(boilerplate, 1000);
      assert.equal(all.length, 407);
      assert.equal(
        all.filter(({ similarity }) => similarity === 0).length,
        7,
        'those without direction are like nothing',
      );
      const wanted = new Set([2, equal[7]!, equal[299]!, 355, 400]);
      const among = await index.search(boilerplate, 9, wanted);
      assert.deepEqual(
        among
          .slice(0, 2)
          .map(({ key }) => key)
          .toSorted((a, b) => a - b),
        [equal[7], equal[299]],
      );
      assert.deepEqual(new Set(among.map(({ key }) => key)), wanted);
    });
  }

  for (const [what, key, held] of [
    ['one of them', 7, 41],
    ['the first', 1, 42],
  ] as const) {
    it(`is saved with them, and takes in more where it is loaded, also when the row of ${what} is gone`, async () => {
      const stored = openStoredVectors();
      const real = anyVectors(40);
      stored.add([...copies(10), ...real, ...zeros(3)]);
      await indexOf(stored).save(1);
      // What is no more in the database can only come from the file.
      stored.database.prepare('DELETE FROM embeddings WHERE key = ?').run(key);
      const other = indexOf(stored);
      const equalFound = async (searched: typeof other) =>
        (await searched.search(boilerplate, 9999)).filter(({ similarity }) => similarity > 0.99).length;
      assert.equal(await equalFound(other), 10);
      stored.add([...copies(EQUAL), ...zeros(EQUAL)]);
      await other.save(1);
      for (const searched of [other, indexOf(stored)]) {
        await searched.catchUp();
        assert.equal(await foundBy(searched, storedOf(stored, real)), real.length);
        assert.equal(await equalFound(searched), 10 + EQUAL);
      }
      const compaction = Number(
        stored.database.prepare("SELECT value FROM meta WHERE key = 'compaction'").pluck().get(),
      );
      const graph = (await loadVectorGraph(stored.directory, { model: 'model', compaction }))!;
      assert.deepEqual([graph.lastKey, graph.count - graph.equals.count], [53 + 2 * EQUAL, held]);
    });
  }

  it('keeps the others when the first of equal ones was deleted', async () => {
    const stored = openStoredVectors();
    stored.add([...copies(5), ...anyVectors(20)]);
    const index = indexOf(stored);
    await index.catchUp();
    stored.forget([1, 2]);
    await index.catchUp();
    const found = await index.search(boilerplate, 3);
    assert.deepEqual(found.map(({ key }) => key).sort(), [3, 4, 5]);
    assertClose(found[2]!.similarity, 1, 0.005);
  });

  it('is made again where a program saved it to which equal vectors were nothing special', async () => {
    const stored = openStoredVectors();
    const real = anyVectors(20);
    stored.add([...copies(5), ...real]);
    await indexOf(stored).save(1);
    const description = path.join(stored.directory, 'passage.hnsw.json');
    const { equals: _, ...before } = JSON.parse(readFileSync(description, 'utf8'));
    writeFileSync(description, JSON.stringify(before));
    const index = indexOf(stored);
    await index.save(1000);
    assert.equal(await foundBy(index, storedOf(stored, real)), 20);
    assert.notEqual(JSON.parse(readFileSync(description, 'utf8')).file, before.file);
  });
});

describe('many vectors, most of them equal', () => {
  it('are searched by a thread of its own, which finds each of the others', async () => {
    const stored = openStoredVectors();
    const real = anyVectors(REAL);
    const broken = Float32Array.from(boilerplate, (value, index) => (index === 3 ? Number.NaN : value));
    stored.add([broken, ...copies(6000), ...real, ...zeros(2)]);
    const options = { directory: stored.directory, model: 'model', dimensions: DIMENSIONS } as const;
    const nearest = createNearestVectors(stored.database, options);
    after(() => nearest.close());
    await nearest.save();
    assert.equal(await foundBy(nearest, storedOf(stored, real)), REAL);
    assert.equal((await nearest.search(boilerplate, 7000)).length, stored.vectors.size);
  });
});
