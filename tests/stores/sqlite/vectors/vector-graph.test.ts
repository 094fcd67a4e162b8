import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import {
  createVectorGraph,
  describeSavedGraph,
  loadVectorGraph,
  type VectorGraph,
} from '../../../../src/stores/sqlite/vectors/vector-graph.ts';
import { assertClose } from '../../../support/assertions.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const EAST = Float32Array.of(1, 0);
const expected = { model: 'compass', compaction: 7 };
const NAME = 'passage';

/** A graph of points on the unit circle; the key is the angle in degrees, and one more. */
function circle({ count = 360, source = expected } = {}): VectorGraph {
  const graph = createVectorGraph(source, { dimensions: 2, projection: null });
  for (let degree = 0; degree < count; degree += 1) {
    const angle = (degree / 180) * Math.PI;
    graph.add(degree + 1, Float32Array.of(Math.cos(angle), Math.sin(angle)));
  }
  return graph;
}
async function saveCircle({
  directory = temporaryDirectory(),
  ...made
}: Parameters<typeof circle>[0] & { directory?: string } = {}) {
  await circle(made).save(directory, { lastHash: null });
  return directory;
}
const descriptionIn = (directory: string) => path.join(directory, `${NAME}.hnsw.json`);
const graphIn = (directory: string) => {
  const [file, ...others] = readdirSync(directory).filter((name) => name.endsWith('.hnsw'));
  assert.deepEqual(others, []);
  return path.join(directory, file!);
};
const ascending = (keys: { key: number }[]) => keys.map(({ key }) => key).sort((a, b) => a - b);

describe('a graph of vectors', () => {
  it('finds the nearest of many, nearest first, also when it was saved and loaded', async () => {
    const graph = circle();
    const directory = temporaryDirectory();
    await graph.save(directory, { lastHash: null });
    for (const searched of [graph, (await loadVectorGraph(directory, expected))!]) {
      const found = searched.search(EAST, 5);
      assert.equal(found[0]!.key, 1);
      assert.deepEqual(ascending(found), [1, 2, 3, 359, 360]);
      assertClose(found[4]!.similarity, Math.cos((2 / 180) * Math.PI), 1e-5);
      assert.deepEqual([searched.count, searched.lastKey], [360, 360]);
      assert.equal(searched.search(EAST, 1000).length, 360);
    }
  });

  it('skips vectors that do not pass the filter', () => {
    const found = circle().search(EAST, 9, (key) => key >= 178 && key <= 181);
    assert.deepEqual(ascending(found), [178, 179, 180, 181]);
  });

  it('finds nothing while it is empty', () => {
    assert.deepEqual(circle({ count: 0 }).search(EAST, 3), []);
  });

  it('grows after it was loaded, beyond its capacity', async () => {
    const loaded = (await loadVectorGraph(await saveCircle({ count: 10 }), expected))!;
    for (let key = 11; key <= 3000; key += 1) {
      const angle = ((10 + key / 12) / 180) * Math.PI;
      loaded.add(key, Float32Array.of(Math.cos(angle), Math.sin(angle)));
    }
    loaded.add(3001, Float32Array.of(1, 0.001));
    assert.deepEqual([loaded.count, loaded.lastKey], [3001, 3001]);
    assert.deepEqual(ascending(loaded.search(EAST, 2)), [1, 3001]);
  });

  it('is not loaded when it was saved empty: it would have no room for a vector', async () => {
    const directory = await saveCircle({ count: 0 });
    assert.equal((await describeSavedGraph(directory, expected))?.lastKey, 0);
    assert.equal(await loadVectorGraph(directory, expected), null);
  });

  it('holds shortened vectors, and shortens queries, also when it was loaded', async () => {
    const projection = { dimensions: 1, directions: Float32Array.of(0, 1) };
    const graph = createVectorGraph(expected, { dimensions: 2, projection });
    graph.add(1, Float32Array.of(5, 1));
    graph.add(2, Float32Array.of(5, -1));
    const directory = temporaryDirectory();
    await graph.save(directory, { lastHash: null });
    const loaded = (await loadVectorGraph(directory, expected))!;
    assert.deepEqual(loaded.projection, projection);
    for (const searched of [graph, loaded]) {
      assert.equal(searched.search(Float32Array.of(100, -3), 1)[0]!.key, 2);
      assert.equal(searched.search(Float32Array.of(-100, 3), 1)[0]!.key, 1);
    }
  });

  it('is described without being loaded', async () => {
    const directory = await saveCircle();
    truncateSync(graphIn(directory), 0);
    assert.equal((await describeSavedGraph(directory, expected))?.lastKey, 360);
  });

  it('is not loaded when there is none', async () => {
    assert.equal(await loadVectorGraph(temporaryDirectory(), expected), null);
    assert.equal(await loadVectorGraph(path.join(temporaryDirectory(), 'missing'), expected), null);
  });

  it('is not loaded when it is of another model, or when its database was compacted', async () => {
    const directory = await saveCircle();
    assert.equal(await loadVectorGraph(directory, { ...expected, model: 'other' }), null);
    for (const compaction of [6, 8]) {
      assert.equal(await loadVectorGraph(directory, { ...expected, compaction }), null);
    }
    assert.notEqual(await loadVectorGraph(directory, expected), null);
  });

  for (const [damage, inflict] of Object.entries({
    'is cut off in the middle': (directory: string) =>
      truncateSync(graphIn(directory), statSync(graphIn(directory)).size / 2),
    'has a wrong byte': (directory: string) => {
      const bytes = readFileSync(graphIn(directory));
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(graphIn(directory), bytes);
    },
    'has lost its description': (directory: string) => truncateSync(descriptionIn(directory), 0),
    'has half a description': (directory: string) => truncateSync(descriptionIn(directory), 30),
    'has a description that names no file': (directory: string) => {
      const description = JSON.parse(readFileSync(descriptionIn(directory), 'utf8')) as object;
      writeFileSync(descriptionIn(directory), JSON.stringify({ ...description, file: '../../nowhere.hnsw' }));
    },
  })) {
    it(`is not loaded when it ${damage}`, async () => {
      const directory = await saveCircle();
      inflict(directory);
      assert.equal(await loadVectorGraph(directory, expected), null);
    });
  }

  it('replaces the one before and the files of an interrupted save, and no other graphs', async () => {
    const directory = await saveCircle({ count: 10 });
    writeFileSync(path.join(directory, 'passage-interrupted.hnsw'), 'half a gra');
    writeFileSync(path.join(directory, 'passage-interrupted.hnsw.json'), '{"gen');
    writeFileSync(path.join(directory, 'other-1.hnsw.json'), '{}');
    const source = { ...expected, compaction: 8 };
    await saveCircle({ count: 20, source, directory });
    assert.equal(await loadVectorGraph(directory, expected), null);
    assert.equal((await loadVectorGraph(directory, source))!.search(EAST, 50).length, 20);
    const files = [path.basename(graphIn(directory)), 'passage.hnsw.json', 'other-1.hnsw.json'];
    assert.deepEqual(readdirSync(directory).sort(), files.sort());
  });
});
