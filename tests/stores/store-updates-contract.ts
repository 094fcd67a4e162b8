import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { embeddingModelKey } from '../../src/embeddings/embedder.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { indexedDocument, manifestOf, type ParagraphToStore, storeDocuments } from '../support/index-update.ts';

const EAST = [1, 0];
const NORTH = [0, 1];
const WEST = [-1, 0];
const compass: ParagraphToStore[] = [
  { text: 'North.', vector: NORTH, terms: { north: 1 } },
  { text: 'East.', vector: EAST, terms: { east: 1 } },
];

const toward = (vector: number[]) => Float32Array.from(vector);

/** What every paragraph store promises about changes: they are whole, and one writer makes them at a time. Call it once per implementation. */
export function describeStoreUpdates(name: string, openStore: () => Promise<ParagraphStore>): void {
  describe(`${name} changes as the paragraph store contract says`, () => {
    let store: ParagraphStore;
    beforeEach(async () => {
      store = await openStore();
    });
    afterEach(() => store.close());

    const textsNearest = async (vector: number[], limit: number) => {
      const matches = await store.nearest(toward(vector), limit);
      return (await store.paragraphs(matches.map(({ key }) => key))).map(({ text }) => text);
    };

    describe('kept embeddings', () => {
      const vector = toward([0.25, -3]);

      it('are given back by model and hash, before any update too', async () => {
        await store.keepEmbeddings('model', [{ hash: 'a', vector }]);
        assert.deepEqual(await store.keptEmbeddings('model', ['a', 'b']), new Map([['a', vector]]));
        assert.deepEqual(await store.keptEmbeddings('other model', ['a']), new Map());
      });

      it('stay as they were when they are kept again', async () => {
        await store.keepEmbeddings('model', [{ hash: 'a', vector }]);
        await store.keepEmbeddings('model', [{ hash: 'a', vector: toward([9, 9]) }]);
        assert.deepEqual((await store.keptEmbeddings('model', ['a'])).get('a'), vector);
      });

      it('are swept when nothing refers to them any more, or another model came', async () => {
        const modelKey = embeddingModelKey(manifestOf(2).embedding);
        const kept = async (hashes: number[][]) =>
          [
            ...(
              await store.keptEmbeddings(
                modelKey,
                hashes.map((hash) => JSON.stringify(hash)),
              )
            ).keys(),
          ].sort();
        await storeDocuments(
          store,
          { compass, other: [{ text: 'West.', vector: WEST }] },
          { termVectors: { north: [7, 7] } },
        );
        assert.equal((await kept([EAST, NORTH, WEST, [7, 7]])).length, 4);
        await storeDocuments(store, {}, { deletedIds: ['compass'] });
        assert.deepEqual(await kept([EAST, NORTH, WEST, [7, 7]]), [JSON.stringify(WEST)]);
        await storeDocuments(
          store,
          { other: [{ text: 'West.', vector: WEST }] },
          { manifest: manifestOf(2, 'another') },
        );
        assert.deepEqual(await kept([WEST]), []);
      });
    });

    describe('an update', () => {
      it('changes the generation, and nothing else does', async () => {
        const before = await store.generation();
        await store.keepEmbeddings('model', [{ hash: 'a', vector: toward(EAST) }]);
        await store.nearest(toward(EAST), 1);
        assert.equal(await store.generation(), before);
        await storeDocuments(store, { compass });
        const after = await store.generation();
        assert.notEqual(after, before);
        await storeDocuments(store, {});
        assert.notEqual(await store.generation(), after);
      });

      it('brings its manifest, and vectors of other dimensions with it', async () => {
        await storeDocuments(store, { compass });
        assert.deepEqual(await store.manifest(), manifestOf(2));
        const deep = manifestOf(3, 'deep');
        const termVectors = { down: [0, 0, 1] };
        await storeDocuments(
          store,
          { compass: [{ text: 'Down.', vector: [0, 0, 1], terms: { down: 1 } }] },
          { manifest: deep, termVectors },
        );
        assert.deepEqual(await store.manifest(), deep);
        assert.deepEqual(await textsNearest([0, 0, 2], 1), ['Down.']);
        assert.equal((await store.vocabulary()).dimensions, 3);
        await assert.rejects(store.nearest(toward(EAST), 1), { code: 'INDEX_INCOMPATIBLE' });
      });

      it('that fails midway leaves everything as it was', async () => {
        const { documents } = await storeDocuments(store, { compass });
        const generation = await store.generation();
        const good = indexedDocument('other', [{ text: 'Other.' }]);
        const bad = indexedDocument('bad', [{ text: 'Bad.', labels: ['twice', 'twice'] }]);
        const update = {
          manifest: manifestOf(2, 'another'),
          documents: [good, bad],
          deletedIds: ['compass'],
          termHashes: new Map(),
        };
        await assert.rejects(store.update(update));
        assert.equal(await store.generation(), generation);
        assert.deepEqual(await store.manifest(), manifestOf(2));
        assert.deepEqual(
          (await store.documents()).map(({ id }) => id),
          ['compass'],
        );
        assert.deepEqual(await store.document('compass'), documents[0]!.document);
        assert.deepEqual(await textsNearest(EAST, 1), ['East.']);
        await storeDocuments(store, { other: [{ text: 'Other.' }] });
        assert.equal((await store.documents()).length, 2);
      });

      it('is seen whole or not at all while it is going on', async () => {
        const version = (word: string) =>
          Array.from({ length: 200 }, (_, index) => ({ text: `${word} ${index}.`, terms: { [word]: 1 } }));
        await storeDocuments(store, { a: version('old'), b: version('old') });
        let isDone = false;
        const updating = storeDocuments(store, { a: version('new'), b: version('new') }).finally(() => {
          isDone = true;
        });
        const seen = new Set<string>();
        for (; !isDone; await nextTurn()) {
          const [a, b] = await Promise.all([store.document('a'), store.document('b')]);
          seen.add(`${a!.text.slice(0, 3)} ${b!.text.slice(0, 3)}`);
        }
        await updating;
        assert.ok(seen.has('old old'));
        assert.ok(
          [...seen].every((words) => words === 'old old' || words === 'new new'),
          [...seen].join(),
        );
        assert.deepEqual((await store.vocabulary()).terms, ['new']);
      });
    });

    describe('exclusive work', () => {
      it('gives back what the work gives, or its failure, and lets the next one in', async () => {
        assert.equal(await store.exclusively(async () => 7), 7);
        await assert.rejects(
          store.exclusively(() => Promise.reject(new Error('broken'))),
          /broken/,
        );
        assert.equal(await store.exclusively(async () => 8), 8);
      });

      it('waits for other exclusive work', async () => {
        const order: string[] = [];
        let finish = () => {};
        const first = store.exclusively(async () => {
          order.push('first begins');
          await new Promise<void>((resolve) => {
            finish = resolve;
          });
          order.push('first ends');
        });
        const second = store.exclusively(async () => order.push('second'));
        await nextTurn();
        finish();
        await Promise.all([first, second]);
        assert.deepEqual(order, ['first begins', 'first ends', 'second']);
      });
    });
  });
}
