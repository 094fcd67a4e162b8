import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { embeddingModelKey } from '../../src/embeddings/embedder.ts';
import type { Source } from '../../src/stores/document-reader.ts';
import type { CachedEmbedding } from '../../src/stores/embedding-cache.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { cosineSimilarity } from '../../src/stores/sqlite/vectors/vector-blob.ts';
import { assertAbove } from '../support/assertions.ts';
import { indexedDocument, manifestOf, type ParagraphToStore, storeDocuments } from '../support/index-update.ts';
import { wordsIn } from './words-in.ts';

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
  describe(`${name} keeps the paragraph store contract of updates`, () => {
    let store: ParagraphStore;
    beforeEach(async () => {
      store = await openStore();
    });
    afterEach(() => store.close());

    const textsNearest = async (vector: number[], limit: number) => {
      const matches = await store.nearest(toward(vector), limit);
      return (await store.paragraphs(matches.map(({ key }) => key))).map(({ text }) => text);
    };

    describe('cached embeddings', () => {
      const vector = toward([0.25, -3]);

      const modelKey = embeddingModelKey(manifestOf(2).embedding);
      const anotherKey = embeddingModelKey(manifestOf(2, 'another').embedding);

      it('are found by model and hash, before any update too', async () => {
        await store.cacheEmbeddings(modelKey, [{ hash: 'a', vector }]);
        assert.deepEqual(await store.cachedHashes(modelKey, ['a', 'b']), new Set(['a']));
        assert.deepEqual(await store.cachedHashes(anotherKey, ['a']), new Set());
      });

      it('are returned in the same direction, without unknown hashes', async () => {
        const other = { hash: 'b', vector: toward(WEST) };
        await store.cacheEmbeddings(modelKey, [{ hash: 'a', vector }, other]);
        await store.cacheEmbeddings(anotherKey, [{ hash: 'a', vector: toward(EAST) }]);
        const given = await store.cachedEmbeddings(modelKey, ['b', 'never kept', 'a']);
        assert.deepEqual(given.map((kept) => kept.hash).sort(), ['a', 'b']);
        for (const [hash, expected] of [
          ['a', vector],
          ['b', other.vector],
        ] as const) {
          const found = given.find((kept) => kept.hash === hash)!.vector;
          assert.ok(cosineSimilarity(found, expected) > 0.9999, `${hash} is ${found}`);
          assert.equal(found.length, 2);
        }
        const [alone, ...more] = await store.cachedEmbeddings(anotherKey, ['a', 'b']);
        assert.deepEqual([alone!.hash, more], ['a', []]);
        assertAbove(cosineSimilarity(alone!.vector, toward(EAST)), 0.9999);
        assert.deepEqual(await store.cachedEmbeddings(modelKey, []), []);
      });

      it('are not replaced when they are cached again', async () => {
        await store.cacheEmbeddings(modelKey, [{ hash: JSON.stringify(NORTH), vector: toward(WEST) }]);
        await storeDocuments(store, { compass });
        assert.deepEqual(await textsNearest(WEST, 1), ['North.']);
      });

      it('are replaced in a rebuild, also by those of another size', async () => {
        await store.cacheEmbeddings(modelKey, [{ hash: 'a', vector: toward([1, 2, 3]) }]);
        const replacement = { hash: 'a', vector: toward(WEST) };
        await store.cacheEmbeddings(modelKey, [replacement], { isRebuild: true });
        const [{ vector: kept, ...given }] = (await store.cachedEmbeddings(modelKey, ['a'])) as [CachedEmbedding];
        assert.deepEqual([given, [...kept]], [{ hash: 'a' }, WEST]);
      });
    });

    describe('finishing an update', () => {
      const modelKey = embeddingModelKey(manifestOf(2).embedding);
      const kept = async (vectors: number[][], key = modelKey) =>
        [
          ...(await store.cachedHashes(
            key,
            vectors.map((hash) => JSON.stringify(hash)),
          )),
        ].sort();
      const other = [{ text: 'West.', vector: WEST, terms: { west: 1 } }];

      it('deletes unreferenced vectors once enough paragraphs were deleted, and not before', async () => {
        const many = Array.from({ length: 9 }, () => ({ text: 'North.', vector: NORTH, terms: { north: 1 } }));
        await storeDocuments(store, { many, one: [{ text: 'East.', vector: EAST }], other });
        await storeDocuments(store, {}, { deletedIds: ['one'] });
        await store.finishUpdate();
        assert.equal((await kept([EAST, NORTH, WEST])).length, 3);
        await storeDocuments(store, {}, { deletedIds: ['many'] });
        assert.equal((await kept([EAST, NORTH, WEST])).length, 3);
        await store.finishUpdate();
        assert.deepEqual(await kept([EAST, NORTH, WEST]), [JSON.stringify(WEST)]);
        assert.deepEqual(await textsNearest(EAST, 9), ['West.']);
        assert.deepEqual(await wordsIn(store), { west: ['other¶1'] });
      });

      it('deletes vectors of another model', async () => {
        await storeDocuments(store, { compass, other });
        await storeDocuments(store, { other }, { manifest: manifestOf(2, 'another') });
        assert.equal((await kept([EAST, NORTH, WEST])).length, 3);
        await store.finishUpdate();
        assert.deepEqual(await kept([EAST, NORTH, WEST]), []);
        const anotherKey = embeddingModelKey(manifestOf(2, 'another').embedding);
        assert.deepEqual(await kept([WEST], anotherKey), [JSON.stringify(WEST)]);
        assert.deepEqual(await wordsIn(store), { west: ['other¶1'] });
      });

      it('does not change the index, records that the update is complete, and returns at once in an empty store', async () => {
        await store.finishUpdate();
        assert.equal(await store.isComplete(), false);
        const { documents } = await storeDocuments(store, { compass, other });
        const words = await wordsIn(store);
        assert.equal(await store.isComplete(), false);
        await store.finishUpdate({ isPart: true });
        assert.equal(await store.isComplete(), false);
        await store.finishUpdate();
        await store.finishUpdate();
        assert.equal(await store.isComplete(), true);
        assert.deepEqual(await store.document('compass'), documents[0]!.document);
        assert.deepEqual(await wordsIn(store), words);
        assert.deepEqual(await textsNearest(WEST, 1), ['West.']);
      });
    });

    describe('another model', () => {
      it('leaves no old words, also when it was used and replaced meanwhile', async () => {
        await storeDocuments(store, { compass });
        assert.deepEqual(Object.keys(await wordsIn(store)), ['east', 'north']);
        const east = [{ text: 'East.', terms: { east: 1 } }];
        await storeDocuments(store, { compass: east }, { manifest: manifestOf(2, 'another') });
        const many = Array.from({ length: 20 }, () => ({ text: 'South.', terms: { south: 1 } }));
        await storeDocuments(store, { compass: east, many: [...many, ...compass] });
        const { east: eastern, north, south } = await wordsIn(store);
        assert.deepEqual({ eastern, north }, { eastern: ['compass¶1', 'many¶22'], north: ['many¶21'] });
        assert.equal(south!.length, 20);
      });
    });

    describe('an update', () => {
      it('replaces everything in a rebuild: documents, and words that no paragraph has any more', async () => {
        const other = [{ text: 'West.', vector: WEST, terms: { west: 1 } }];
        const { documents, ...update } = await storeDocuments(store, { compass, other });
        await store.update({ ...update, documents: documents.slice(1), isRebuild: true });
        assert.deepEqual(
          (await store.documents()).map(({ id }) => id),
          ['other'],
        );
        assert.deepEqual((await store.vocabulary()).terms, ['west']);
        assert.deepEqual(await textsNearest(WEST, 9), ['West.']);
      });

      it('is the only thing that changes the generation', async () => {
        const before = await store.generation();
        const modelKey = embeddingModelKey(manifestOf(2).embedding);
        await store.cacheEmbeddings(modelKey, [{ hash: 'a', vector: toward(EAST) }]);
        await store.nearest(toward(EAST), 1);
        assert.equal(await store.generation(), before);
        await storeDocuments(store, { compass });
        const after = await store.generation();
        assert.notEqual(after, before);
        await storeDocuments(store, {});
        assert.notEqual(await store.generation(), after);
      });

      it('stores its manifest, and vectors of other dimensions', async () => {
        await storeDocuments(store, { compass });
        assert.deepEqual(await store.manifest(), manifestOf(2));
        const deep = manifestOf(3, 'deep');
        await storeDocuments(
          store,
          { compass: [{ text: 'Down.', vector: [0, 0, 1], terms: { down: 1 } }] },
          { manifest: deep },
        );
        assert.deepEqual(await store.manifest(), deep);
        assert.deepEqual(await textsNearest([0, 0, 2], 1), ['Down.']);
        await assert.rejects(store.nearest(toward(EAST), 1), { code: 'INDEX_INCOMPATIBLE' });
      });

      it('leaves everything unchanged when it fails midway', async () => {
        const { documents } = await storeDocuments(store, { compass });
        const generation = await store.generation();
        const another = manifestOf(2, 'another');
        const hash = JSON.stringify(EAST);
        await store.cacheEmbeddings(embeddingModelKey(another.embedding), [{ hash, vector: toward(EAST) }]);
        const good = indexedDocument('other', [{ text: 'Other.', vector: EAST }]);
        const bad = indexedDocument('bad', [{ text: 'Bad.', vector: WEST }]);
        const update = { manifest: another, documents: [good, bad], deletedIds: ['compass'] };
        await assert.rejects(store.update(update), /no vector is cached/);
        const broken = async function* () {
          yield good;
          throw new Error('the file is gone');
        };
        await assert.rejects(store.update({ ...update, documents: broken() }), /the file is gone/);
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

      it('reads its documents one after another, and allows caching embeddings meanwhile', async () => {
        await storeDocuments(store, { compass });
        const modelKey = embeddingModelKey(manifestOf(2).embedding);
        const taken: string[] = [];
        const documents = async function* () {
          for (const id of ['a', 'b']) {
            taken.push(id);
            const hash = JSON.stringify(WEST);
            await store.cacheEmbeddings(modelKey, [{ hash, vector: toward(WEST) }]);
            yield indexedDocument(id, [{ text: `${id}.`, vector: WEST }]);
          }
        };
        await store.update({ manifest: manifestOf(2), documents: documents(), deletedIds: [] });
        assert.deepEqual(taken, ['a', 'b']);
        assert.deepEqual((await textsNearest(WEST, 2)).sort(), ['a.', 'b.']);
      });

      it('keeps what the files were like, until they are deleted', async () => {
        const source = { documentId: 'a', fingerprint: '1', problem: null, supersededContents: 'hash' };
        const broken = { documentId: 'b', fingerprint: '2', problem: 'Cannot read it', supersededContents: null };
        const change = { manifest: manifestOf(2), documents: [], deletedIds: [] };
        const files = new Map<string, Source>([
          ['a.txt', source],
          ['b.txt', broken],
        ]);
        await store.update({ ...change, sources: files });
        assert.deepEqual(await store.sources(), files);
        await store.update({
          ...change,
          sources: new Map([
            ['a.txt', { ...source, fingerprint: '3', supersededContents: null }],
            ['b.txt', null],
          ]),
        });
        assert.deepEqual(
          await store.sources(),
          new Map([['a.txt', { ...source, fingerprint: '3', supersededContents: null }]]),
        );
        await storeDocuments(store, { compass });
        assert.equal((await store.sources()).size, 1);
      });

      it('is visible completely or not at all to each call while it runs', async () => {
        const version = (word: string, count: number) =>
          Array.from({ length: count }, (_, index) => ({ text: `${word} ${index}.`, terms: { [word]: 1 } }));
        await storeDocuments(store, { a: version('old', 200), b: version('old', 200) });
        let isDone = false;
        const updating = storeDocuments(store, { a: version('new', 150), b: version('new', 150) }).finally(() => {
          isDone = true;
        });
        const [lists, documents] = [new Set<string>(), new Set<string>()];
        for (; !isDone; await nextTurn()) {
          const [listed, document] = await Promise.all([store.documents(), store.document('a')]);
          lists.add(listed.map(({ sha256, paragraphs }) => `${sha256.slice(10, 13)} ${paragraphs}`).join(', '));
          documents.add(`${document!.text.slice(0, 3)} ${document!.paragraphs.length}`);
        }
        await updating;
        const oldOf = (seen: Set<string>, complete: string) => [...seen].filter((each) => each !== complete);
        assert.deepEqual(oldOf(lists, 'new 150, new 150'), ['old 200, old 200']);
        assert.deepEqual(oldOf(documents, 'new 150'), ['old 200']);
        assert.deepEqual(Object.keys(await wordsIn(store)), ['new']);
      });
    });
  });
}
