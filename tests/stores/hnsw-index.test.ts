import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { buildHnswIndex, loadHnswIndex } from '../../src/stores/hnsw-index.ts';
import { openSqliteStore } from '../../src/stores/sqlite-store.ts';
import { storeDocuments } from '../support/index-update.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const EAST = Float32Array.of(1, 0);
const expected = { generation: 7, dimensions: 2 };

/** Points on the unit circle; the key is the angle in degrees. */
const circle = (count: number) =>
  Array.from({ length: count }, (_, key) => {
    const angle = (key / 180) * Math.PI;
    return { key, vector: Float32Array.of(Math.cos(angle), Math.sin(angle)) };
  });

async function saveCircle({ count = 360, generation = 7, directory = temporaryDirectory() } = {}): Promise<string> {
  const index = await buildHnswIndex(circle(count), { count, dimensions: 2, generation });
  await index.save(directory);
  return directory;
}
const graphIn = (directory: string) => {
  const [file, ...others] = readdirSync(directory).filter((name) => name.endsWith('.hnsw'));
  assert.deepEqual(others, []);
  return path.join(directory, file!);
};

describe('an HNSW index', () => {
  it('finds the nearest of many, also when it was saved and loaded', async () => {
    const index = await buildHnswIndex(circle(360), { count: 360, dimensions: 2, generation: 7 });
    const directory = temporaryDirectory();
    await index.save(directory);
    for (const searched of [index, (await loadHnswIndex(directory, expected))!]) {
      const keys = searched.search(EAST, 5).map(({ key }) => key);
      assert.equal(keys[0], 0);
      assert.deepEqual(
        keys.sort((a, b) => a - b),
        [0, 1, 2, 358, 359],
      );
    }
  });

  it('passes over what is not wanted', async () => {
    const index = await buildHnswIndex(circle(360), { count: 360, dimensions: 2, generation: 7 });
    const keys = index.search(EAST, 9, (key) => key >= 178 && key <= 181).map(({ key }) => key);
    assert.deepEqual(
      keys.sort((a, b) => a - b),
      [178, 179, 180, 181],
    );
  });

  it('is not loaded when there is none', async () => {
    assert.equal(await loadHnswIndex(temporaryDirectory(), expected), null);
    assert.equal(await loadHnswIndex(path.join(temporaryDirectory(), 'missing'), expected), null);
  });

  it('is not loaded when it is of another generation or dimension', async () => {
    const directory = await saveCircle();
    assert.equal(await loadHnswIndex(directory, { ...expected, generation: 8 }), null);
    assert.equal(await loadHnswIndex(directory, { ...expected, dimensions: 3 }), null);
    assert.ok(await loadHnswIndex(directory, expected));
  });

  for (const [damage, inflict] of Object.entries({
    'is cut off in the middle': (directory: string) =>
      truncateSync(graphIn(directory), statSync(graphIn(directory)).size / 2),
    'has a wrong byte': (directory: string) => {
      const bytes = readFileSync(graphIn(directory));
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(graphIn(directory), bytes);
    },
    'has lost its description': (directory: string) => truncateSync(path.join(directory, 'hnsw.json'), 0),
    'has half a description': (directory: string) => truncateSync(path.join(directory, 'hnsw.json'), 30),
    'has a description that names no file': (directory: string) =>
      writeFileSync(
        path.join(directory, 'hnsw.json'),
        JSON.stringify({ ...expected, count: 360, file: '../../nowhere.hnsw', sha256: '' }),
      ),
  })) {
    it(`is not loaded when it ${damage}`, async () => {
      const directory = await saveCircle();
      inflict(directory);
      assert.equal(await loadHnswIndex(directory, expected), null);
    });
  }

  it('takes the place of the one before, and what an interrupted save left goes too', async () => {
    const directory = await saveCircle({ count: 10 });
    writeFileSync(path.join(directory, 'interrupted.hnsw'), 'half a gra');
    writeFileSync(path.join(directory, 'interrupted.hnsw.json'), '{"gen');
    await saveCircle({ count: 20, generation: 8, directory });
    assert.equal(await loadHnswIndex(directory, expected), null);
    assert.equal((await loadHnswIndex(directory, { ...expected, generation: 8 }))!.search(EAST, 50).length, 20);
    assert.deepEqual(readdirSync(directory).sort(), [path.basename(graphIn(directory)), 'hnsw.json']);
  });
});

describe('the HNSW index of a store', () => {
  /** A store with one paragraph a degree, closed again. */
  async function storedCircle(): Promise<string> {
    const directory = temporaryDirectory();
    const store = openSqliteStore(directory);
    await storeDocuments(store, {
      circle: circle(100).map(({ key, vector }) => ({ text: `${key}°`, vector: [...vector] })),
    });
    await store.close();
    return directory;
  }
  async function nearestToEast(directory: string): Promise<string> {
    const store = openSqliteStore(directory);
    const matches = await store.nearest(EAST, 3);
    const texts = (await store.paragraphs(matches.map(({ key }) => key))).map(({ text }) => text);
    await store.close();
    return texts.join(' ');
  }

  it('is saved with the update and used at the next start', async () => {
    const directory = await storedCircle();
    const before = graphIn(directory);
    assert.equal(await nearestToEast(directory), '0° 1° 2°');
    assert.equal(graphIn(directory), before);
  });

  it('is built again when it is missing or torn', async () => {
    for (const size of [null, 1000]) {
      const directory = await storedCircle();
      const before = graphIn(directory);
      if (size === null) writeFileSync(path.join(directory, 'hnsw.json'), '');
      else truncateSync(before, size);
      assert.equal(await nearestToEast(directory), '0° 1° 2°');
      assert.notEqual(graphIn(directory), before);
    }
  });

  it('is never that of a store that was in the folder before', async () => {
    const directory = await storedCircle();
    writeFileSync(path.join(directory, 'pilcrow.sqlite'), '');
    const store = openSqliteStore(directory);
    await storeDocuments(store, { other: [{ text: 'West.', vector: [-1, 0] }] });
    assert.deepEqual(
      (await store.nearest(EAST, 9)).map(({ similarity }) => Math.round(similarity)),
      [-1],
    );
    await store.close();
  });

  it('follows an update by another connection', async () => {
    const directory = await storedCircle();
    const [reader, writer] = [openSqliteStore(directory), openSqliteStore(directory)];
    assert.equal((await reader.nearest(EAST, 200)).length, 100);
    await storeDocuments(writer, { circle: [{ text: 'North.', vector: [0, 1] }] });
    assert.equal((await reader.nearest(EAST, 200)).length, 1);
    await Promise.all([reader.close(), writer.close()]);
  });
});
