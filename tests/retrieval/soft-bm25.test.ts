import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type KeywordSearch, matchKeywords, scoreOf } from '../../src/retrieval/soft-bm25.ts';
import { scoreByPostings } from '../../src/stores/sqlite/keywords/score-postings.ts';
import { encodeTerms, readTerms } from '../../src/stores/terms-blob.ts';
import { assertAbove, assertClose } from '../support/assertions.ts';
import { type AskedTerm, ask, corpusOf, expandedOver } from '../support/keywords-of.ts';
import { seededRandom } from '../support/seeded-random.ts';

const CLOSE = 1e-5;

/** Scores the terms over a corpus: as a store with these words would have it. */
async function score(
  asked: AskedTerm[],
  { keywords, placed }: ReturnType<typeof corpusOf>,
  search: Partial<KeywordSearch> & { within?: { first: number; last: number }[] } = {},
) {
  const { within, ...rest } = search;
  const byKey = new Map(placed.map((paragraph) => [paragraph.key, paragraph]));
  const store: KeywordSearch['store'] = {
    scoreWords: async (terms, options) => scoreByPostings(terms, keywords, { ...options, within }),
    wordsOf: async (keys) =>
      new Map(
        keys.flatMap((key) => {
          const paragraph = byKey.get(key);
          const slot = keywords.slotOf(key);
          if (!paragraph || slot === undefined) return [];
          const counts = Object.entries(paragraph.terms).map(
            ([term, count]) => [keywords.keyOf(term)!, count] as const,
          );
          return [[key, { length: keywords.lengths[slot]!, ...readTerms(encodeTerms(new Map(counts))) }]];
        }),
      ),
  };
  const terms = expandedOver(keywords, asked);
  const { best, words, inverseFrequencies, termShares } = await matchKeywords(terms, {
    store,
    limit: 50,
    also: [],
    ...rest,
  });
  const scores = [...words].map(([key, own]) => [key, scoreOf(termShares(own), terms, inverseFrequencies)] as const);
  return { best, scores: new Map(scores.filter(([, value]) => value > 0)), inverseFrequencies };
}

describe('matchKeywords', () => {
  it('has no scores for a question without terms', async () => {
    const found = await score([], corpusOf({ 7: { tea: 1 } }));
    assert.deepEqual(found, { best: [], scores: new Map(), inverseFrequencies: [] });
  });

  for (const [first, scoreWords, also] of [
    ['the words', 0, 1],
    ['what is asked for', 1, 0],
  ] as const) {
    it(`fails once when the store is unavailable, ${first} first, without an unhandled rejection`, async () => {
      const fail = async (turns: number) => {
        for (let turn = 0; turn <= turns; turn += 1) await nextTurn();
        throw new Error(`away after ${turns}`);
      };
      const store: KeywordSearch['store'] = { scoreWords: () => fail(scoreWords), wordsOf: async () => new Map() };
      await assert.rejects(matchKeywords([], { store, limit: 1, also: fail(also) }), /away after 0/);
      for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    });
  }

  it('returns the best scores only, and those of the requested paragraphs', async () => {
    const corpus = corpusOf({ 7: { tea: 3 }, 8: { tea: 2 }, 9: { tea: 1 }, 10: { milk: 1 } });
    const { best, scores } = await score(ask('tea'), corpus, { limit: 2, also: [9, 10, 987_654] });
    assert.deepEqual(best, [7, 8]);
    assert.deepEqual([...scores.keys()], [7, 8, 9]);
    assertAbove(scores.get(8)!, scores.get(9)!);
  });

  it('scores requested paragraphs as the store does, whether or not they are among the best', async () => {
    const corpus = corpusOf({ 7: { tea: 3, brew: 1, length: 20 }, 8: { tea: 2 }, 9: { brew: 2, length: 4 } });
    const asked = [{ expansion: { tea: 1, brew: 0.5 } }, { expansion: { brew: 1 }, weight: 0.3 }];
    const all = await score(asked, corpus);
    const { scores } = await score(asked, corpus, { limit: 1, also: Promise.resolve([9, 8, 7]) });
    assert.deepEqual(new Set(scores.keys()), new Set([7, 8, 9]));
    for (const [key, value] of scores) assertClose(value, all.scores.get(key)!, CLOSE);
  });

  it('does not score deleted paragraphs', async () => {
    const corpus = corpusOf({ 7: { tea: 1 }, 8: { tea: 1 } });
    corpus.keywords.removeParagraphs(7, 7);
    const found = await score(ask('tea'), corpus, { also: [7] });
    assert.deepEqual([...found.scores.keys()], [8]);
  });
});

describe('matchKeywords, where words are in very many paragraphs', () => {
  const random = seededRandom(11);
  const many = Object.fromEntries(
    Array.from({ length: 2000 }, (_, index) => {
      const rare = index % 100 === 0 ? { green: 1 + Math.floor(random() * 5) } : {};
      const terms = { tea: 1 + Math.floor(random() * 9), leaf: 1 + Math.floor(random() * 9), ...rare };
      return [index + 1, { ...terms, length: 10 + Math.floor(random() * 90) }];
    }),
  );
  const corpus = corpusOf(many);
  const asked = ask('tea', 'green', 'leaf');

  // The average length is that of the paragraphs that were looked at: nearly that of all.
  for (const [left, maxPostings, close] of [
    ['one frequent word', 2500, CLOSE],
    ['both frequent words', 1000, 0.05],
  ] as const) {
    it(`scores the best paragraphs by rare words with all words, as if ${left} had not been left out`, async () => {
      const whole = await score(asked, corpus, { limit: 2000 });
      const { best, scores, inverseFrequencies } = await score(asked, corpus, {
        limit: 20,
        maxPostings,
        also: [5, 6],
      });
      assert.deepEqual(inverseFrequencies, whole.inverseFrequencies);
      assert.ok(scores.size >= 22, `${scores.size} are scored`);
      for (const [key, value] of scores) assertClose(value, whole.scores.get(key)!, close);
      for (const key of [5, 6]) assertClose(scores.get(key)!, whole.scores.get(key)!, close);
      const expected = whole.best.filter((key) => key % 100 === 1).slice(0, 20);
      assert.deepEqual(best, expected);
    });
  }

  it('still looks only in the given documents', async () => {
    const within = [{ first: 101, last: 300 }];
    const { best } = await score(asked, corpus, { limit: 20, maxPostings: 1000, within });
    assert.deepEqual(best.sort(), [101, 201]);
  });

  it('scores the requested paragraphs when all words are in too many paragraphs', async () => {
    const whole = await score(asked, corpus, { also: [5, 1] });
    const { scores } = await score(asked, corpus, { maxPostings: 1, also: [5, 1] });
    assert.deepEqual([...scores.keys()].sort(), [1, 5]);
    for (const key of [1, 5]) assertClose(scores.get(key)!, whole.scores.get(key)!, 0.15);
  });
});
