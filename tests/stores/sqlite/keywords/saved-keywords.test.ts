import assert from 'node:assert/strict';
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { createKeywordIndex } from '../../../../src/stores/sqlite/keywords/keyword-index.ts';
import {
  describeSavedKeywords,
  type KeywordsOfStore,
  loadKeywords,
  saveKeywords,
} from '../../../../src/stores/sqlite/keywords/saved-keywords.ts';
import { encodeTerms } from '../../../../src/stores/terms-blob.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { randomTerms, readTerm } from './random-postings.ts';

const expected = { model: 'm', compaction: 3, generation: 9 };
const TERMS = 30;

/** An index over paragraphs that look random. */
function keywordsOfStore(seed: number, count = 500): KeywordsOfStore {
  const nextTerms = randomTerms(seed, { termCount: TERMS, most: 8 });
  const index = createKeywordIndex();
  index.addTerms(Array.from({ length: TERMS }, (_, key) => `${key}`));
  for (let key = 1; key <= count; key += 1) index.addParagraph({ key, length: 5, terms: encodeTerms(nextTerms()) });
  index.removeParagraphs(10, 20);
  return { ...expected, generation: 7, lastKey: count, lastTerm: `${TERMS - 1}`, keywords: index.pack() };
}

async function saved(directory = temporaryDirectory()): Promise<string> {
  await saveKeywords(directory, keywordsOfStore(1));
  return directory;
}
const descriptionIn = (directory: string) => path.join(directory, 'keywords.json');
const partsIn = (directory: string) =>
  path.join(directory, readdirSync(directory).find((file) => file.endsWith('.bin'))!);
/** Writes something else into the description. */
function describeAs(directory: string, change: Record<string, unknown>): void {
  const description = JSON.parse(readFileSync(descriptionIn(directory), 'utf8')) as Record<string, unknown>;
  writeFileSync(descriptionIn(directory), JSON.stringify({ ...description, ...change }));
}

describe('saved keywords', () => {
  it('are loaded as they were, with the state of the store they were made from', async () => {
    const directory = temporaryDirectory();
    const before = keywordsOfStore(2);
    await saveKeywords(directory, before);
    const after = (await loadKeywords(directory, expected))!;
    assert.deepEqual(after.keywords, before.keywords);
    assert.deepEqual([after.generation, after.lastKey, after.compaction], [7, 500, 3]);
    const [index, loaded] = [createKeywordIndex(before.keywords), createKeywordIndex(after.keywords)];
    assert.deepEqual([loaded.deleted, loaded.paragraphCount], [11, 489]);
    for (let term = 0; term < TERMS; term += 1) assert.deepEqual(readTerm(loaded, term), readTerm(index, term));
  });

  it('of an empty index are loaded too', async () => {
    const directory = temporaryDirectory();
    const empty = { ...keywordsOfStore(1), keywords: createKeywordIndex().pack() };
    await saveKeywords(directory, empty);
    assert.deepEqual((await loadKeywords(directory, expected))!.keywords, empty.keywords);
  });

  it('are missing in an empty folder, and without a folder', async () => {
    assert.equal(await loadKeywords(temporaryDirectory(), expected), null);
    assert.equal(await loadKeywords(path.join(temporaryDirectory(), 'missing'), expected), null);
  });

  it('are described without being read', async () => {
    const directory = await saved();
    truncateSync(partsIn(directory), 0);
    assert.equal((await describeSavedKeywords(directory, expected))?.lastKey, 500);
  });

  it('do not match another model, a store that was compacted since, or another store', async () => {
    const directory = await saved();
    for (const other of [
      { ...expected, model: 'other' },
      { ...expected, compaction: 2 },
      { ...expected, compaction: 4 },
      { ...expected, generation: 6 },
    ]) {
      assert.equal(await describeSavedKeywords(directory, other), null);
      assert.equal(await loadKeywords(directory, other), null);
    }
    assert.notEqual(await loadKeywords(directory, expected), null);
  });

  for (const [damage, inflict] of Object.entries({
    'are cut off': (directory: string) => truncateSync(partsIn(directory), 1000),
    'are empty': (directory: string) => truncateSync(partsIn(directory), 0),
    'are longer than they were': (directory: string) => writeFileSync(partsIn(directory), '.', { flag: 'a' }),
    'have a wrong byte': (directory: string) => {
      const bytes = readFileSync(partsIn(directory));
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(partsIn(directory), bytes);
    },
    'have lost their description': (directory: string) => truncateSync(descriptionIn(directory), 0),
    'have half a description': (directory: string) => truncateSync(descriptionIn(directory), 50),
    'have a description of something else': (directory: string) => writeFileSync(descriptionIn(directory), '[{}]'),
    'have a description that names no file': (directory: string) => describeAs(directory, { file: 'nowhere.bin' }),
    'have a description with another number of paragraphs': (directory: string) =>
      describeAs(directory, { slots: 499 }),
    'have a description with parts of other lengths': (directory: string) =>
      describeAs(directory, { parts: [4000, 1000, 121, 123, 120, 9] }),
  })) {
    it(`are ignored when they ${damage}`, async () => {
      const directory = await saved();
      inflict(directory);
      assert.equal(await loadKeywords(directory, expected), null);
    });
  }

  it('replace those before and the files of an interrupted save, and no other files', async () => {
    const directory = await saved();
    writeFileSync(path.join(directory, 'keywords-interrupted.bin'), 'half');
    writeFileSync(path.join(directory, 'keywords-interrupted.bin.json'), '{"mod');
    writeFileSync(path.join(directory, 'pilcrow.sqlite'), '');
    await saveKeywords(directory, { ...keywordsOfStore(4, 50), generation: 8 });
    const loaded = await loadKeywords(directory, expected);
    assert.deepEqual([loaded!.generation, loaded!.lastKey], [8, 50]);
    const files = [path.basename(partsIn(directory)), 'keywords.json', 'pilcrow.sqlite'];
    assert.deepEqual(readdirSync(directory).sort(), files.sort());
  });
});
