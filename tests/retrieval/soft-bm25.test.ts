import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type KeywordScores,
  type KeywordSearch,
  type SpreadTerm,
  scoreKeywords,
} from '../../src/retrieval/soft-bm25.ts';
import type { KeywordIndex } from '../../src/stores/keywords/keyword-index.ts';
import { keywordsOf, type PlacedWords } from '../support/keywords-of.ts';
import { seededRandom } from '../support/seeded-random.ts';

const CLOSE = 1e-5;

/** Words that a term of the question stands for, with their likeness. */
interface Asked {
  spread: Record<string, number>;
  weight?: number;
}

/** A corpus of ten paragraphs, or more, each ten words long unless it says otherwise; those that are not given have other words. */
function corpusOf(given: Record<number, Record<string, number> & { length?: number }>, paragraphCount = 10) {
  const placed: PlacedWords[] = Object.entries(given).map(([key, { length = 10, ...terms }]) => ({
    key: Number(key),
    length,
    terms: terms as Record<string, number>,
  }));
  while (placed.length < paragraphCount) placed.push({ key: 1000 + placed.length, length: 10, terms: { other: 10 } });
  return { keywords: keywordsOf(placed), placed };
}

/** Scores terms over a corpus. */
function score(
  asked: Asked[],
  { keywords, placed }: { keywords: KeywordIndex; placed: PlacedWords[] },
  search: Partial<KeywordSearch> = {},
): Promise<KeywordScores> {
  const terms = asked.map(
    ({ spread, weight = 1 }): SpreadTerm => ({
      term: 'term',
      weight,
      spread: new Map(
        Object.entries(spread).flatMap(([word, likeness]) => {
          const key = keywords.keyOf(word);
          return key === undefined ? [] : [[key, likeness]];
        }),
      ),
    }),
  );
  const byKey = new Map(placed.map((paragraph) => [paragraph.key, paragraph]));
  const store: KeywordSearch['store'] = {
    termsOf: async (keys) =>
      new Map(
        keys.map((key) => [
          key,
          new Map(Object.entries(byKey.get(key)!.terms).map(([term, count]) => [keywords.keyOf(term)!, count])),
        ]),
      ),
  };
  return scoreKeywords(terms, keywords, { store, limit: 50, also: [], ...search });
}
const ask = (...words: string[]): Asked[] => words.map((word) => ({ spread: { [word]: 1 } }));
const ranked = ({ best }: KeywordScores) => best.map(({ key }) => key);
function assertClose(actual: number | undefined, expected: number): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) < CLOSE, `${actual} is not ${expected}`);
}

describe('scoreKeywords', () => {
  it('is BM25 for a word that stands for itself', async () => {
    const { scores, inverseFrequencies } = await score(ask('tea'), corpusOf({ 7: { tea: 1 } }, 2));
    assert.deepEqual(inverseFrequencies, [Math.log(2)]);
    assert.deepEqual([...scores.keys()], [7]);
    assertClose(scores.get(7), Math.log(2));
  });

  it('puts the paragraph with more of the question first, and leaves out those with none of it', async () => {
    const corpus = corpusOf({ 7: { tea: 1 }, 8: { tea: 1, green: 1 }, 9: { milk: 1 } });
    assert.deepEqual(ranked(await score(ask('tea', 'green'), corpus)), [8, 7]);
  });

  it('counts a rare word more than a frequent one', async () => {
    const frequent = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [20 + index, { tea: 1 }]));
    const found = await score(ask('tea', 'green'), corpusOf({ ...frequent, 7: { green: 1 } }));
    assert.equal(ranked(found)[0], 7);
    assert.ok(found.inverseFrequencies[1]! > found.inverseFrequencies[0]!);
    assert.ok(found.inverseFrequencies.every((value) => value > 0));
  });

  it('tells the rarity of a term no paragraph has', async () => {
    const { inverseFrequencies } = await score(ask('milk', 'tea'), corpusOf({ 7: { tea: 1 } }));
    assert.ok(inverseFrequencies[0]! > inverseFrequencies[1]!);
  });

  it('counts a word more in a short paragraph than in a long one', async () => {
    const corpus = corpusOf({ 7: { tea: 1, length: 40 }, 8: { tea: 1, length: 5 } });
    assert.deepEqual(ranked(await score(ask('tea'), corpus)), [8, 7]);
  });

  it('counts every repetition less than the one before', async () => {
    const scoreOf = async (tea: number) => (await score(ask('tea'), corpusOf({ 7: { tea } }))).scores.get(7)!;
    const [once, twice, thrice] = [await scoreOf(1), await scoreOf(2), await scoreOf(3)];
    const gains = [once, twice - once, thrice - twice];
    assert.ok(gains[0]! > gains[1]! && gains[1]! > gains[2]! && gains[2]! > 0);
  });

  it('counts a word as much as it is like the term', async () => {
    const corpus = corpusOf({ 7: { coffee: 1 }, 8: { tea: 1 }, 9: { brew: 1 } });
    assert.deepEqual(ranked(await score([{ spread: { tea: 1, brew: 0.5, coffee: 0.2 } }], corpus)), [8, 9, 7]);
  });

  it('adds up what two words like the same term are worth, and counts the paragraph once', async () => {
    const asked = [{ spread: { tea: 1, brew: 0.5 } }];
    const alone = await score(asked, corpusOf({ 7: { tea: 1 } }));
    const both = await score(asked, corpusOf({ 7: { tea: 1, brew: 1 } }));
    assert.ok(both.scores.get(7)! > alone.scores.get(7)!);
    assert.deepEqual(both.inverseFrequencies, alone.inverseFrequencies);
  });

  it('takes a word that is only half like the term for half an occurrence of it', async () => {
    const rarity = async (likeness: number) =>
      (await score([{ spread: { tea: likeness } }], corpusOf({ 7: { tea: 1 }, 8: { tea: 1 } }))).inverseFrequencies[0]!;
    const ofOne = (await score(ask('tea'), corpusOf({ 7: { tea: 1 } }))).inverseFrequencies[0]!;
    assert.equal(await rarity(0.5), ofOne);
    assert.ok((await rarity(0.5)) > (await rarity(1)));
  });

  it('weighs each term', async () => {
    const scoreOf = async (weight: number) =>
      (await score([{ spread: { tea: 1 }, weight }], corpusOf({ 7: { tea: 1 } }))).scores.get(7)!;
    assertClose(await scoreOf(0.5), (await scoreOf(1)) / 2);
  });

  it('has no scores for a question without terms', async () => {
    const found = await score([], corpusOf({ 7: { tea: 1 } }));
    assert.deepEqual(found, { best: [], scores: new Map(), inverseFrequencies: [] });
  });

  it('gives the best only, and scores those that are asked for as well', async () => {
    const corpus = corpusOf({ 7: { tea: 3 }, 8: { tea: 2 }, 9: { tea: 1 }, 10: { milk: 1 } });
    const { best, scores } = await score(ask('tea'), corpus, { limit: 2, also: [9, 10, 987_654] });
    assert.deepEqual(
      best.map(({ key }) => key),
      [7, 8],
    );
    assert.deepEqual([...scores.keys()], [7, 8, 9]);
    assert.ok(scores.get(8)! > scores.get(9)!);
  });

  it('finds the best of many', async () => {
    const random = seededRandom(7);
    const many = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [index, { tea: 1 + Math.floor(random() * 200) }]),
    );
    const all = ranked(await score(ask('tea'), corpusOf(many), { limit: 3000 }));
    const frequencies = all.map((key) => many[key]!.tea);
    assert.deepEqual(
      frequencies,
      frequencies.toSorted((a, b) => b - a),
    );
    const some = ranked(await score(ask('tea'), corpusOf(many), { limit: 20 }));
    assert.deepEqual(
      some.map((key) => many[key]!.tea),
      frequencies.slice(0, 20),
    );
  });

  it('looks only at the paragraphs between two keys, and takes only those for having a word', async () => {
    const corpus = corpusOf({ 7: { tea: 1 }, 8: { tea: 1 }, 9: { tea: 1 }, 20: { tea: 1 } });
    const within = [
      { first: 8, last: 9 },
      { first: 15, last: 19 },
    ];
    const found = await score(ask('tea'), corpus, { within });
    assert.deepEqual(ranked(found).sort(), [8, 9]);
    const ofTwo = await score(ask('tea'), corpusOf({ 8: { tea: 1 }, 9: { tea: 1 } }));
    assert.deepEqual(found.inverseFrequencies, ofTwo.inverseFrequencies);
    assert.deepEqual(ranked(await score(ask('tea'), corpus, { within: [] })), []);
  });

  it('knows paragraphs that are gone no more', async () => {
    const corpus = corpusOf({ 7: { tea: 1 }, 8: { tea: 1 } });
    corpus.keywords.forget(7, 7);
    const found = await score(ask('tea'), corpus, { also: [7] });
    assert.deepEqual([...found.scores.keys()], [8]);
    const ofOne = await score(ask('tea'), corpusOf({ 8: { tea: 1 } }, 9));
    assert.deepEqual(found.inverseFrequencies, ofOne.inverseFrequencies);
  });
});

describe('scoreKeywords, where words are in very many paragraphs', () => {
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

  for (const [left, mostPostings] of [
    ['one frequent word', 2500],
    ['both frequent words', 1000],
  ] as const) {
    it(`scores those that are best by rare words by all words, as if ${left} had not been left out`, async () => {
      const whole = await score(asked, corpus, { limit: 2000 });
      const { best, scores, inverseFrequencies } = await score(asked, corpus, {
        limit: 20,
        mostPostings,
        also: [5, 6],
      });
      assert.deepEqual(inverseFrequencies, whole.inverseFrequencies);
      assert.ok(scores.size >= 22, `${scores.size} are scored`);
      for (const [key, value] of scores) assertClose(value, whole.scores.get(key)!);
      for (const key of [5, 6]) assertClose(scores.get(key), whole.scores.get(key)!);
      const expected = whole.best.filter(({ key }) => key % 100 === 1).slice(0, 20);
      assert.deepEqual(
        best.map(({ key }) => key),
        expected.map(({ key }) => key),
      );
    });
  }

  it('still looks only where it is told to', async () => {
    const within = [{ first: 101, last: 300 }];
    const { best } = await score(asked, corpus, { limit: 20, mostPostings: 1000, within });
    assert.deepEqual(best.map(({ key }) => key).sort(), [101, 201]);
  });

  it('scores what is asked for when all words are in too many paragraphs', async () => {
    const whole = await score(asked, corpus, { also: [5, 1] });
    const { best, scores } = await score(asked, corpus, { mostPostings: 1, also: [5, 1] });
    assert.deepEqual(best.map(({ key }) => key).sort(), [1, 5]);
    for (const key of [1, 5]) assertClose(scores.get(key), whole.scores.get(key)!);
  });
});
