import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { encodeTerms, readTerms } from '../../src/stores/terms-blob.ts';
import { type ParagraphToStore, storeDocuments } from '../support/index-update.ts';
import { paragraphsIn, wordsIn } from './words-in.ts';

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

/** What every paragraph store promises about words. Call it once per implementation. */
export function describeStoreWords(name: string, openStore: () => Promise<ParagraphStore>): void {
  describe(`${name} keeps the paragraph store contract of words`, () => {
    let store: ParagraphStore;
    beforeEach(async () => {
      store = await openStore();
    });
    afterEach(() => store.close());

    it('has every term once, and knows that some paragraph has it', async () => {
      await storeDocuments(store, { compass });
      const { terms, keyOf, occurs } = await store.vocabulary();
      assert.deepEqual(terms.toSorted(), ['east', 'north', 'west', 'wind']);
      for (const [key, term] of terms.entries()) assert.equal(keyOf(term), key);
      assert.equal(keyOf('south'), undefined);
      assert.deepEqual(
        terms.filter((_, key) => !occurs(key)),
        [],
      );
    });

    it('returns which paragraphs have a term and how often, up to 255', async () => {
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

    it('returns the words of given paragraphs and their number, without unknown keys', async () => {
      await storeDocuments(store, { compass, other: [{ text: '…' }] });
      const [north, northEast, , west] = await paragraphsIn(store, 'compass');
      const [wordless] = await paragraphsIn(store, 'other');
      const { keyOf } = await store.vocabulary();
      const termsOf = (words: Record<string, number>) =>
        readTerms(encodeTerms(new Map(Object.entries(words).map(([term, count]) => [keyOf(term)!, count]))));
      assert.deepEqual(
        await store.wordsOf([west!.key, north!.key, 987_654, wordless!.key]),
        new Map([
          [north!.key, { length: 3, ...termsOf({ north: 1, wind: 2 }) }],
          [west!.key, { length: 3, ...termsOf({ west: 3 }) }],
          [wordless!.key, { length: 1, ...termsOf({}) }],
        ]),
      );
      assert.deepEqual(await store.wordsOf([]), new Map());
      await storeDocuments(store, { compass: compass.slice(1) });
      assert.deepEqual(await store.wordsOf([north!.key, northEast!.key]), new Map());
    });

    it('is the same object while words are added, with stable keys and the new words', async () => {
      await storeDocuments(store, { compass });
      const vocabulary = await store.vocabulary();
      assert.equal(await store.vocabulary(), vocabulary);
      const before = vocabulary.terms.slice();
      const northKey = vocabulary.keyOf('north');
      await storeDocuments(store, { other: [{ text: 'Other.', terms: { other: 1, north: 1 } }] });
      assert.equal(await store.vocabulary(), vocabulary);
      assert.deepEqual(vocabulary.terms.slice(0, before.length), before);
      assert.deepEqual([vocabulary.keyOf('north'), vocabulary.occurs(northKey!)], [northKey, true]);
      assert.equal(vocabulary.terms[vocabulary.keyOf('other')!], 'other');
      assert.deepEqual((await wordsIn(store)).other, ['other¶1']);
    });
  });
}
