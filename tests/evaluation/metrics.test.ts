import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  areaUnderCurve,
  containsEveryGroup,
  expectedCalibrationError,
  hitRate,
  meanReciprocalRank,
  rankOfFirst,
  shareOf,
} from '../../src/evaluation/metrics.ts';
import { assertClose } from '../support/assertions.ts';

describe('rankings', () => {
  it('counts the rank of the first gold paragraph from 1', () => {
    assert.equal(
      rankOfFirst([7, 9, 3, 9], (paragraph) => paragraph === 9),
      2,
    );
    assert.equal(
      rankOfFirst([7], () => false),
      null,
    );
  });

  it('counts a hit when the rank is within the limit, and never for a missing rank', () => {
    assert.equal(hitRate([1, 2, 4, null], 1), 0.25);
    assert.equal(hitRate([1, 2, 4, null], 3), 0.5);
    assert.equal(hitRate([1, 2, 4, null], 5), 0.75);
  });

  it('averages reciprocal ranks, 0 for a missing rank', () => {
    assert.equal(meanReciprocalRank([1, 2, 4, null]), (1 + 0.5 + 0.25) / 4);
  });
});

describe('containsEveryGroup', () => {
  it('requires one alternative of every group', () => {
    const groups = [['СНГ'], ['ШОС', 'Шанхайской']];
    assert.equal(containsEveryGroup('с СНГ и ШОС', groups), true);
    assert.equal(containsEveryGroup('с СНГ', groups), false);
  });

  it('ignores line breaks and Unicode normalisation, but not case', () => {
    assert.equal(containsEveryGroup('оружия\n  массового', [['оружия массового']]), true);
    assert.equal(containsEveryGroup('мирный'.normalize('NFD'), [['мирный']]), true);
    assert.equal(containsEveryGroup('канал', [['Канал']]), false);
  });
});

describe('shareOf', () => {
  it('is null without values: nothing measured is not 0', () => {
    assert.equal(shareOf([]), null);
    assert.equal(shareOf([true, false, false, true]), 0.5);
  });
});

describe('areaUnderCurve', () => {
  it('is how often a positive score is above a negative one, ties by half, however far', () => {
    assert.equal(areaUnderCurve([3, 1], [1, Number.NEGATIVE_INFINITY]), 3.5 / 4);
    assert.equal(areaUnderCurve([1], [2]), 0);
  });

  it('is null without scores of both kinds', () => {
    assert.deepEqual([areaUnderCurve([1], []), areaUnderCurve([], [1])], [null, null]);
  });
});

describe('expectedCalibrationError', () => {
  it('is 0 when outcomes are as frequent as predicted', () => {
    const predictions = [1, 2, 3, 4].map((index) => ({ confidence: 0.75, isTrue: index < 4 }));
    assert.equal(expectedCalibrationError(predictions), 0);
  });

  it('weights the gap of each bin with its share of the predictions', () => {
    const error = expectedCalibrationError([
      { confidence: 0.9, isTrue: false },
      { confidence: 0.2, isTrue: false },
      { confidence: 0.2, isTrue: true },
      { confidence: 0.2, isTrue: false },
    ]);
    assertClose(error!, 0.9 * 0.25 + (1 / 3 - 0.2) * 0.75, 1e-9);
  });

  it('lets errors of opposite sign cancel out only within a bin', () => {
    const predictions = [
      { confidence: 0.95, isTrue: false },
      { confidence: 0.05, isTrue: true },
    ];
    assertClose(expectedCalibrationError(predictions)!, 0.95, 1e-9);
    assert.equal(expectedCalibrationError(predictions, 1), 0);
  });

  it('has a bin for certainty, and is null without predictions', () => {
    assert.equal(expectedCalibrationError([{ confidence: 1, isTrue: true }]), 0);
    assert.equal(expectedCalibrationError([]), null);
  });
});
