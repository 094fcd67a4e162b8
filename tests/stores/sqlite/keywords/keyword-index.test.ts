import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKeywordIndex, type KeywordIndex } from '../../../../src/stores/sqlite/keywords/keyword-index.ts';
import { encodeTerms } from '../../../../src/stores/terms-blob.ts';
import { assertClose } from '../../../support/assertions.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { randomTerms, readTerm, type Terms } from './random-postings.ts';

/** So many paragraphs are packed together. */
const PACKED_TOGETHER = 16_384;

interface Added {
  key: number;
  length: number;
  terms: Terms;
}

/** A plain list of paragraphs beside an index: what is said of the one must be true of the other. */
function trackIndex(seed: number, { termCount = 60, most = 6 } = {}) {
  const random = seededRandom(seed);
  const nextTerms = randomTerms(seed, { termCount, most });
  let index = createKeywordIndex();
  const added: Added[] = [];
  const deleted = new Set<number>();
  const termNames = Array.from({ length: termCount }, (_, key) => `term ${key}`);
  index.addTerms(termNames);
  /** Every few paragraphs bring a new term. */
  const newTerm = () => {
    termNames.push(`term ${termNames.length}`);
    index.addTerms(termNames.slice(-1));
    return termNames.length - 1;
  };
  const isThere = ({ key }: Added) => !deleted.has(key);
  return {
    added,
    get index() {
      return index;
    },
    add(count: number) {
      for (let left = count; left > 0; left -= 1) {
        const terms = nextTerms();
        const length = [...terms.values()].reduce((sum, frequency) => sum + frequency, 0);
        if (added.length % 7 === 0) terms.set(newTerm(), 2);
        const key = (added.at(-1)?.key ?? 0) + 1 + Math.floor(random() * 3);
        index.addParagraph({ key, length, terms: encodeTerms(terms) });
        added.push({ key, length: Math.max(1, length), terms });
      }
    },
    removeParagraphs(first: number, last: number) {
      index.removeParagraphs(first, last);
      for (const { key } of added) if (key >= first && key <= last) deleted.add(key);
    },
    /** Goes on from what would be saved. */
    reload() {
      index = createKeywordIndex(index.pack());
      index.addTerms(termNames);
    },
    assertSame(shown: KeywordIndex = index) {
      const there = added.filter(isThere);
      assert.deepEqual([shown.slots, shown.paragraphCount, shown.deleted], [added.length, there.length, deleted.size]);
      const average = there.reduce((sum, { length }) => sum + length, 0) / (there.length || 1);
      assertClose(shown.averageLength, average, 1e-9);
      for (const [slot, paragraph] of added.entries()) {
        assert.equal(shown.paragraphKeyOf(slot), paragraph.key);
        assert.equal(shown.slotOf(paragraph.key), isThere(paragraph) ? slot : undefined);
        assert.equal(shown.lengths[slot]!, isThere(paragraph) ? paragraph.length : 0);
      }
      const byTerm = new Map<number, Map<number, number>>(termNames.map((_, key) => [key, new Map()]));
      for (const [slot, { terms }] of added.entries()) {
        for (const [term, frequency] of terms) byTerm.get(term)!.set(slot, frequency);
      }
      for (const [term, expected] of byTerm) assert.deepEqual(readTerm(shown, term), expected, `term ${term}`);
    },
  };
}

describe('a keyword index', () => {
  it('reads back what was added, deleted and packed, in any order', () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const random = seededRandom(seed);
      const tracked = trackIndex(seed);
      for (let step = 0; step < 12; step += 1) {
        const chance = random();
        if (chance < 0.5) tracked.add(Math.floor(random() * 200));
        else if (chance < 0.8) {
          const first = Math.floor(random() * 300);
          tracked.removeParagraphs(first, first + Math.floor(random() * 60));
        } else tracked.reload();
        tracked.assertSame();
      }
    }
  });

  for (const count of [PACKED_TOGETHER - 1, PACKED_TOGETHER, PACKED_TOGETHER + 1, 3 * PACKED_TOGETHER + 5]) {
    it(`reads back ${count} paragraphs, wherever a segment is packed`, () => {
      const tracked = trackIndex(count, { termCount: 50, most: 3 });
      tracked.add(count);
      tracked.removeParagraphs(100, 2000);
      tracked.assertSame();
      tracked.reload();
      tracked.add(10);
      tracked.assertSame();
    });
  }

  it('continues from a saved state across the next packing', () => {
    const tracked = trackIndex(5, { termCount: 50, most: 3 });
    tracked.add(1000);
    tracked.reload();
    tracked.add(PACKED_TOGETHER + 1);
    tracked.assertSame();
  });

  it('is the same after packing, and a packed copy does not change with it', () => {
    const tracked = trackIndex(6);
    tracked.add(300);
    const saved = tracked.index.pack();
    const copy = structuredClone(saved);
    tracked.assertSame();
    tracked.add(300);
    tracked.removeParagraphs(1, 50);
    tracked.assertSame();
    assert.deepEqual(saved, copy);
  });

  it('packs an empty index, and can be extended afterwards', () => {
    const tracked = trackIndex(7);
    tracked.reload();
    tracked.assertSame();
    tracked.add(3);
    tracked.assertSame();
  });

  it('reads terms that are added later', () => {
    const index = createKeywordIndex();
    index.addTerms(['a']);
    index.addParagraph({ key: 1, length: 1, terms: encodeTerms(new Map([[0, 1]])) });
    const many = Array.from({ length: 5000 }, (_, place) => `later ${place}`);
    const loaded = createKeywordIndex(index.pack());
    for (const shown of [index, loaded]) {
      if (shown === loaded) loaded.addTerms(['a']);
      shown.addTerms(many);
      shown.addParagraph({ key: 2, length: 1, terms: encodeTerms(new Map([[5000, 7]])) });
      assert.equal(shown.keyOf('later 4999'), 5000);
      assert.deepEqual(readTerm(shown, 5000), new Map([[1, 7]]));
      assert.deepEqual(readTerm(shown, 0), new Map([[0, 1]]));
      assert.equal(shown.countOf(123), 0);
      assert.equal(shown.countOf(987_654), 0);
    }
  });

  it('counts a paragraph without words as one word long, and a very long one as 65,535', () => {
    const index = createKeywordIndex();
    index.addParagraph({ key: 1, length: 0, terms: new Uint8Array(0) });
    index.addParagraph({ key: 2, length: 70_000, terms: new Uint8Array(0) });
    assert.deepEqual([index.lengths[0]!, index.lengths[1]!, index.paragraphCount], [1, 65_535, 2]);
    index.removeParagraphs(1, 1);
    assert.deepEqual([index.averageLength, index.deleted, index.slotOf(1)], [65_535, 1, undefined]);
    index.removeParagraphs(1, 1);
    assert.equal(index.deleted, 1);
  });
});
