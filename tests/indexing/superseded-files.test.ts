import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { buildIndex } from '../../src/build-index.ts';
import { checkSources } from '../../src/doctor/check-sources.ts';
import { createDatabaseLibrary } from '../../src/library/database-library.ts';
import { createTaskQueue } from '../../src/runtime/task-queue.ts';
import { aMinuteLater, COFFEE, openKitchen, TEA } from '../support/kitchen.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const NEW_TEA = 'White tea is rare.';

/** A folder that was indexed, and then changed in the store: tea has another text, coffee another title, and milk is deleted. */
async function overtakenKitchen() {
  const files = { 'tea.txt': TEA, 'coffee.txt': COFFEE, 'milk.txt': 'Milk is white.' };
  const kitchen = openKitchen(files);
  const { store, directory } = kitchen;
  const embedder = createRecordingEmbedder();
  await kitchen.index(embedder);
  const library = createDatabaseLibrary({
    store,
    embedder,
    maxBytes: 1_000_000,
    enqueueTask: createTaskQueue(),
    keepsOriginals: false,
  });
  const received = await library.receive(Readable.from([NEW_TEA]), { name: 'tea.txt' });
  await library.put('tea', received, { metadata: {} });
  await library.discard(received);
  for (const title of ['Kaffee', 'Coffee beans']) await library.put('coffee', null, { metadata: { title } });
  await library.remove('milk');
  const documents = async () =>
    (await Promise.all((await store.documents()).map(({ id }) => store.document(id)))).map((document) => [
      document!.title,
      document!.text,
    ]);
  const examine = async () => {
    const { wrong } = await checkSources(store, { directory, maxBytes: 1_000_000 }).examine(() => {});
    return wrong;
  };
  return { ...kitchen, library, documents, examine };
}
const CHANGED = [
  ['Coffee beans', COFFEE],
  ['tea', NEW_TEA],
];

describe('a file whose document was changed in the store since', () => {
  it('does not restore the old document, whether it is read again or looks the same', async (context) => {
    const { store, index, documents, examine } = await overtakenKitchen();
    assert.equal(await examine(), null);
    // Just written, so that they are read again; then no more.
    for (const isLater of [false, true, true]) {
      if (isLater) aMinuteLater(context);
      const { added, changed, unchanged } = await index();
      assert.deepEqual([added, changed, unchanged], [0, 0, 3]);
      assert.deepEqual(await documents(), CHANGED);
    }
    const generation = await store.generation();
    await index();
    assert.equal(await store.generation(), generation);
  });

  it('keeps what was read of it beside its text when the index is rebuilt', async () => {
    const { store, directory } = await overtakenKitchen();
    const [indexed, manifest] = [(await store.indexedDocument('tea'))!, (await store.manifest())!];
    const positions = '[[1,595,842,[0,5,600,700,312,132,0]]]';
    const documents = [{ ...indexed, document: { ...indexed.document, positions } }];
    await store.update({ manifest, documents, deletedIds: [] });
    const rebuild = { directory, maxBytes: 1_000_000, isRebuild: true };
    await buildIndex({ store, embedder: createRecordingEmbedder() }, rebuild);
    assert.equal((await store.document('tea'))!.text, NEW_TEA);
    assert.equal(await store.positions('tea'), positions);
  });

  it('does not restore it from a copy of the folder on another machine', async () => {
    const { store, directory, documents } = await overtakenKitchen();
    const copy = temporaryDirectory();
    cpSync(directory, copy, { recursive: true });
    for (let times = 0; times < 2; times += 1) {
      await buildIndex({ store, embedder: createRecordingEmbedder() }, { directory: copy, maxBytes: 1_000_000 });
      assert.deepEqual(await documents(), CHANGED);
    }
  });

  it('does not restore it when the index is rebuilt with another model', async () => {
    const { index, indexRecorded, documents, nearest } = await overtakenKitchen();
    const { passages } = await indexRecorded('another');
    assert.deepEqual(passages, ['Coffee is ground.', 'Green tea is steeped.', 'White tea is rare.']);
    assert.deepEqual(await documents(), CHANGED);
    assert.equal((await nearest('White tea is rare.', 'another'))[0], 'tea¶1');
    await index(createRecordingEmbedder({ fileHash: 'another' }));
    assert.deepEqual(await documents(), CHANGED);
  });

  it('does not restore it while it cannot be read, nor when it has its old content again', async () => {
    const { directory, index, documents } = await overtakenKitchen();
    for (const content of [Uint8Array.of(0, 1), TEA]) {
      writeFiles(directory, { 'tea.txt': content });
      await index();
      assert.deepEqual(await documents(), CHANGED);
    }
  });

  it('keeps the document when the file is deleted', async () => {
    const { directory, index, documents } = await overtakenKitchen();
    rmSync(path.join(directory, 'tea.txt'));
    await index();
    assert.deepEqual(await documents(), CHANGED);
  });

  it('replaces the document once it has new content, and then deletes it with the file', async () => {
    const { directory, index, documents, examine } = await overtakenKitchen();
    const newest = ['Black tea is boiled twice.', 'Coffee is brewed.', 'Milk is boiled.'] as const;
    writeFiles(directory, { 'tea.txt': newest[0], 'coffee.meta.json': '{"tags": ["drinks"]}', 'milk.txt': newest[2] });
    assert.equal(
      await examine(),
      '"coffee.txt" was changed since it was indexed; "milk.txt" is not indexed; "tea.txt" was changed since it was indexed',
    );
    await index();
    assert.deepEqual(await documents(), [
      ['Coffee is ground.', COFFEE],
      ['milk', newest[2]],
      ['tea', newest[0]],
    ]);
    writeFiles(directory, { 'tea.txt': TEA });
    rmSync(path.join(directory, 'milk.txt'));
    await index();
    assert.deepEqual(await documents(), [
      ['Coffee is ground.', COFFEE],
      ['Green tea is steeped.', TEA],
    ]);
  });
});
