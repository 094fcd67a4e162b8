import assert from 'node:assert/strict';
import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import type { ParagraphStore } from '../../../../src/stores/paragraph-store.ts';
import { openSqliteStore } from '../../../../src/stores/sqlite/paragraph-store.ts';
import { assertAbove } from '../../../support/assertions.ts';
import { manifestOf, type ParagraphToStore, storeDocuments } from '../../../support/index-update.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const EAST = Float32Array.of(1, 0);

/** So many paragraphs, each a degree further from the east. */
const circle = (count: number): ParagraphToStore[] =>
  Array.from({ length: count }, (_, degree) => {
    const angle = (degree / 180) * Math.PI;
    return { text: `${degree}°`, vector: [Math.cos(angle), Math.sin(angle)] };
  });

function openStore(directory: string): ParagraphStore {
  const store = openSqliteStore(directory);
  after(() => store.close());
  return store;
}
/** A folder with a closed store of a hundred vectors, one for each degree, whose update is finished. */
async function settledCircle(): Promise<string> {
  const directory = temporaryDirectory();
  const store = openSqliteStore(directory);
  await storeDocuments(store, { circle: circle(100) });
  await store.finishUpdate();
  await store.close();
  return directory;
}
async function nearestTexts(store: ParagraphStore, limit = 3, vector = EAST): Promise<string> {
  const matches = await store.nearest(vector, limit);
  return (await store.paragraphs(matches.map(({ key }) => key))).map(({ text }) => text).join(' ');
}
const graphsIn = (directory: string) => readdirSync(directory).filter((name) => name.endsWith('.hnsw'));

describe('a text that hundreds of paragraphs have', () => {
  const copies = Array.from({ length: 400 }, (): ParagraphToStore => ({ text: 'Draft', vector: [1, 0] }));

  it('is found in the first of them, and leaves room for what is less near', async () => {
    const store = openStore(temporaryDirectory());
    await storeDocuments(store, { circle: circle(100), copies });
    assert.equal(await nearestTexts(store, 4), '0° Draft Draft Draft');
    const all = await store.nearest(EAST, 500);
    assert.equal(all.length, 500);
    assert.equal(new Set(all.map(({ key }) => key)).size, 500);
    const drafts = all.filter(({ similarity }) => similarity > 0.9999).slice(1, 4);
    assert.deepEqual(
      drafts.map(({ key }) => key - drafts[0]!.key),
      [0, 1, 2],
    );
  });

  it('is found in the documents asked for', async () => {
    const store = openStore(temporaryDirectory());
    const many = Array.from({ length: 15 }, () => copies).flat();
    await storeDocuments(store, { copies: many, other: [...copies.slice(0, 2), ...many] });
    const matches = await store.nearest(EAST, 3, ['other']);
    const found = await store.paragraphs(matches.map(({ key }) => key));
    assert.deepEqual(
      found.map(({ documentId, number }) => `${documentId} ${number}`),
      ['other 1', 'other 2', 'other 3'],
    );
  });
});

describe('the graph of a store', () => {
  it('is saved when an update is finished, and used at the next start', async () => {
    const directory = await settledCircle();
    const before = graphsIn(directory);
    assert.equal(before.length, 1);
    const store = openStore(directory);
    assert.equal(await nearestTexts(store), '0° 1° 2°');
    await store.finishUpdate();
    assert.deepEqual(graphsIn(directory), before);
  });

  it('is built again when it is missing or torn', async () => {
    for (const inflict of [
      (directory: string) => writeFileSync(path.join(directory, 'passage.hnsw.json'), ''),
      (directory: string) => truncateSync(path.join(directory, graphsIn(directory)[0]!), 1000),
    ]) {
      const directory = await settledCircle();
      inflict(directory);
      const store = openStore(directory);
      assert.equal(await nearestTexts(store), '0° 1° 2°');
      await store.finishUpdate();
      await store.close();
      assert.equal(await nearestTexts(openStore(directory)), '0° 1° 2°');
    }
  });

  it('is never read from a store that was in the folder before', async () => {
    const directory = await settledCircle();
    for (const file of readdirSync(directory).filter((name) => name.startsWith('pilcrow.sqlite'))) {
      rmSync(path.join(directory, file));
    }
    const store = openStore(directory);
    await storeDocuments(store, { other: [{ text: 'West.', vector: [-1, 0] }] });
    assert.equal(await nearestTexts(store, 9), 'West.');
    assertAbove(-0.99, (await store.nearest(EAST, 1))[0]!.similarity);
  });

  it('follows an update by another connection', async () => {
    const directory = await settledCircle();
    const [reader, writer] = [openStore(directory), openStore(directory)];
    assert.equal((await reader.nearest(EAST, 200)).length, 100);
    await storeDocuments(writer, { circle: [{ text: 'North.', vector: [0, 1] }] });
    assert.equal(await nearestTexts(reader, 200), 'North.');
  });

  it('finds each of several paragraphs with the same text', async () => {
    const store = openStore(temporaryDirectory());
    const same = Array.from({ length: 5 }, (_, index) => ({ text: `Same ${index}.`, vector: [1, 0.001] }));
    await storeDocuments(store, { circle: circle(50).slice(1), same });
    assert.equal(await nearestTexts(store, 6), 'Same 0. Same 1. Same 2. Same 3. Same 4. 1°');
  });

  it('finds as many as requested while deleted vectors are not compacted yet', async () => {
    const store = openStore(temporaryDirectory());
    await storeDocuments(store, { circle: circle(90), gone: [{ text: 'Gone.', vector: [1, 0.0001] }] });
    await storeDocuments(store, {}, { deletedIds: ['gone'] });
    assert.equal(await nearestTexts(store, 3), '0° 1° 2°');
    assert.equal((await store.nearest(EAST, 1000)).length, 90);
  });

  it('is rebuilt in every open store after a compaction', async () => {
    const directory = await settledCircle();
    const [reader, writer] = [openStore(directory), openStore(directory)];
    assert.equal((await reader.nearest(EAST, 200)).length, 100);
    await storeDocuments(writer, { circle: circle(60).slice(30) });
    await writer.finishUpdate();
    for (const store of [reader, writer, openStore(directory)]) {
      assert.equal(await nearestTexts(store), '30° 31° 32°');
      assert.equal((await store.nearest(EAST, 200)).length, 30);
    }
    await storeDocuments(writer, { circle: circle(60) });
    for (const store of [reader, writer]) assert.equal(await nearestTexts(store), '0° 1° 2°');
  });

  it('is that of the current model, also in stores that used another one before', async () => {
    const directory = await settledCircle();
    const [reader, writer] = [openStore(directory), openStore(directory)];
    assert.equal(await nearestTexts(reader), '0° 1° 2°');
    const down = [{ text: 'Down.', vector: [0, 0, -1], terms: { down: 1 } }];
    const manifest = manifestOf(3, 'deep');
    await storeDocuments(writer, { down }, { manifest });
    await writer.finishUpdate();
    for (const store of [reader, writer, openStore(directory)]) {
      assert.equal(await nearestTexts(store, 9, Float32Array.of(0, 0, -2)), 'Down.');
      await assert.rejects(store.nearest(EAST, 1), { code: 'INDEX_INCOMPATIBLE' });
    }
  });
});
