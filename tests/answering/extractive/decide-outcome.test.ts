import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decideOutcome, worthShowing } from '../../../src/answering/extractive/decide-outcome.ts';

const thresholds = {
  answered: 0.5,
  answeredUnknownWords: 0.7,
  answeredRelevance: 0.6,
  related: 0.3,
  relatedOtherLanguage: 0.1,
};
const outcome = (confidence: number, relevance: number, isOtherLanguage = false, hasUnknownWords = false) =>
  decideOutcome({ confidence, relevance, isOtherLanguage, hasUnknownWords, lacksPlainType: false }, thresholds);

describe('decideOutcome', () => {
  it('answers when both values reach their thresholds', () => {
    assert.equal(outcome(0.5, 0.6), 'answered');
  });

  it('shows related excerpts when confidence or relevance is lower', () => {
    assert.deepEqual([outcome(0.49, 0.9), outcome(0.9, 0.59), outcome(0.49, 0.3)], ['related', 'related', 'related']);
  });

  it('shows nothing below the relevance threshold, whatever the confidence', () => {
    assert.equal(outcome(0.9, 0.29), 'unanswered');
  });

  it('needs less relevance to show an excerpt in another language than the question', () => {
    assert.deepEqual([outcome(0.2, 0.2, true), outcome(0.2, 0.09, true)], ['related', 'unanswered']);
  });

  it('needs more confidence to answer where the model hardly knows the words of the question', () => {
    assert.deepEqual([outcome(0.69, 0.9, false, true), outcome(0.7, 0.9, false, true)], ['related', 'answered']);
  });

  it('calls nothing an answer that has no number where one is asked for, however sure', () => {
    const odds = { confidence: 1, relevance: 1, isOtherLanguage: false, hasUnknownWords: false, lacksPlainType: true };
    assert.equal(decideOutcome(odds, thresholds), 'related');
  });

  it('shows nothing when confidence is near 0, whatever the relevance', () => {
    assert.deepEqual([outcome(0.01, 0.99), outcome(0.01, 0.99, true)], ['unanswered', 'unanswered']);
  });
});

describe('worthShowing', () => {
  it('equals the relevance, and 0 when confidence is near 0', () => {
    const of = (confidence: number) =>
      worthShowing({
        confidence,
        relevance: 0.7,
        isOtherLanguage: false,
        hasUnknownWords: false,
        lacksPlainType: false,
      });
    assert.deepEqual([of(0.5), of(0.02), of(0.019)], [0.7, 0.7, 0]);
  });
});
