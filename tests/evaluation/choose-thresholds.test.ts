import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decideOutcome } from '../../src/answering/extractive/decide-outcome.ts';
import { chooseThresholds, type Prediction } from '../../src/evaluation/choose-thresholds.ts';
import type { Standing } from '../../src/evaluation/observe-answers.ts';

const COUNT = 100;

/** Predictions at equal distances from 0 to 1. */
function predictionsOf(
  standing: Standing,
  { confidence = 1, relevance = 1, isOtherLanguage = false, hasUnknownWords = false, lacksPlainType = false } = {},
): Prediction[] {
  return Array.from({ length: COUNT }, (_, index) => ({
    observation: { about: 'tea', standing, signals: {} as Prediction['observation']['signals'], isAnswered: false },
    confidence: confidence * (index / COUNT),
    relevance: relevance * (index / COUNT),
    isOtherLanguage,
    hasUnknownWords,
    lacksPlainType,
  }));
}

function shareOf(kind: string, predictions: Prediction[], among: Prediction[]): number {
  const thresholds = chooseThresholds(predictions);
  return among.filter((prediction) => decideOutcome(prediction, thresholds) === kind).length / among.length;
}

describe('chooseThresholds', () => {
  const answerable = predictionsOf('answerable');
  const near = predictionsOf('near', { confidence: 0.8 });

  it('answers a third of the near misses at most', () => {
    assert.equal(shareOf('answered', [...answerable, ...near], near), 0.33);
  });

  it('counts none of those that are no answers, however sure', () => {
    const lacking = predictionsOf('near', { confidence: 0.9, lacksPlainType: true });
    assert.equal(shareOf('answered', [...answerable, ...near, ...lacking], near), 0.66);
  });

  it('answers half of the near misses at most where the model hardly knows a word', () => {
    const known = predictionsOf('near', { confidence: 0.5 });
    const unknown = predictionsOf('near', { confidence: 0.95, hasUnknownWords: true });
    assert.equal(shareOf('answered', [...answerable, ...known, ...unknown], unknown), 0.5);
  });

  it('leaves one answerable question in twenty unanswered, in each language', () => {
    const foreign = predictionsOf('answerable', { relevance: 0.5, isOtherLanguage: true });
    const all = [...answerable, ...foreign, ...near];
    assert.deepEqual(
      [shareOf('unanswered', all, answerable), shareOf('unanswered', all, foreign)].map((share) => share.toFixed(2)),
      ['0.05', '0.05'],
    );
  });

  it('counts questions with a confidence near 0 as unanswered', () => {
    const ruledOut = answerable.map((item, index) => (index >= 90 ? { ...item, confidence: 0 } : item));
    const thresholds = chooseThresholds([...ruledOut, ...near]);
    assert.equal(thresholds.related, 0);
  });

  it('uses the threshold of one language for the other when that has no questions', () => {
    const { related, relatedOtherLanguage } = chooseThresholds([...answerable, ...near]);
    assert.equal(relatedOtherLanguage, related);
  });
});
