import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SCORED_AGAIN } from '../../../../src/stores/bm25.ts';
import type { WordScores } from '../../../../src/stores/paragraph-search.ts';
import { scoreByPostings } from '../../../../src/stores/sqlite/keywords/score-postings.ts';
import { assertAbove } from '../../../support/assertions.ts';
import { type AskedTerm, ask, corpusOf, expandedOver } from '../../../support/keywords-of.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const CLOSE = 1e-5;

/** Scores terms over a corpus. */
function score(
  asked: AskedTerm[],
  { keywords }: ReturnType<typeof corpusOf>,
  search: Partial<Parameters<typeof scoreByPostings>[2]> = {},
): WordScores {
  return scoreByPostings(expandedOver(keywords, asked), keywords, { limit: 50, ...search });
}
const ranked = ({ scores }: WordScores) => [...scores.keys()];
function assertClose(actual: number | undefined, expected: number): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) < CLOSE, `${actual} is not ${expected}`);
}

describe('scoreByPostings', () => {
  it('is BM25 for a word that stands for itself', () => {
    const { scores, inverseFrequencies } = score(ask('tea'), corpusOf({ 7: { tea: 1 } }, 2));
    const inverse = Math.log(1 + (21 - 1 + 0.5) / (1 + 0.5));
    assertClose(inverseFrequencies[0], inverse);
    assert.deepEqual([...scores.keys()], [7]);
    assertClose(scores.get(7), inverse / 2);
  });

  it('puts the paragraph with more of the question first, and leaves out those with none of it', () => {
    const corpus = corpusOf({ 7: { tea: 1 }, 8: { tea: 1, green: 1 }, 9: { milk: 1 } });
    assert.deepEqual(ranked(score(ask('tea', 'green'), corpus)), [8, 7]);
  });

  it('counts a rare word more than a frequent one', () => {
    const frequent = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [20 + index, { tea: 1 }]));
    const found = score(ask('tea', 'green'), corpusOf({ ...frequent, 7: { green: 1 } }));
    assert.equal(ranked(found)[0], 7);
    assertAbove(found.inverseFrequencies[1]!, found.inverseFrequencies[0]!);
    for (const value of found.inverseFrequencies) assertAbove(value, 0);
  });

  it('gives the inverse frequency of a term no paragraph has', () => {
    const { inverseFrequencies } = score(ask('milk', 'tea'), corpusOf({ 7: { tea: 1 } }));
    assertAbove(inverseFrequencies[0]!, inverseFrequencies[1]!);
  });

  it('counts a word more in a short paragraph than in a long one', () => {
    const corpus = corpusOf({ 7: { tea: 1, length: 40 }, 8: { tea: 1, length: 5 } });
    assert.deepEqual(ranked(score(ask('tea'), corpus)), [8, 7]);
  });

  it('counts every repetition less than the one before', () => {
    const scoreOf = (tea: number) => score(ask('tea'), corpusOf({ 7: { tea } })).scores.get(7)!;
    const [once, twice, thrice] = [scoreOf(1), scoreOf(2), scoreOf(3)];
    const gains = [once, twice - once, thrice - twice];
    assert.ok(gains[0]! > gains[1]! && gains[1]! > gains[2]! && gains[2]! > 0, `gains ${gains.join()}`);
  });

  it('weighs a word by its likeness to the term', () => {
    const corpus = corpusOf({ 7: { coffee: 1 }, 8: { tea: 1 }, 9: { brew: 1 } });
    assert.deepEqual(ranked(score([{ expansion: { tea: 1, brew: 0.5, coffee: 0.2 } }], corpus)), [8, 9, 7]);
  });

  it('adds up two words like the same term, and counts the paragraph once', () => {
    const asked = [{ expansion: { tea: 1, brew: 0.5 } }];
    const alone = score(asked, corpusOf({ 7: { tea: 1 } }));
    const both = score(asked, corpusOf({ 7: { tea: 1, brew: 1 } }));
    assertAbove(both.scores.get(7)!, alone.scores.get(7)!);
    assert.deepEqual(both.inverseFrequencies, alone.inverseFrequencies);
  });

  it('counts a word with half the likeness as half an occurrence', () => {
    const rarity = (likeness: number) =>
      score([{ expansion: { tea: likeness } }], corpusOf({ 7: { tea: 1 }, 8: { tea: 1 } })).inverseFrequencies[0]!;
    const ofOne = score(ask('tea'), corpusOf({ 7: { tea: 1 } })).inverseFrequencies[0]!;
    assert.equal(rarity(0.5), ofOne);
    assertAbove(rarity(0.5), rarity(1));
  });

  it('weighs each term', () => {
    const scoreOf = (weight: number) =>
      score([{ expansion: { tea: 1 }, weight }], corpusOf({ 7: { tea: 1 } })).scores.get(7)!;
    assertClose(scoreOf(0.5), scoreOf(1) / 2);
  });

  it('has no scores for a question without terms', () => {
    const found = score([], corpusOf({ 7: { tea: 1 } }));
    assert.deepEqual([found.scores, found.inverseFrequencies, found.isWhole], [new Map(), [], true]);
  });

  it('finds the best of many', () => {
    const random = seededRandom(7);
    const many = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [index, { tea: 1 + Math.floor(random() * 200) }]),
    );
    const all = ranked(score(ask('tea'), corpusOf(many), { limit: 3000 }));
    const frequencies = all.map((key) => many[key]!.tea);
    assert.deepEqual(
      frequencies,
      frequencies.toSorted((a, b) => b - a),
    );
    const some = ranked(score(ask('tea'), corpusOf(many), { limit: 20 }));
    assert.deepEqual(
      some.map((key) => many[key]!.tea),
      frequencies.slice(0, 20),
    );
  });

  it('looks only at the paragraphs between two keys, also for document frequencies', () => {
    const corpus = corpusOf({ 7: { tea: 1 }, 8: { tea: 1 }, 9: { tea: 1 }, 20: { tea: 1 } });
    const within = [
      { first: 8, last: 9 },
      { first: 15, last: 19 },
    ];
    const found = score(ask('tea'), corpus, { within });
    assert.deepEqual(ranked(found).sort(), [8, 9]);
    const ofTwo = score(ask('tea'), corpusOf({ 8: { tea: 1 }, 9: { tea: 1 } }));
    assert.deepEqual(found.inverseFrequencies, ofTwo.inverseFrequencies);
    assert.deepEqual(ranked(score(ask('tea'), corpus, { within: [] })), []);
  });

  it('does not score deleted paragraphs', () => {
    const corpus = corpusOf({ 7: { tea: 1 }, 8: { tea: 1 } });
    corpus.keywords.removeParagraphs(7, 7);
    const found = score(ask('tea'), corpus);
    assert.deepEqual([...found.scores.keys()], [8]);
    const ofOne = score(ask('tea'), corpusOf({ 8: { tea: 1 } }, 9));
    assert.deepEqual(found.inverseFrequencies, ofOne.inverseFrequencies);
  });

  it('leaves out the words of the most paragraphs where there are too many, and says so', () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [index, { tea: 1 }]));
    const corpus = corpusOf({ ...many, 500: { green: 1 }, 501: { green: 1 } });
    const whole = score(ask('tea', 'green'), corpus, { limit: 1000 });
    const found = score(ask('tea', 'green'), corpus, { maxPostings: 100 });
    assert.deepEqual([whole.isWhole, found.isWhole], [true, false]);
    assert.deepEqual([...found.scores.keys()], [500, 501]);
    for (const [term, inverse] of whole.inverseFrequencies.entries()) {
      assert.ok(Math.abs(found.inverseFrequencies[term]! - inverse) < 0.01, 'words that were left out are counted');
    }
  });

  it('returns more than the limit when words were left out, because they are scored again', () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [index, { tea: 1, green: 1 }]));
    const corpus = corpusOf({ ...many, 500: { tea: 1 } });
    const { scores, isWhole } = score(ask('tea', 'green'), corpus, { limit: 5, maxPostings: 300 });
    assert.deepEqual([isWhole, scores.size], [false, SCORED_AGAIN]);
  });

  it('scores a question the same after others, also of a corpus with more paragraphs', () => {
    const corpus = corpusOf({ 7: { tea: 2, green: 1 }, 8: { green: 3, cup: 1 }, 9: { cup: 2 } });
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [index, { tea: 1, cup: 1 + (index % 3) }]),
    );
    const asked = ask('tea', 'green');
    const before = score(asked, corpus);
    for (const other of [corpus, corpusOf(many)]) score(ask('cup', 'tea'), other);
    assert.deepEqual(score(asked, corpus), before);
  });
});
