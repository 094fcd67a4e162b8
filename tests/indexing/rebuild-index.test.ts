import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { buildIndex } from '../../src/build-index.ts';
import { embeddingModelKey } from '../../src/embeddings/embedder.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { openDatabase } from '../../src/stores/postgres/connection/database.ts';
import { openPostgresStore } from '../../src/stores/postgres/paragraph-store.ts';
import { upgradeSchema } from '../../src/stores/postgres/schema/upgrade-schema.ts';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { wordsIn } from '../stores/words-in.ts';
import { assertExcludes, assertIncludes } from '../support/assertions.ts';
import { indexedDocument } from '../support/index-update.ts';
import { COFFEE, TEA, textsOf } from '../support/kitchen.ts';
import { startPostgres } from '../support/postgres.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const postgres = await startPostgres();
after(() => postgres.stop());

const STORES: Record<string, () => Promise<{ store: ParagraphStore; close(): Promise<void> }>> = {
  async SQLite() {
    const store = openSqliteStore(temporaryDirectory(), { precision: 'float32' });
    return { store, close: () => store.close() };
  },
  async PostgreSQL() {
    const database = openDatabase(postgres.emptySchema());
    await upgradeSchema(database);
    return { store: openPostgresStore(database), close: () => database.close() };
  },
};

const modelKey = async () => embeddingModelKey(await createRecordingEmbedder().model());

for (const [name, open] of Object.entries(STORES)) {
  describe(`rebuilding an index in ${name}`, { timeout: 60_000 }, () => {
    async function openIndexed(work: (parts: Awaited<ReturnType<typeof index>>) => Promise<void>): Promise<void> {
      const { store, close } = await open();
      try {
        await work(await index(store));
      } finally {
        await close();
      }
    }

    async function index(store: ParagraphStore) {
      const directory = writeFiles(temporaryDirectory(), { 'tea.txt': TEA, 'coffee.txt': COFFEE });
      const build = async (request: { isRebuild?: boolean; files?: string[] } = {}) => {
        const embedder = createRecordingEmbedder();
        const report = await buildIndex({ store, embedder }, { directory, maxBytes: 1e6, ...request });
        return { report, passages: textsOf(embedder) };
      };
      const nearest = async (text: string) => {
        const [vector] = await createRecordingEmbedder().embed([text], 'query');
        const keys = (await store.nearest(vector!, 10)).map(({ key }) => key);
        return (await store.paragraphs(keys)).map(({ documentId, number }) => `${documentId}¶${number}`);
      };
      await build();
      return { store, directory, build, nearest };
    }

    it('reads and embeds everything, whichever files are asked for and however they look', () =>
      openIndexed(async ({ store, build, nearest }) => {
        const generation = await store.generation();
        const words = await wordsIn(store);
        const { report, passages } = await build({ isRebuild: true, files: ['tea.txt'] });
        assert.deepEqual([report.added, report.changed, report.removed, report.unchanged], [0, 2, 0, 0]);
        assert.deepEqual(passages, ['Black tea is boiled.', 'Coffee is ground.', 'Green tea is steeped.']);
        assert.notEqual(await store.generation(), generation);
        assert.deepEqual(await wordsIn(store), words);
        assert.equal((await nearest('Black tea is boiled.'))[0], 'tea¶2');
        assert.deepEqual((await build()).report, { ...(await build()).report, unchanged: 2, embedded: 0 });
      }));

    it('replaces vectors that the model would not make, and deletes unreferenced ones', () =>
      openIndexed(async ({ store, build, nearest }) => {
        const [wrong] = await createRecordingEmbedder().embed(['Milk is white.'], 'passage');
        const key = await modelKey();
        const document = (await store.indexedDocument('tea'))!;
        const hashes = document.paragraphs.map(({ embeddingHash }) => embeddingHash);
        const wrongOnes = hashes.map((hash) => ({ hash, vector: wrong! }));
        await store.cacheEmbeddings(key, [{ hash: 'alone', vector: wrong! }]);
        await store.cacheEmbeddings(key, wrongOnes, { isRebuild: true });
        await build({ isRebuild: true });
        assert.equal((await nearest('Black tea is boiled.'))[0], 'tea¶2');
        const kept = (await store.cachedEmbeddings(key, hashes)).map(({ vector }) => [...vector]);
        assertExcludes(kept.map(String), String([...wrong!]));
        if (name === 'PostgreSQL') assert.deepEqual(await store.cachedHashes(key, ['alone']), new Set());
      }));

    it('keeps documents without a file, and removes those whose files were deleted', () =>
      openIndexed(async ({ store, directory, build, nearest }) => {
        const uploaded = indexedDocument('uploaded', [{ text: 'Milk is white.' }]);
        const [vector] = await createRecordingEmbedder().embed(['Something else.'], 'passage');
        const hash = uploaded.paragraphs[0]!.embeddingHash;
        await store.cacheEmbeddings(await modelKey(), [{ hash, vector: vector! }]);
        const manifest = (await store.manifest())!;
        await store.update({ manifest, documents: [uploaded], deletedIds: [] });
        rmSync(path.join(directory, 'coffee.txt'));
        const { report, passages } = await build({ isRebuild: true });
        assert.deepEqual([report.changed, report.removed], [2, 1]);
        assertIncludes(passages, 'Milk is white.');
        assert.deepEqual(
          (await store.documents()).map(({ id }) => id),
          ['tea', 'uploaded'],
        );
        assert.deepEqual(await store.document('uploaded'), uploaded.document);
        assert.equal((await nearest('Milk is white.'))[0], 'uploaded¶1');
      }));

    it('happens to an empty index anyway', async () => {
      const { store, close } = await open();
      const directory = writeFiles(temporaryDirectory(), { 'tea.txt': TEA });
      const embedder = createRecordingEmbedder();
      const report = await buildIndex({ store, embedder }, { directory, maxBytes: 1e6, isRebuild: true });
      assert.deepEqual([report.added, report.changed], [1, 0]);
      assert.equal((await store.document('tea'))!.text, readFileSync(path.join(directory, 'tea.txt'), 'utf8'));
      await close();
    });
  });
}
