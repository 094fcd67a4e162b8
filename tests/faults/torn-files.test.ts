import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { buildIndex } from '../../src/build-index.ts';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { assertClose } from '../support/assertions.ts';
import { answerFrom, assertSound, indexFolder, withStore } from '../support/check-index.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const ROUNDS = 4;
const random = seededRandom(11);
const below = (limit: number) => Math.floor(random() * limit);
const textOf = (subject: string) =>
  Array.from({ length: 40 }, (_, line) => `The ${subject} number ${line} is ${below(1e6)} miles long.`).join('\n\n');

const stateOf = (documents: { id: string; sha256: string }[]) =>
  documents
    .map(({ id, sha256 }) => `${id} ${sha256}`)
    .sort()
    .join();

/** Copies of an index folder, taken while it was written and after each round, with the states that were committed. */
async function copiesWhileWriting() {
  const directory = temporaryDirectory();
  const indexDirectory = temporaryDirectory();
  const copies: string[] = [];
  const states = new Set(['']);
  const store = openSqliteStore(indexDirectory);
  const copy = () => {
    const target = temporaryDirectory();
    cpSync(indexDirectory, target, { recursive: true });
    copies.push(target);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    writeFiles(directory, { [`river-${round}.txt`]: textOf('river'), 'road.txt': textOf('road') });
    // Each round's graph is saved, so that it can be ahead of a database that lost its last round.
    rmSync(path.join(indexDirectory, 'passage.hnsw.json'), { force: true });
    const parts = { store, embedder: createRecordingEmbedder() };
    await buildIndex(parts, { directory, maxBytes: 1_000_000, onProgress: copy });
    states.add(stateOf(await store.documents()));
    copy();
  }
  await store.close();
  return { directory, copies, states };
}

/** The database's log, wherever it was when the copy was taken. */
function tearLog(copy: string, tear: (bytes: Buffer) => Uint8Array): void {
  const file = path.join(copy, 'pilcrow.sqlite-wal');
  writeFileSync(file, tear(readFileSync(file)));
  // It only helps to read the log, and no disk keeps it.
  rmSync(path.join(copy, 'pilcrow.sqlite-shm'), { force: true });
}

function tearFiles(copy: string, pattern: RegExp, tear: (bytes: Buffer) => Uint8Array): void {
  for (const name of readdirSync(copy).filter((file) => pattern.test(file))) {
    writeFileSync(path.join(copy, name), tear(readFileSync(path.join(copy, name))));
  }
}

const cut = (bytes: Buffer) => bytes.subarray(0, below(bytes.length));
const garble = (bytes: Buffer) => {
  for (let at = Math.max(0, bytes.length - 1 - below(20_000)); at < bytes.length; at += 1) bytes[at] = below(256);
  return bytes;
};
const TEARS: Record<string, (copy: string) => void> = {
  'nothing else': (copy) => rmSync(path.join(copy, 'pilcrow.sqlite-shm'), { force: true }),
  'a log that is cut off': (copy) => tearLog(copy, cut),
  'a log that ends in rubbish': (copy) => tearLog(copy, garble),
  'an empty log': (copy) => tearLog(copy, () => new Uint8Array()),
  'graphs that are cut off': (copy) => tearFiles(copy, /\.hnsw$/, cut),
  'graphs that end in rubbish': (copy) => tearFiles(copy, /\.hnsw$/, garble),
  'descriptions that are cut off': (copy) => tearFiles(copy, /\.json$/, cut),
  'descriptions full of zeros': (copy) => tearFiles(copy, /\.json$/, (bytes) => bytes.fill(0)),
};

describe('an index folder after a power cut', () => {
  it('opens with the last complete state, whatever was torn, and is brought up to date', {
    timeout: 300_000,
  }, async () => {
    const { directory, copies, states } = await copiesWhileWriting();
    assert.ok(copies.length > ROUNDS, `${copies.length} copies`);
    for (const taken of copies) {
      for (const [name, tear] of Object.entries(TEARS)) {
        const copy = temporaryDirectory();
        cpSync(taken, copy, { recursive: true });
        tear(copy);
        await withStore(copy, async (store) => {
          assert.ok(states.has(stateOf(await store.documents())), `with ${name} it is in a state that never was`);
          if ((await store.documents()).length > 0) await answerFrom(store, 'How long is the river?');
        });
        assertSound(copy);
        await indexFolder(directory, copy);
        await withStore(copy, async (store) => {
          assert.equal(stateOf(await store.documents()), [...states].at(-1));
          const vector = new Float32Array(64).map(() => random() - 0.5);
          const near = await store.nearest(vector, 20);
          // Some of the nearest vectors are of deleted paragraphs.
          assert.ok(near.length >= 10, `with ${name} the graph lacks vectors`);
          const exact = await store.similarities(
            vector,
            near.map(({ key }) => key),
          );
          const byKey = new Map(exact.map(({ key, similarity }) => [key, similarity]));
          for (const { key, similarity } of near) {
            assert.ok(Math.abs(byKey.get(key)! - similarity) < 0.02, `with ${name} the graph has other vectors`);
          }
        });
        rmSync(copy, { recursive: true });
      }
    }
  });

  it('does not use a graph that is ahead of the database, also when the same keys are assigned again', async () => {
    const directory = temporaryDirectory();
    const indexDirectory = temporaryDirectory();
    writeFiles(directory, { 'road.txt': textOf('road') });
    await indexFolder(directory, indexDirectory);
    const before = temporaryDirectory();
    cpSync(indexDirectory, before, { recursive: true });

    writeFiles(directory, { 'river.txt': textOf('river') });
    rmSync(path.join(indexDirectory, 'passage.hnsw.json'));
    await indexFolder(directory, indexDirectory);
    // The database is what it was, the graph is not.
    cpSync(path.join(before, 'pilcrow.sqlite'), path.join(indexDirectory, 'pilcrow.sqlite'));
    writeFiles(directory, { 'river.txt': textOf('mountain') });
    await indexFolder(directory, indexDirectory);
    await withStore(indexDirectory, async (store) => {
      const [vector] = await createRecordingEmbedder().embed(['The mountain number 7 is miles long.'], 'query');
      const near = await store.nearest(vector!, 10);
      const exact = await store.similarities(
        vector!,
        near.map(({ key }) => key),
      );
      const byKey = new Map(exact.map(({ key, similarity }) => [key, similarity]));
      for (const { key, similarity } of near) assertClose(byKey.get(key)!, similarity, 0.02);
    });
  });

  it('does not use words that were saved for another database', async () => {
    const directory = temporaryDirectory();
    const indexDirectory = temporaryDirectory();
    writeFiles(directory, { 'road.txt': textOf('road') });
    await indexFolder(directory, indexDirectory);
    for (const name of readdirSync(indexDirectory)) {
      if (name.startsWith('pilcrow.sqlite')) rmSync(path.join(indexDirectory, name));
    }
    writeFiles(directory, { 'road.txt': textOf('lake') });
    await indexFolder(directory, indexDirectory);
    await withStore(indexDirectory, async (store) => {
      const { terms } = await store.vocabulary();
      assert.ok(terms.includes('lake') && !terms.includes('road'), terms.slice(0, 9).join());
      const near = await store.nearest(new Float32Array(64).fill(1), 10);
      assert.equal(near.length, 10);
    });
  });
});
