import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import type { ParagraphStore } from '../../../../src/stores/paragraph-store.ts';
import { Database } from '../../../../src/stores/sqlite/connection/sqlite.ts';
import { openSqliteStore } from '../../../../src/stores/sqlite/paragraph-store.ts';
import { assertIncludes } from '../../../support/assertions.ts';
import { manifestOf, type ParagraphToStore, storeDocuments } from '../../../support/index-update.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { openKeywords, wordsHeld } from './words-held.ts';

/** So many paragraphs are worth a file. */
const WORTH_SAVING = 10_000;

/** A store, and words in memory over the same folder; closed when the suite is over. */
interface Opened extends ParagraphStore {
  keywords: ReturnType<typeof openKeywords>['get'];
}
function openStore(directory: string): Opened {
  const store = openSqliteStore(directory);
  after(() => store.close());
  const keywords = openKeywords(directory);
  return { ...store, keywords: () => keywords.get() };
}
const wordsIn = async (store: Opened) => wordsHeld(await store.keywords(), store);
/** Paragraphs with a word of their own kind; every thousandth has another one. */
const paragraphsOf = (word: string, count: number): ParagraphToStore[] =>
  Array.from({ length: count }, (_, index) => ({
    text: `${index}.`,
    terms: index % 1000 === 0 ? { [word]: 2, [`${word} ${index}`]: 1 } : { [word]: 1 },
  }));

/** A folder with a store of so many paragraphs that their words were saved; it is closed again. */
async function savedStore(): Promise<string> {
  const directory = temporaryDirectory();
  const store = openSqliteStore(directory);
  await storeDocuments(store, { big: paragraphsOf('tea', WORTH_SAVING), small: paragraphsOf('milk', 3) });
  await store.finishUpdate();
  await store.close();
  return directory;
}
/** Takes the words out of the database: who still knows them has read what was saved. */
function emptyParagraphs(directory: string): void {
  const database = new Database(path.join(directory, 'pilcrow.sqlite'));
  database.exec("UPDATE paragraphs SET terms = x''");
  database.close();
}
const countOf = async (store: Opened, word: string) => (await wordsIn(store))[word]?.length ?? 0;

describe('the words of a store', () => {
  it('include what two stores on one folder wrote', async () => {
    const directory = temporaryDirectory();
    const stores = [openStore(directory), openStore(directory)];
    const random = seededRandom(8);
    const below = (limit: number) => Math.floor(random() * limit);
    const documents = new Map<string, ParagraphToStore[]>();
    for (let step = 0; step < 60; step += 1) {
      const writer = stores[below(2)]!;
      const id = `document ${below(12)}`;
      const manifest = step % 25 < 15 ? manifestOf(2) : manifestOf(2, 'another');
      // Another model forgets what is not stored again.
      if (step % 25 === 0 || step % 25 === 15) documents.clear();
      if (random() < 0.3) {
        await storeDocuments(writer, {}, { deletedIds: [id], manifest });
        documents.delete(id);
      } else {
        const terms = () =>
          Object.fromEntries(Array.from({ length: below(5) }, () => [`word ${below(40)}`, 1 + below(200)]));
        const paragraphs = Array.from({ length: 1 + below(9) }, (_, index) => ({ text: `${index}.`, terms: terms() }));
        await storeDocuments(writer, { [id]: paragraphs }, { manifest });
        documents.set(id, paragraphs);
      }
      if (random() < 0.2) await writer.finishUpdate();
      const expected: Record<string, Set<string>> = {};
      for (const [documentId, paragraphs] of documents) {
        for (const [index, { terms = {} }] of paragraphs.entries()) {
          for (const [word, frequency] of Object.entries(terms)) {
            expected[word] ??= new Set();
            expected[word].add(`${documentId}¶${index + 1}${frequency === 1 ? '' : ` × ${frequency}`}`);
          }
        }
      }
      for (const store of random() < 0.5 ? stores : stores.slice(0, 1)) {
        const words = Object.entries(await wordsIn(store)).map(([word, places]) => [word, new Set(places)]);
        assert.deepEqual(Object.fromEntries(words), expected, `step ${step}`);
        const { paragraphCount } = await store.keywords();
        assert.equal(
          paragraphCount,
          [...documents.values()].reduce((sum, { length }) => sum + length, 0),
        );
      }
    }
  });

  it('are read again when another store has compacted meanwhile', async () => {
    const directory = temporaryDirectory();
    const [reader, writer] = [openStore(directory), openStore(directory)];
    await storeDocuments(writer, { a: paragraphsOf('tea', 10), b: paragraphsOf('milk', 2), c: paragraphsOf('tea', 2) });
    const before = await reader.keywords();
    await storeDocuments(writer, {}, { deletedIds: ['b'] });
    await writer.finishUpdate();
    assert.equal(await countOf(reader, 'milk'), 0);
    assert.equal(await reader.keywords(), before, 'too little is deleted for a compaction');
    await storeDocuments(writer, {}, { deletedIds: ['c'] });
    await storeDocuments(writer, { d: paragraphsOf('cocoa', 1) });
    await writer.finishUpdate();
    assert.deepEqual([await countOf(reader, 'tea'), await countOf(reader, 'cocoa')], [10, 1]);
    assert.notEqual(await reader.keywords(), before);
  });

  it('drop deleted paragraphs once they are a quarter, and keep the terms', async () => {
    const store = openStore(temporaryDirectory());
    await storeDocuments(store, { a: paragraphsOf('tea', 8), b: paragraphsOf('milk', 2), c: paragraphsOf('cocoa', 1) });
    const before = await store.keywords();
    await storeDocuments(store, {}, { deletedIds: ['b'] });
    assert.equal(await store.keywords(), before);
    assert.equal(before.countOf(before.keyOf('milk')!), 2);
    await storeDocuments(store, {}, { deletedIds: ['c'] });
    const after = await store.keywords();
    assert.deepEqual([after.slots, after.paragraphCount, after.countOf(after.keyOf('milk')!)], [8, 8, 0]);
    assertIncludes(after.terms, 'milk');
  });

  it('are the same object for concurrent callers', async () => {
    const directory = await savedStore();
    const store = openStore(directory);
    const asked = await Promise.all(Array.from({ length: 5 }, () => store.keywords()));
    assert.equal(new Set(asked).size, 1);
    assert.equal(asked[0]!.paragraphCount, WORTH_SAVING + 3);
  });
});

describe('the words of a large store', () => {
  it('are saved when an update is finished, and read at the next start, with later additions and deletions', async () => {
    const directory = await savedStore();
    const writer = openStore(directory);
    emptyParagraphs(directory);
    await storeDocuments(writer, { small: paragraphsOf('cocoa', 2) });
    const reader = openStore(directory);
    assert.deepEqual(
      [await countOf(reader, 'tea'), await countOf(reader, 'milk'), await countOf(reader, 'cocoa')],
      [WORTH_SAVING, 0, 2],
    );
    assert.deepEqual((await wordsIn(reader))['tea 3000'], ['big¶3001']);
  });

  it('are not saved for a few additions, and never in a small store', async () => {
    const directory = await savedStore();
    const files = readdirSync(directory).filter((file) => file.startsWith('keywords'));
    assert.equal(files.length, 2);
    const store = openStore(directory);
    await storeDocuments(store, { more: paragraphsOf('more', 20) });
    await store.finishUpdate();
    await store.vocabulary();
    await store.finishUpdate();
    assert.deepEqual(
      readdirSync(directory).filter((file) => file.startsWith('keywords')),
      files,
    );
    const small = temporaryDirectory();
    const other = openStore(small);
    await storeDocuments(other, { small: paragraphsOf('tea', 20) });
    await other.finishUpdate();
    assert.equal(existsSync(path.join(small, 'keywords.json')), false);
  });

  it('are read from the database when what was saved is damaged', async () => {
    const directory = await savedStore();
    const file = readdirSync(directory).find((name) => name.endsWith('.bin'))!;
    truncateSync(path.join(directory, file), 5000);
    const store = openStore(directory);
    assert.deepEqual([await countOf(store, 'tea'), await countOf(store, 'milk')], [WORTH_SAVING, 3]);
    await store.vocabulary();
    await store.finishUpdate();
    emptyParagraphs(directory);
    assert.equal(await countOf(openStore(directory), 'tea'), WORTH_SAVING, 'and saved again');
  });

  it('are never read from a store that was in the folder before', async () => {
    const directory = await savedStore();
    for (const file of ['pilcrow.sqlite', 'pilcrow.sqlite-wal', 'pilcrow.sqlite-shm']) {
      rmSync(path.join(directory, file), { force: true });
    }
    const store = openStore(directory);
    await storeDocuments(store, { other: [{ text: 'Other.', terms: { other: 1 } }] });
    assert.deepEqual(await wordsIn(store), { other: ['other¶1'] });
    assert.equal((await store.keywords()).slots, 1);
  });

  it('are not read from a file saved before a compaction, or before another model was used', async () => {
    const directory = await savedStore();
    const writer = openStore(directory);
    await storeDocuments(writer, {}, { deletedIds: ['big'] });
    await writer.finishUpdate();
    assert.deepEqual(await countOf(openStore(directory), 'milk'), 3);
    assert.equal((await openStore(directory).keywords()).slots, 3);

    const changed = await savedStore();
    const changer = openStore(changed);
    await storeDocuments(changer, { a: paragraphsOf('cocoa', 2) }, { manifest: manifestOf(2, 'another') });
    await storeDocuments(changer, { a: paragraphsOf('cocoa', 2), b: paragraphsOf('tea', 1) });
    assert.deepEqual(await wordsIn(openStore(changed)), {
      cocoa: ['a¶1 × 2', 'a¶2'],
      'cocoa 0': ['a¶1'],
      tea: ['b¶1 × 2'],
      'tea 0': ['b¶1'],
    });
  });
});
