import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { embeddingModelKey } from '../../../../src/embeddings/embedder.ts';
import type { Manifest } from '../../../../src/stores/document-reader.ts';
import { openSqliteStore } from '../../../../src/stores/sqlite/paragraph-store.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const DIMENSIONS = 128;
const TIMES = 12;

describe('a graph that a thread of its own builds', { timeout: 120_000 }, () => {
  it(`does not crash the process when the store is closed meanwhile, ${TIMES} times`, async () => {
    const random = seededRandom(3);
    const directory = temporaryDirectory();
    const embedding = { name: 'random', fileHash: 'random', dimensions: DIMENSIONS, pooling: 'mean', normalize: true };
    const manifest: Manifest = {
      embedding: { ...embedding, queryPrefix: '', passagePrefix: '', words: null },
      splitterVersion: 1,
      analyzerVersion: 1,
    };
    const vectorOf = () => new Float32Array(DIMENSIONS).map(() => random() - 0.5);
    const first = openSqliteStore(directory);
    const embeddings = Array.from({ length: 6000 }, (_, index) => ({
      hash: String(index),
      vector: vectorOf(),
    }));
    await first.update({ manifest, documents: [], deletedIds: [] });
    await first.cacheEmbeddings(embeddingModelKey(manifest.embedding), embeddings);
    await first.close();
    for (let time = 0; time < TIMES; time += 1) {
      const store = openSqliteStore(directory);
      const searching = store.nearest(vectorOf(), 5);
      searching.catch(() => {});
      await delay(250 + random() * 250);
      await store.close();
      assert.equal(await searching.then(Array.isArray, (error: unknown) => error instanceof Error), true);
    }
  });
});
