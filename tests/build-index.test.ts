import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { buildIndex } from '../src/build-index.ts';
import { Database } from '../src/stores/sqlite/connection/sqlite.ts';
import { wordsIn } from './stores/words-in.ts';
import { assertIncludes } from './support/assertions.ts';
import { aMinuteLater, COFFEE, openKitchen, TEA } from './support/kitchen.ts';
import { createRecordingEmbedder } from './support/recording-embedder.ts';
import { writeFiles } from './support/temporary-directory.ts';

describe('buildIndex', () => {
  it('indexes every document: text, paragraphs, vectors and words', async () => {
    const { store, indexRecorded, nearest } = openKitchen({ 'tea.txt': TEA, 'folder/coffee.md': COFFEE });
    const { report } = await indexRecorded();
    assert.deepEqual(
      { ...report, embedded: 0 },
      { added: 2, changed: 0, removed: 0, unchanged: 0, embedded: 0, problems: [], incomplete: [] },
    );
    assert.deepEqual(
      (await store.documents()).map(({ id, paragraphs }) => [id, paragraphs]),
      [
        ['folder--coffee', 2],
        ['tea', 2],
      ],
    );
    assert.equal((await store.document('tea'))?.text, TEA);
    assert.equal((await nearest('Black tea is boiled.'))[0], 'tea¶2');
    assert.equal((await nearest('Black tea is boiled.')).length, 4);
    const words = await wordsIn(store);
    assert.deepEqual(Object.keys(words).sort(), ['black', 'boiled', 'coffee', 'green', 'ground', 'steeped', 'tea']);
    assert.deepEqual(words.green, ['folder--coffee¶2', 'tea¶1']);
  });

  it('embeds a paragraph once, wherever it stands, and no word, and line breaks make no difference', async () => {
    const { indexRecorded } = openKitchen({ 'tea.txt': TEA, 'coffee.txt': COFFEE.replace('tea is', 'tea\nis') });
    const { passages } = await indexRecorded();
    assert.deepEqual(passages, ['Black tea is boiled.', 'Coffee is ground.', 'Green tea is steeped.']);
  });

  it('does nothing at all when nothing changed', async (context) => {
    const { store, indexRecorded } = openKitchen({ 'tea.txt': TEA, 'coffee.txt': COFFEE });
    aMinuteLater(context);
    await indexRecorded();
    const generation = await store.generation();
    const { report } = await indexRecorded();
    assert.deepEqual(report, {
      added: 0,
      changed: 0,
      removed: 0,
      unchanged: 2,
      embedded: 0,
      problems: [],
      incomplete: [],
    });
    assert.equal(await store.generation(), generation);
  });

  it('embeds only what is new when a document changes', async () => {
    const { store, directory, indexRecorded, nearest } = openKitchen({ 'tea.txt': TEA, 'coffee.txt': COFFEE });
    await indexRecorded();
    writeFiles(directory, { 'tea.txt': TEA.replace('Black tea is boiled', 'White tea is rare') });
    const { report, passages } = await indexRecorded();
    assert.deepEqual([report.added, report.changed, report.removed, report.unchanged], [0, 1, 0, 1]);
    assert.deepEqual(passages, ['White tea is rare.']);
    assert.equal((await nearest('White tea is rare.'))[0], 'tea¶2');
    assert.equal((await wordsIn(store)).boiled, undefined);
  });

  it('adds and removes documents, and embeds nothing for one that was only renamed', async () => {
    const { store, directory, indexRecorded } = openKitchen({ 'tea.txt': TEA });
    await indexRecorded();
    writeFiles(directory, { 'coffee.txt': COFFEE });
    const { report: addition, passages } = await indexRecorded();
    assert.deepEqual([addition.added, addition.unchanged, passages], [1, 1, ['Coffee is ground.']]);
    rmSync(path.join(directory, 'tea.txt'));
    writeFiles(directory, { 'drink.txt': TEA });
    const { report } = await indexRecorded();
    assert.deepEqual([report.added, report.removed, report.unchanged, report.embedded], [1, 1, 1, 0]);
    assert.deepEqual(
      (await store.documents()).map(({ id }) => id),
      ['coffee', 'drink'],
    );
  });

  it('updates everything a sidecar says, without embedding anything', async () => {
    const { store, directory, indexRecorded } = openKitchen({ 'tea.txt': TEA });
    await indexRecorded();
    let sidecar = {};
    for (const change of [
      { title: 'All about tea' },
      { language: 'ru' },
      { date: '2024-11-28' },
      { tags: ['чай', 'кухня'] },
      { questions: { ru: ['Какой чай варят?'], en: [] } },
      { questions: { ru: [], en: ['Какой чай варят?'] } },
    ]) {
      sidecar = { ...sidecar, ...change };
      writeFiles(directory, { 'tea.meta.json': JSON.stringify(sidecar) });
      const { report } = await indexRecorded();
      assert.deepEqual([report.changed, report.embedded], [1, 0]);
      assert.deepEqual(await store.document('tea'), { ...(await store.document('tea')), ...sidecar });
      assert.equal((await indexRecorded()).report.unchanged, 1);
    }
  });

  it('embeds everything again with another model, and searches with it', async () => {
    const { store, indexRecorded, nearest } = openKitchen({ 'tea.txt': TEA });
    const { report: first } = await indexRecorded();
    const { report } = await indexRecorded('another');
    assert.deepEqual([report.changed, report.embedded], [1, first.embedded]);
    assert.equal((await store.manifest())?.embedding.fileHash, 'another');
    assert.equal((await nearest('Green tea is steeped.', 'another'))[0], 'tea¶1');
  });

  it('analyses everything again for another version of the program, with the vectors it has', async () => {
    const { store, indexDirectory, indexRecorded } = openKitchen({ 'tea.txt': TEA });
    await indexRecorded();
    const database = new Database(path.join(indexDirectory, 'pilcrow.sqlite'));
    database.exec("UPDATE meta SET value = json_set(value, '$.analyzerVersion', 0) WHERE key = 'manifest'");
    database.close();
    const { report } = await indexRecorded();
    assert.deepEqual([report.changed, report.embedded], [1, 0]);
    assert.notEqual((await store.manifest())?.analyzerVersion, 0);
  });

  it('keeps what was indexed of a file that cannot be read now, and names the file', async () => {
    const { store, directory, indexRecorded, nearest } = openKitchen({ 'tea.txt': TEA, 'coffee.txt': COFFEE });
    await indexRecorded();
    writeFiles(directory, { 'tea.txt': Uint8Array.of(0x41, 0x00, 0x01) });
    const { report } = await indexRecorded();
    assert.match(report.problems[0]!.error.message, /^Cannot read "tea.txt": it holds binary data/);
    assert.deepEqual([report.removed, report.unchanged], [0, 1]);
    assert.equal((await store.document('tea'))?.text, TEA);

    // Another model needs other vectors, of what cannot be read too.
    const { report: again, passages } = await indexRecorded('another');
    assert.deepEqual([again.changed, again.unchanged], [2, 0]);
    assertIncludes(passages, 'Black tea is boiled.');
    assert.equal((await nearest('Black tea is boiled.', 'another'))[0], 'tea¶2');
    assert.deepEqual((await wordsIn(store)).boiled, ['tea¶2']);
  });

  it('removes a document whose text file was deleted, although a file with its name in another format exists', async () => {
    const { store, directory, indexRecorded } = openKitchen({ 'tea.txt': TEA, 'tea.xls': 'PK' });
    await indexRecorded();
    rmSync(path.join(directory, 'tea.txt'));
    assert.equal((await indexRecorded()).report.removed, 1);
    assert.deepEqual(await store.documents(), []);
  });

  it('indexes an empty folder into an empty index', async () => {
    const { store, index } = openKitchen({});
    assert.deepEqual(await index(), {
      added: 0,
      changed: 0,
      removed: 0,
      unchanged: 0,
      embedded: 0,
      problems: [],
      incomplete: [],
    });
    assert.deepEqual(await store.documents(), []);
    assert.notEqual(await store.manifest(), null);
  });

  it('changes nothing when the folder cannot be read', async () => {
    const { store, directory, indexRecorded, index } = openKitchen({ 'tea.txt': TEA });
    await indexRecorded();
    rmSync(directory, { recursive: true });
    await assert.rejects(index(), { code: 'DOCUMENT_UNREADABLE' });
    assert.equal((await store.documents()).length, 1);
  });

  it('looks only at the given files once the index was whole, whatever else has changed', async () => {
    const { store, directory } = openKitchen({ 'tea.txt': TEA, 'coffee.txt': COFFEE });
    const indexFiles = (...files: string[]) =>
      buildIndex({ store, embedder: createRecordingEmbedder() }, { directory, maxBytes: 1e6, files });
    const idsAfter = async (...files: string[]) => {
      await indexFiles(...files);
      return (await store.documents()).map(({ id }) => id);
    };
    assert.deepEqual(await idsAfter('tea.txt'), ['coffee', 'tea']);
    rmSync(path.join(directory, 'tea.txt'));
    writeFiles(directory, { 'milk.txt': 'Milk.' });
    assert.deepEqual(await idsAfter('coffee.txt'), ['coffee', 'tea']);
    assert.deepEqual(await idsAfter('tea.txt'), ['coffee']);
  });
});
