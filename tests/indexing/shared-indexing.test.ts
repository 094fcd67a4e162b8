import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { buildIndex } from '../../src/build-index.ts';
import { embeddingModelKey } from '../../src/embeddings/embedder.ts';
import type { IndexingProgress } from '../../src/indexing/indexing-report.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { wordsIn } from '../stores/words-in.ts';
import { assertIncludes } from '../support/assertions.ts';
import { indexedDocument } from '../support/index-update.ts';
import { aMinuteLater, COFFEE, openKitchen, TEA, textsOf } from '../support/kitchen.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { shareStore } from '../support/shared-store.ts';
import { writeFiles } from '../support/temporary-directory.ts';

/** A folder that several processes index into one store. */
function openSharedKitchen(context: TestContext, files: Record<string, string>) {
  aMinuteLater(context);
  const kitchen = openKitchen(files);
  const sharing = shareStore(kitchen.store);
  /** Indexes as one of the processes, with a callback for each step. */
  const indexWith = async (store: ParagraphStore, { fileHash = 'recorded' } = {}) => {
    const steps: IndexingProgress[] = [];
    const embedder = createRecordingEmbedder({ fileHash });
    const options = { directory: kitchen.directory, maxBytes: 1e6, askAgainMs: 1 };
    const report = await buildIndex({ store, embedder }, { ...options, onProgress: (step) => steps.push(step) });
    return { report, steps, passages: textsOf(embedder) };
  };
  const at = (file: string) => path.join(kitchen.directory, file);
  const idsNow = async () => (await kitchen.store.documents()).map(({ id }) => id);
  return { ...kitchen, ...sharing, indexWith, at, idsNow };
}

/** Puts documents in that came without a file. */
async function putIn(store: ParagraphStore, documents: ReturnType<typeof indexedDocument>[]): Promise<void> {
  const manifest = (await store.manifest())!;
  const modelKey = embeddingModelKey(manifest.embedding);
  const vector = new Float32Array(manifest.embedding.dimensions).fill(1);
  const hashes = documents.flatMap(({ paragraphs }) => paragraphs.map(({ embeddingHash }) => embeddingHash));
  await store.cacheEmbeddings(
    modelKey,
    hashes.map((hash) => ({ hash, vector })),
  );
  await store.update({ manifest, documents, deletedIds: [] });
}

describe('indexing that processes share', { timeout: 20_000 }, () => {
  it('reads each file once in one of the processes, and ends in each when all files are done', async (context) => {
    const files = Object.fromEntries(
      Array.from({ length: 130 }, (_, index) => [`${index}.txt`, `Paragraph of ${index}.`]),
    );
    const { openAs, indexWith, store } = openSharedKitchen(context, files);
    const done = await Promise.all(['one', 'two'].map((name) => indexWith(openAs(name))));
    const [one, two] = done.map(({ report }) => report) as [(typeof done)[0]['report'], (typeof done)[0]['report']];
    assert.equal(one.added + two.added, 130);
    assert.ok(one.added > 0 && two.added > 0, `${one.added} and ${two.added} were added`);
    for (const { added, unchanged, changed, problems } of [one, two]) {
      assert.deepEqual([added + unchanged, changed, problems], [130, 0, []]);
    }
    for (const { steps } of done) assert.deepEqual([steps.at(-1)!.done, steps.at(-1)!.total], [130, 130]);
    const read = done.flatMap(({ passages }) => passages);
    assert.equal(new Set(read).size, read.length, 'no file is read twice');
    assert.deepEqual([(await store.documents()).length, (await store.sources()).size], [130, 130]);
    assert.equal((await wordsIn(store)).paragraph!.length, 130);
  });

  it('writes what it has read before it waits, and reads the files that a dead process had claimed', async (context) => {
    const { openAs, claim, die, indexWith, idsNow } = openSharedKitchen(context, {
      'tea.txt': TEA,
      'coffee.txt': COFFEE,
    });
    const one = openAs('one');
    claim('coffee.txt', 'two');
    const { claimFiles } = one.sharing;
    one.sharing.claimFiles = async (fingerprints) => {
      // Lives for as long as what was read is not written.
      if ((await idsNow()).includes('tea')) die('two');
      return claimFiles(fingerprints);
    };
    const { report } = await indexWith(one);
    const [first, ...later] = one.asked;
    assert.deepEqual([first, later.at(-1)], [['coffee.txt', 'tea.txt'], ['coffee.txt']]);
    assert.deepEqual([report.added, report.unchanged, await idsNow()], [2, 0, ['coffee', 'tea']]);
  });

  it('reports also why another process could not read a file', async (context) => {
    const { openAs, claim, die, indexWith } = openSharedKitchen(context, { 'tea.txt': TEA, 'empty.txt': '' });
    const [one, two] = [openAs('one'), openAs('two')];
    claim('empty.txt', 'two');
    const { claimFiles } = one.sharing;
    one.sharing.claimFiles = async (fingerprints) => {
      if (one.asked.length === 1) {
        die('two');
        await indexWith(two);
      }
      return claimFiles(fingerprints);
    };
    const { report, steps } = await indexWith(one);
    assert.deepEqual(
      report.problems.map(({ documentId, error }) => [documentId, error.message]),
      [['empty', 'Cannot read "empty.txt": it is empty; put text in it or remove it']],
    );
    assert.deepEqual([report.added, report.unchanged, steps.at(-1)!.done], [1, 0, 2]);
  });

  it('compares a file with what other processes indexed while it waited', async (context) => {
    const { openAs, claim, die, indexWith, store, directory } = openSharedKitchen(context, { 'tea.txt': TEA });
    const [one, two] = [openAs('one'), openAs('two')];
    await indexWith(two);
    writeFiles(directory, { 'tea.txt': 'Tea is something else.' });
    claim('tea.txt', 'two');
    const { claimFiles } = one.sharing;
    one.sharing.claimFiles = async (fingerprints) => {
      if (one.asked.length === 1) {
        die('two');
        writeFiles(directory, { 'tea.txt': COFFEE });
        await indexWith(two);
        writeFiles(directory, { 'tea.txt': TEA });
      }
      return claimFiles(fingerprints);
    };
    assert.equal((await indexWith(one)).report.changed, 1);
    assert.equal((await store.document('tea'))!.text, TEA);
  });

  it('writes nothing when other processes have done everything', async (context) => {
    const { openAs, indexWith, store } = openSharedKitchen(context, { 'tea.txt': TEA });
    const [one, two] = [openAs('one'), openAs('two')];
    let generation = 0;
    const { claimFiles } = one.sharing;
    one.sharing.claimFiles = async (fingerprints) => {
      await indexWith(two);
      generation = await store.generation();
      return claimFiles(fingerprints);
    };
    const { report, passages } = await indexWith(one);
    assert.deepEqual([report.added, report.unchanged, report.embedded, passages], [0, 1, 0, []]);
    assert.equal(await store.generation(), generation);
  });
});

describe('indexing with another model', () => {
  it('is exclusive and claims no files', async (context) => {
    const { openAs, indexWith } = openSharedKitchen(context, { 'tea.txt': TEA });
    const store = openAs('one');
    await indexWith(store);
    assert.deepEqual([store.locks, store.asked], [[{ isShared: true }], [['tea.txt']]]);
    const { report } = await indexWith(store, { fileHash: 'another' });
    assert.deepEqual([report.changed, store.locks.at(-1), store.asked.length], [1, { isShared: false }, 1]);
  });

  it('waits for the exclusive lock when it finds the other model while sharing the work', async (context) => {
    const { openAs, indexWith, directory } = openSharedKitchen(context, { 'tea.txt': TEA });
    const [one, two] = [openAs('one'), openAs('two')];
    await indexWith(two);
    writeFiles(directory, { 'coffee.txt': COFFEE });
    const { withSharedLock } = one.sharing;
    one.sharing.withSharedLock = async (work) => {
      await indexWith(two, { fileHash: 'another' });
      return withSharedLock(work);
    };
    const { report } = await indexWith(one);
    assert.deepEqual([one.locks, one.asked], [[{ isShared: true }, { isShared: false }], []]);
    assert.equal(report.changed, 2);
    assert.equal((await one.manifest())!.embedding.fileHash, 'recorded');
  });
});

describe('documents without a file', () => {
  it('stay when the folder is indexed, and when files are deleted', async (context) => {
    const { openAs, indexWith, store, at, idsNow } = openSharedKitchen(context, {
      'tea.txt': TEA,
      'coffee.txt': COFFEE,
    });
    await indexWith(openAs('one'));
    await putIn(store, [indexedDocument('uploaded', [{ text: 'Milk is white.' }])]);
    rmSync(at('coffee.txt'));
    assert.equal((await indexWith(openAs('one'))).report.removed, 1);
    assert.deepEqual(await idsNow(), ['tea', 'uploaded']);
  });

  it('are rebuilt for another model with all others', async (context) => {
    const { openAs, indexWith, store, idsNow, nearest } = openSharedKitchen(context, { 'tea.txt': TEA });
    await indexWith(openAs('one'));
    const long = Array.from({ length: 1200 }, (_, index) => ({ text: `Cocoa ${index}.` }));
    const uploaded = [indexedDocument('a', [{ text: 'Milk is white.' }]), indexedDocument('long', long)];
    await putIn(store, uploaded);
    const { report, passages } = await indexWith(openAs('one'), { fileHash: 'another' });
    assert.deepEqual([report.changed, report.added, await idsNow()], [3, 0, ['a', 'long', 'tea']]);
    assertIncludes(passages, 'Milk is white.');
    assert.deepEqual(await store.document('a'), uploaded[0]!.document);
    assert.equal((await nearest('Milk is white.', 'another'))[0], 'a¶1');
  });

  it('are replaced by a file with their name', async (context) => {
    const { openAs, indexWith, store, directory } = openSharedKitchen(context, { 'coffee.txt': COFFEE });
    await indexWith(openAs('one'));
    await putIn(store, [indexedDocument('tea', [{ text: 'Milk is white.' }])]);
    writeFiles(directory, { 'tea.txt': TEA });
    assert.equal((await indexWith(openAs('one'))).report.changed, 1);
    assert.equal((await store.document('tea'))!.text, TEA);
  });
});
