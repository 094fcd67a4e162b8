import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { embeddingModelKey } from '../../src/embeddings/embedder.ts';
import type { ParagraphMatch } from '../../src/stores/paragraph-search.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { assertClose } from '../support/assertions.ts';
import { indexedDocument, manifestOf } from '../support/index-update.ts';
import { seededRandom } from '../support/seeded-random.ts';

const DIMENSIONS = 64;
const REAL = 538;
/** As many as a model's are embedded at once. */
const AT_ONCE = 64;

const manifest = manifestOf(DIMENSIONS);
const modelKey = embeddingModelKey(manifest.embedding);
const random = seededRandom(61);
const anyVector = () => new Float32Array(DIMENSIONS).map(() => random() - 0.5);
const boilerplate = anyVector();
const zero = new Float32Array(DIMENSIONS);

/** A document of paragraphs with these vectors, each of another text. */
function documentOf(id: string, vectors: Float32Array[]) {
  const plain = indexedDocument(
    id,
    vectors.map((_, index) => ({ text: `${id} ${index}` })),
  );
  const paragraphs = plain.paragraphs.map((paragraph, index) => ({ ...paragraph, embeddingHash: `${id} ${index}` }));
  return { ...plain, paragraphs };
}

/** Stores documents of paragraphs with these vectors, all in one update. */
async function storeVectors(
  store: ParagraphStore,
  documents: Record<string, Float32Array[]>,
  deletedIds: string[] = [],
) {
  for (const [id, vectors] of Object.entries(documents)) {
    const all = vectors.map((vector, index) => ({ hash: `${id} ${index}`, vector }));
    for (let at = 0; at < all.length; at += AT_ONCE) await store.cacheEmbeddings(modelKey, all.slice(at, at + AT_ONCE));
  }
  const indexed = Object.entries(documents).map(([id, vectors]) => documentOf(id, vectors));
  await store.update({ manifest, documents: indexed, deletedIds });
  await store.finishUpdate();
}

/**
 * What a store promises of vectors that are equal though their texts are not.
 *
 * @param openStore Is called once.
 * @param equal How many equal vectors are stored: so many that the store searches them in a graph.
 */
export function describeEqualVectors(name: string, openStore: () => Promise<ParagraphStore>, equal: number): void {
  describe(`${name} with ${equal} equal vectors`, () => {
    let store: ParagraphStore;
    const real = Array.from({ length: REAL }, anyVector);
    const copies = (count: number, vector = boilerplate) => Array.from({ length: count }, () => vector);
    before(async () => {
      store = await openStore();
      const half = REAL / 2;
      await storeVectors(store, {
        before: real.slice(0, half),
        equal: copies(equal),
        zero: copies(equal, zero),
        after: real.slice(half),
      });
    });
    after(() => store.close());

    const textsOf = async (matches: ParagraphMatch[]) =>
      (await store.paragraphs(matches.map(({ key }) => key))).map(({ text }) => text);
    const assertFindsReal = async () => {
      const missed: string[] = [];
      for (const [index, vector] of real.entries()) {
        const text = index < REAL / 2 ? `before ${index}` : `after ${index - REAL / 2}`;
        const matches = await store.nearest(vector, 1);
        if ((await textsOf(matches))[0] !== text) missed.push(text);
        else assertClose(matches[0]!.similarity, 1, 0.005);
      }
      assert.deepEqual(missed, []);
    };
    const equalFound = async (limit: number) => {
      const matches = (await store.nearest(boilerplate, limit)).filter(({ similarity }) => similarity > 0.99);
      return new Set(await textsOf(matches));
    };

    it('finds each of the other paragraphs by its own vector', assertFindsReal);

    it('finds every paragraph of an equal vector before all others, within the limit', async () => {
      assert.equal((await equalFound(20)).size, 20);
      const found = await store.nearest(boilerplate, equal + 5);
      assert.equal(found.length, equal + 5);
      assert.deepEqual(await equalFound(equal + 5), new Set(copies(equal).map((_, index) => `equal ${index}`)));
    });

    it('goes on finding them, and paragraphs that come to equal them, when others of them are gone', async () => {
      const left = Math.round(equal * 0.1);
      await storeVectors(store, { 'equal later': copies(left) }, ['equal', 'zero']);
      assert.deepEqual(await equalFound(equal), new Set(copies(left).map((_, index) => `equal later ${index}`)));
      await assertFindsReal();
    });
  });
}
