import assert from 'node:assert/strict';
import { renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { findConverter } from '../../src/documents/formats/doc/find-converter.ts';
import { isEmptyPlan, planIndexing } from '../../src/indexing/plan-indexing.ts';
import { aMinuteLater, COFFEE, openKitchen, TEA } from '../support/kitchen.ts';
import { writeFiles } from '../support/temporary-directory.ts';

/** A folder that was indexed a while ago, so that a plan says what has changed in it since. */
async function indexedKitchen(context: Parameters<typeof aMinuteLater>[0], files: Record<string, string | Uint8Array>) {
  aMinuteLater(context);
  const kitchen = openKitchen(files);
  await kitchen.index();
  const { store, directory } = kitchen;
  const plan = async ({ isRebuild = false, only }: { isRebuild?: boolean; only?: string[] } = {}) => {
    const { toRead, problems, ...counts } = await planIndexing(store, { directory, isRebuild, files: only });
    return {
      ...counts,
      toRead: toRead.map(({ file }) => file),
      problems: problems.map(({ error }) => error.message),
      isEmpty: isEmptyPlan({ ...counts, toRead, problems }),
    };
  };
  const at = (file: string) => path.join(directory, file);
  return { ...kitchen, plan, at };
}
const NOTHING = {
  toRead: [],
  unchanged: 0,
  removedIds: [],
  deletedFiles: [],
  withoutFile: [],
  problems: [],
  isEmpty: true,
};

describe('planIndexing', () => {
  it('takes a file for changed when another program converts it', async (context) => {
    const { store } = await indexedKitchen(context, { 'tea.txt': TEA, 'old.doc': '{\\rtf1 Tea.}' });
    const sources = await store.sources();
    const converter = (await findConverter())?.kind ?? 'none';
    assert.ok(sources.get('old.doc')!.fingerprint.endsWith(` ${converter}`), 'it names the program');
    assert.equal(sources.get('tea.txt')!.fingerprint.split(' ').length, 2);
  });

  it('plans nothing while no file looks different', async (context) => {
    const { plan } = await indexedKitchen(context, { 'tea.txt': TEA, 'coffee.txt': COFFEE });
    assert.deepEqual(await plan(), { ...NOTHING, unchanged: 2 });
  });

  it('reads new files, and all of them for a rebuild', async (context) => {
    const { plan, directory } = await indexedKitchen(context, { 'tea.txt': TEA });
    writeFiles(directory, { 'new/coffee.txt': COFFEE });
    assert.deepEqual(await plan(), { ...NOTHING, toRead: ['new/coffee.txt'], unchanged: 1, isEmpty: false });
    assert.deepEqual((await plan({ isRebuild: true })).toRead, ['new/coffee.txt', 'tea.txt']);
  });

  it('reads a file that changed although its size is the same and its time was set back', async (context) => {
    const { plan, directory, at, index } = await indexedKitchen(context, { 'tea.txt': TEA, 'coffee.txt': COFFEE });
    const longAgo = new Date('2024-11-28');
    utimesSync(at('tea.txt'), longAgo, longAgo);
    await index();
    const { size } = statSync(at('tea.txt'));
    writeFiles(directory, { 'tea.txt': TEA.replace('Green', 'White') });
    utimesSync(at('tea.txt'), longAgo, longAgo);
    assert.deepEqual([statSync(at('tea.txt')).size, statSync(at('tea.txt')).mtimeMs], [size, longAgo.getTime()]);
    assert.deepEqual(await plan(), { ...NOTHING, toRead: ['tea.txt'], unchanged: 1, isEmpty: false });
  });

  it('reads a file that was replaced by another one', async (context) => {
    const { plan, directory, at } = await indexedKitchen(context, { 'tea.txt': TEA });
    writeFiles(directory, { 'tea.new': TEA });
    renameSync(at('tea.new'), at('tea.txt'));
    assert.deepEqual((await plan()).toRead, ['tea.txt']);
  });

  it('reads a file whose sidecar was added, changed or deleted', async (context) => {
    const { plan, directory, at, index } = await indexedKitchen(context, { 'tea.txt': TEA, 'coffee.txt': COFFEE });
    for (const change of [
      () => writeFiles(directory, { 'tea.meta.json': '{"title": "A"}' }),
      () => writeFiles(directory, { 'tea.meta.json': '{"title": "B"}' }),
      () => rmSync(at('tea.meta.json')),
    ]) {
      change();
      assert.deepEqual(await plan(), { ...NOTHING, toRead: ['tea.txt'], unchanged: 1, isEmpty: false });
      await index();
      assert.deepEqual(await plan(), { ...NOTHING, unchanged: 2 });
    }
  });

  it('reads a file again that was changed just before it was read, or after the clock was set back', async (context) => {
    const now = Date.now;
    const { plan, index, store } = openKitchenWithPlan({ 'tea.txt': TEA });
    const generationAfter = async () => {
      await index();
      return store.generation();
    };
    await index();
    assert.deepEqual((await plan()).toRead.length, 1, 'it may change again within the same moment');
    context.mock.method(Date, 'now', () => now() - 3_600_000);
    await index();
    assert.deepEqual((await plan()).toRead.length, 1, 'it seems to be from the future');
    context.mock.restoreAll();
    aMinuteLater(context);
    const generation = await generationAfter();
    assert.equal((await plan()).toRead.length, 0);
    assert.equal(await generationAfter(), generation);
  });

  it('plans a renamed file as one to delete and one to read', async (context) => {
    const { plan, at } = await indexedKitchen(context, { 'tea.txt': TEA });
    renameSync(at('tea.txt'), at('drink.txt'));
    assert.deepEqual(await plan(), {
      ...NOTHING,
      toRead: ['drink.txt'],
      removedIds: ['tea'],
      deletedFiles: ['tea.txt'],
      isEmpty: false,
    });
  });

  it('keeps the id of a document whose file changed its format', async (context) => {
    const { plan, at } = await indexedKitchen(context, { 'tea.txt': TEA });
    renameSync(at('tea.txt'), at('tea.md'));
    assert.deepEqual(await plan(), { ...NOTHING, toRead: ['tea.md'], deletedFiles: ['tea.txt'], isEmpty: false });
  });

  it('plans the removal of a document whose file was deleted, once', async (context) => {
    const { plan, at, index } = await indexedKitchen(context, { 'tea.txt': TEA, 'coffee.txt': COFFEE });
    rmSync(at('tea.txt'));
    const expected = { ...NOTHING, unchanged: 1, removedIds: ['tea'], deletedFiles: ['tea.txt'], isEmpty: false };
    assert.deepEqual(await plan(), expected);
    await index();
    assert.deepEqual(await plan(), { ...NOTHING, unchanged: 1 });
  });

  it('reports again why a file could not be read, without reading it while it looks the same', async (context) => {
    const { plan, directory } = await indexedKitchen(context, { 'tea.txt': '', 'coffee.txt': COFFEE });
    const problems = ['Cannot read "tea.txt": it is empty; put text in it or remove it'];
    assert.deepEqual(await plan(), { ...NOTHING, unchanged: 1, problems });
    writeFiles(directory, { 'tea.txt': TEA });
    assert.deepEqual(await plan(), { ...NOTHING, toRead: ['tea.txt'], unchanged: 1, isEmpty: false });
  });

  it('looks only at the given files, deleted ones too', async (context) => {
    const { plan, directory, at } = await indexedKitchen(context, { 'a.txt': TEA, 'b.txt': TEA, 'c.txt': TEA });
    rmSync(at('a.txt'));
    writeFiles(directory, { 'b.txt': COFFEE, 'd.txt': COFFEE });
    assert.deepEqual(await plan({ only: ['c.txt', 'unheard of.txt'] }), { ...NOTHING, unchanged: 1 });
    assert.deepEqual(await plan({ only: ['a.txt', 'd.txt'] }), {
      ...NOTHING,
      toRead: ['d.txt'],
      removedIds: ['a'],
      deletedFiles: ['a.txt'],
      isEmpty: false,
    });
    assert.deepEqual(await plan({ only: [] }), NOTHING);
  });
});

describe('files with one name', () => {
  it('are documents of their own: the first has the plain id, the next one its extension', async (context) => {
    const { plan, store } = await indexedKitchen(context, { 'a b.txt': TEA, 'a-b.txt': COFFEE });
    assert.equal((await store.document('a-b'))!.text, TEA);
    assert.equal((await store.document('a-b.txt'))!.text, COFFEE);
    assert.deepEqual(await plan(), { ...NOTHING, unchanged: 2 });
  });

  it('keep their ids, whatever files are added and deleted before them', async (context) => {
    const { plan, store, index, at, directory } = await indexedKitchen(context, { 'a-b.txt': COFFEE });
    writeFiles(directory, { 'a b.txt': TEA });
    assert.deepEqual(await plan(), { ...NOTHING, toRead: ['a b.txt'], unchanged: 1, isEmpty: false });
    await index();
    assert.equal((await store.document('a-b'))!.text, COFFEE);
    assert.equal((await store.document('a-b.txt'))!.text, TEA);
    rmSync(at('a-b.txt'));
    await index();
    assert.deepEqual(
      (await store.documents()).map(({ id }) => id),
      ['a-b.txt'],
    );
  });

  it('are reported where no id is left', async (context) => {
    const files = { 'a b.txt': TEA, 'a+b.txt': COFFEE, 'a-b.txt': COFFEE };
    const { plan } = await indexedKitchen(context, files);
    const problems = ['Cannot read "a-b.txt": its id "a-b" is taken by another file; rename one'];
    assert.deepEqual(await plan(), { ...NOTHING, unchanged: 2, problems });
  });
});

/** A folder that was never indexed, and what there is to do for it. */
function openKitchenWithPlan(files: Record<string, string>) {
  const kitchen = openKitchen(files);
  const { store, directory } = kitchen;
  return { ...kitchen, plan: () => planIndexing(store, { directory, isRebuild: false }) };
}
