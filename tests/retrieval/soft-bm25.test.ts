import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type SpreadTerm, scoreKeywords } from '../../src/retrieval/soft-bm25.ts';
import type { Posting, Vocabulary } from '../../src/stores/paragraph-store.ts';

const vocabulary = ({ paragraphCount = 10, averageLength = 10 } = {}): Vocabulary => ({
  keys: [],
  terms: [],
  vectors: new Float32Array(0),
  dimensions: 0,
  paragraphCount,
  averageLength,
});
const term = (spread: Record<number, number>, weight = 1): SpreadTerm => ({
  term: 'term',
  weight,
  spread: new Map(Object.entries(spread).map(([key, likeness]) => [Number(key), likeness])),
});
const posting = (termKey: number, paragraphKey: number, more: Partial<Posting> = {}): Posting => ({
  termKey,
  paragraphKey,
  frequency: 1,
  length: 10,
  ...more,
});
/** Paragraph keys, best first. */
const ranked = (scores: Map<number, number>) => [...scores].sort(([, a], [, b]) => b - a).map(([key]) => key);

describe('scoreKeywords', () => {
  it('is BM25 for a word that stands for itself', () => {
    const { scores, inverseFrequencies } = scoreKeywords(
      [term({ 1: 1 })],
      [posting(1, 7)],
      vocabulary({ paragraphCount: 2 }),
    );
    assert.deepEqual(inverseFrequencies, [Math.log(2)]);
    assert.deepEqual([...scores], [[7, Math.log(2)]]);
  });

  it('puts the paragraph with more of the question first, and leaves out those with none of it', () => {
    const postings = [posting(1, 7), posting(1, 8), posting(2, 8), posting(3, 9)];
    const { scores } = scoreKeywords([term({ 1: 1 }), term({ 2: 1 })], postings, vocabulary());
    assert.deepEqual(ranked(scores), [8, 7]);
  });

  it('counts a rare word more than a frequent one', () => {
    const frequent = Array.from({ length: 8 }, (_, index) => posting(1, 20 + index));
    const terms = [term({ 1: 1 }), term({ 2: 1 })];
    const { scores, inverseFrequencies } = scoreKeywords(terms, [...frequent, posting(2, 7)], vocabulary());
    assert.equal(ranked(scores)[0], 7);
    assert.ok(inverseFrequencies[1]! > inverseFrequencies[0]!);
    assert.ok(inverseFrequencies.every((value) => value > 0));
  });

  it('tells the rarity of a term no paragraph has', () => {
    const { inverseFrequencies } = scoreKeywords([term({}), term({ 1: 1 })], [posting(1, 7)], vocabulary());
    assert.ok(inverseFrequencies[0]! > inverseFrequencies[1]!);
  });

  it('counts a word more in a short paragraph than in a long one', () => {
    const postings = [posting(1, 7, { length: 40 }), posting(1, 8, { length: 5 })];
    assert.deepEqual(ranked(scoreKeywords([term({ 1: 1 })], postings, vocabulary()).scores), [8, 7]);
  });

  it('counts every repetition less than the one before', () => {
    const scoreOf = (frequency: number) =>
      scoreKeywords([term({ 1: 1 })], [posting(1, 7, { frequency })], vocabulary()).scores.get(7)!;
    const gains = [1, 2, 3].map((frequency) => scoreOf(frequency) - (frequency > 1 ? scoreOf(frequency - 1) : 0));
    assert.ok(gains[0]! > gains[1]! && gains[1]! > gains[2]! && gains[2]! > 0);
  });

  it('counts a word as much as it is like the term', () => {
    const terms = [term({ 1: 1, 2: 0.5, 3: 0.2 })];
    const { scores } = scoreKeywords(terms, [posting(3, 7), posting(1, 8), posting(2, 9)], vocabulary());
    assert.deepEqual(ranked(scores), [8, 9, 7]);
  });

  it('adds up what two words like the same term are worth, and counts the paragraph once', () => {
    const terms = [term({ 1: 1, 2: 0.5 })];
    const alone = scoreKeywords(terms, [posting(1, 7)], vocabulary());
    const both = scoreKeywords(terms, [posting(1, 7), posting(2, 7)], vocabulary());
    assert.ok(both.scores.get(7)! > alone.scores.get(7)!);
    assert.deepEqual(both.inverseFrequencies, alone.inverseFrequencies);
  });

  it('takes a word that is only half like the term for half an occurrence of it', () => {
    const rarity = (likeness: number) =>
      scoreKeywords([term({ 1: likeness })], [posting(1, 7), posting(1, 8)], vocabulary()).inverseFrequencies[0]!;
    assert.equal(rarity(0.5), scoreKeywords([term({ 1: 1 })], [posting(1, 7)], vocabulary()).inverseFrequencies[0]);
    assert.ok(rarity(0.5) > rarity(1));
  });

  it('weighs each term', () => {
    const scoreOf = (weight: number) =>
      scoreKeywords([term({ 1: 1 }, weight)], [posting(1, 7)], vocabulary()).scores.get(7)!;
    assert.equal(scoreOf(0.5), scoreOf(1) / 2);
  });

  it('has no scores for a question without terms', () => {
    assert.deepEqual(scoreKeywords([], [posting(1, 7)], vocabulary()), { scores: new Map(), inverseFrequencies: [] });
  });
});
