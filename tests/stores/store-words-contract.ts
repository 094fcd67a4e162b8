import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ParagraphStore, StoredParagraph } from '../../src/stores/paragraph-store.ts';
import { type ParagraphToStore, storeDocuments } from '../support/index-update.ts';
import { wordsIn } from './words-in.ts';

const EAST = [1, 0];
const NORTH_EAST = [1, 1];
const NORTH = [0, 1];
const WEST = [-1, 0];
const compass: ParagraphToStore[] = [
  { text: 'North.', vector: NORTH, terms: { north: 1, wind: 2 } },
  { text: 'North\neast.', vector: NORTH_EAST, terms: { north: 1, east: 1 } },
  { text: 'East.', vector: EAST, terms: { east: 1 } },
  { text: 'West.', vector: WEST, terms: { west: 3 } },
];
const toward = (vector: number[]) => Float32Array.from(vector);

/** Every paragraph of a document, in order. */
async function paragraphsOf(store: ParagraphStore, id: string): Promise<StoredParagraph[]> {
  const [{ first, last }] = (await store.bounds([id])) as [{ first: number; last: number }];
  return store.paragraphs(Array.from({ length: last - first + 1 }, (_, index) => first + index));
}

/** What every paragraph store promises about words. Call it once per implementation. */
export function describeStoreWords(name: string, openStore: () => Promise<ParagraphStore>): void {
  describe(`${name} knows words as the paragraph store contract says`, () => {
    let store: ParagraphStore;
    beforeEach(async () => {
      store = await openStore();
    });
    afterEach(() => store.close());

    it('knows every term once, and how long paragraphs are', async () => {
      await storeDocuments(store, { compass });
      const keywords = await store.keywords();
      assert.deepEqual(keywords.terms.toSorted(), ['east', 'north', 'west', 'wind']);
      for (const [key, term] of keywords.terms.entries()) assert.equal(keywords.keyOf(term), key);
      assert.equal(keywords.keyOf('south'), undefined);
      assert.deepEqual([keywords.paragraphCount, keywords.averageLength], [4, (3 + 2 + 1 + 3) / 4]);
      const keys = (await paragraphsOf(store, 'compass')).map(({ key }) => key);
      const lengths = keys.map((key) => keywords.lengths[keywords.slotOf(key)!]!);
      assert.deepEqual(lengths, [3, 2, 1, 3]);
      assert.deepEqual(
        keys.map((key) => keywords.paragraphKeyOf(keywords.slotOf(key)!)),
        keys,
      );
    });

    it('tells which paragraphs have a term, and how often: whole numbers up to 255', async () => {
      const other = { text: 'Wind.', terms: { wind: 0.5, often: 300, north: 128 } };
      await storeDocuments(store, { compass, other: [other] });
      assert.deepEqual(await wordsIn(store), {
        north: ['compass¶1', 'compass¶2', 'other¶1 × 128'],
        wind: ['compass¶1 × 2', 'other¶1'],
        east: ['compass¶2', 'compass¶3'],
        west: ['compass¶4 × 3'],
        often: ['other¶1 × 255'],
      });
    });

    it('gives the words of these paragraphs', async () => {
      await storeDocuments(store, { compass });
      const [north, , , west] = await paragraphsOf(store, 'compass');
      const keywords = await store.keywords();
      assert.deepEqual(
        await store.termsOf([west!.key, north!.key, 987_654]),
        new Map([
          [
            north!.key,
            new Map([
              [keywords.keyOf('north'), 1],
              [keywords.keyOf('wind'), 2],
            ]),
          ],
          [west!.key, new Map([[keywords.keyOf('west'), 3]])],
        ]),
      );
    });

    it('tells the keys of the paragraphs of documents', async () => {
      await storeDocuments(store, { compass, other: [{ text: 'Other.' }] });
      const keysOf = async (id: string) => (await paragraphsOf(store, id)).map(({ key }) => key);
      const [first, , , last] = await keysOf('compass');
      const [only] = await keysOf('other');
      assert.deepEqual(await store.bounds(['compass', 'unknown']), [{ first, last }]);
      const both = (await store.bounds(['other', 'compass'])).sort((a, b) => a.first - b.first);
      assert.deepEqual(both, [
        { first, last },
        { first: only, last: only },
      ]);
    });

    it('finds the terms that mean most nearly the same, best first', async () => {
      const termVectors = { north: NORTH, wind: NORTH_EAST, east: EAST, west: WEST };
      await storeDocuments(store, { compass }, { termVectors });
      const { terms } = await store.keywords();
      const near = await store.nearestTerms(toward([2, 1]), 3);
      assert.deepEqual(
        near.map(({ termKey, similarity }) => [terms[termKey], similarity.toFixed(3)]),
        [
          ['wind', '0.949'],
          ['east', '0.894'],
          ['north', '0.447'],
        ],
      );
    });

    it('gives the same words object while words are added, with what came since', async () => {
      await storeDocuments(store, { compass });
      const keywords = await store.keywords();
      assert.equal(await store.keywords(), keywords);
      const northKey = keywords.keyOf('north');
      await storeDocuments(store, { other: [{ text: 'Other.', terms: { other: 1, north: 1 } }] });
      assert.equal(await store.keywords(), keywords);
      assert.deepEqual([keywords.keyOf('north'), keywords.countOf(northKey!)], [northKey, 3]);
      assert.deepEqual((await wordsIn(store)).other, ['other¶1']);
    });
  });
}
