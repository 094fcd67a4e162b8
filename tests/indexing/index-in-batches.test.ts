import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { buildIndex } from '../../src/build-index.ts';
import type { IndexingProgress } from '../../src/indexing/indexing-report.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { wordsIn } from '../stores/words-in.ts';
import { assertExcludes } from '../support/assertions.ts';
import { aMinuteLater, openKitchen, TEA, textsOf } from '../support/kitchen.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { writeFiles } from '../support/temporary-directory.ts';

/** A text of so many paragraphs, enough for a batch of its own when they are a thousand. */
const pages = (word: string, count = 1000) => Array(count).fill(`${word}.`).join('\n\n');

/** An embedder that breaks when it is given a text with a word. */
function breakingAt(word: string, fileHash = 'recorded') {
  const embedder = createRecordingEmbedder({ fileHash });
  const embed: typeof embedder.embed = async (texts, role) => {
    if (texts.some((text) => text.includes(word))) throw new Error('the model broke');
    return embedder.embed(texts, role);
  };
  return { ...embedder, embed };
}

describe('buildIndex, a batch at a time', () => {
  it('reports its progress from 0 to the end, where a file counts when it is indexed', async () => {
    const { index } = openKitchen({
      'a.txt': pages('tea', 1200),
      'b.txt': pages('milk'),
      'c.txt': TEA,
      'd.pdf': '%PDF',
    });
    const steps: IndexingProgress[] = [];
    await index(createRecordingEmbedder(), (step) => steps.push(step));
    assert.deepEqual(steps, [
      { done: 0, total: 4, paragraphs: 0 },
      { done: 1, total: 4, paragraphs: 1200 },
      { done: 2, total: 4, paragraphs: 2200 },
      { done: 4, total: 4, paragraphs: 2202 },
    ]);
  });

  it('reads a batch while the one before is embedded', { timeout: 30_000 }, async () => {
    const { store, directory } = openKitchen({ 'a.txt': pages('tea'), 'b.txt': pages('milk') });
    const embedder = createRecordingEmbedder();
    let onNext = () => {};
    const isNextRead = new Promise<void>((resolve) => {
      onNext = resolve;
    });
    const embed: typeof embedder.embed = async (texts, role) => {
      if (texts.some((text) => text.includes('tea'))) await isNextRead;
      return embedder.embed(texts, role);
    };
    const onReading = (file: string) => file === 'b.txt' && onNext();
    const options = { directory, maxBytes: 1_000_000, onReading };
    const { added } = await buildIndex({ store, embedder: { ...embedder, embed } }, options);
    assert.equal(added, 2);
  });

  it('resumes after the last batch when it was interrupted between two', async (context) => {
    const { store, index, indexRecorded } = openKitchen({
      'a.txt': pages('tea'),
      'b.txt': pages('milk'),
      'c.txt': TEA,
    });
    aMinuteLater(context);
    await assert.rejects(index(breakingAt('milk')), /the model broke/);
    assert.deepEqual(
      (await store.documents()).map(({ id }) => id),
      ['a'],
    );
    const { report, passages } = await indexRecorded();
    assert.deepEqual([report.added, report.unchanged], [2, 1]);
    assertExcludes(passages, 'tea.');
    assert.equal((await store.documents()).length, 3);
  });

  it('keeps the old index until everything is rebuilt for another model', async () => {
    const { store, index, indexRecorded, nearest } = openKitchen({ 'a.txt': pages('tea'), 'b.txt': pages('milk', 10) });
    await indexRecorded();
    const generation = await store.generation();
    await assert.rejects(index(breakingAt('milk', 'another')), /the model broke/);
    assert.deepEqual(
      [await store.generation(), (await store.manifest())!.embedding.fileHash],
      [generation, 'recorded'],
    );
    const { report, passages } = await indexRecorded('another');
    assert.deepEqual([report.changed, passages], [2, ['milk.']]);
    assert.match((await nearest('milk.', 'another'))[0]!, /^b¶/);
    assert.deepEqual(Object.keys(await wordsIn(store)).sort(), ['milk', 'tea']);
  });

  it('leaves the index unchanged when the model fails, and does not embed the same texts again', async () => {
    const words = Array.from({ length: 100 }, (_, index) => `слово ${index}`).join('\n\n');
    const { store, directory, index, indexRecorded } = openKitchen({ 'tea.txt': TEA });
    await indexRecorded();
    writeFiles(directory, { 'words.txt': words });
    await assert.rejects(index(createRecordingEmbedder({ failAfter: 1 })), /the model broke/);
    assert.deepEqual(
      (await store.documents()).map(({ id }) => id),
      ['tea'],
    );
    const { report } = await indexRecorded();
    assert.equal(report.added, 1);
    assert.ok(report.embedded > 0 && report.embedded < 200, `${report.embedded} texts were embedded`);
  });

  it('does the work once when it is asked for twice at the same time', async () => {
    const { index, store } = openKitchen({ 'tea.txt': TEA });
    const embedder = createRecordingEmbedder();
    const reports = await Promise.all([index(embedder), index(embedder)]);
    assert.deepEqual(reports.map(({ added }) => added).sort(), [0, 1]);
    assert.deepEqual(textsOf(embedder), ['Black tea is boiled.', 'Green tea is steeped.']);
    assert.equal((await store.documents()).length, 1);
  });

  it('removes a hundred documents at a time, each once', async () => {
    const names = Array.from({ length: 250 }, (_, index) => `tea-${index}.txt`);
    const kitchen = openKitchen({ 'coffee.txt': 'Coffee.', ...Object.fromEntries(names.map((name) => [name, name])) });
    const { store, directory } = kitchen;
    const embedder = createRecordingEmbedder();
    await kitchen.index(embedder);
    for (const name of names) rmSync(path.join(directory, name));
    const deleted: string[][] = [];
    const update: ParagraphStore['update'] = async (change) => {
      if (change.deletedIds.length > 0) deleted.push(change.deletedIds);
      await store.update(change);
    };
    const { removed } = await buildIndex({ store: { ...store, update }, embedder }, { directory, maxBytes: 1_000_000 });
    assert.equal(removed, 250);
    assert.deepEqual(
      deleted.map(({ length }) => length),
      [100, 50, 100],
    );
    assert.equal(new Set(deleted.flat()).size, 250);
    assert.deepEqual(
      (await store.documents()).map(({ id }) => id),
      ['coffee'],
    );
  });

  it('reads the folder again when another process has written meanwhile, so that documents are removed once', async () => {
    const { store, directory, index } = openKitchen({ 'tea.txt': TEA, 'milk.txt': 'Milk is white.' });
    await index();
    rmSync(path.join(directory, 'milk.txt'));
    const racing: ParagraphStore = {
      ...store,
      async withWriteLock(work) {
        assert.equal((await index()).removed, 1);
        return store.withWriteLock(work);
      },
    };
    const parts = { store: racing, embedder: createRecordingEmbedder() };
    const { removed } = await buildIndex(parts, { directory, maxBytes: 1_000_000 });
    assert.equal(removed, 0);
  });
});
