import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fitLogistic, type Observation } from '../../src/evaluation/fit-logistic.ts';
import { probabilityOf } from '../../src/retrieval/calibration.ts';
import { assertAbove } from '../support/assertions.ts';

const observe = (signals: Record<string, number>, isTrue: boolean, weight = 1): Observation => ({
  signals,
  isTrue,
  weight,
});
/** So many observations of a signal, of which the first ones are true. */
const repeat = (signals: Record<string, number>, { times, trueTimes }: { times: number; trueTimes: number }) =>
  Array.from({ length: times }, (_, index) => observe(signals, index < trueTimes));
const isNear = (actual: number, expected: number, tolerance = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is near ${expected}`);

/** Often true where `coverage` is high, whatever `noise` is. */
const COVERAGE = [
  ...repeat({ coverage: 0.9, noise: 1 }, { times: 40, trueTimes: 36 }),
  ...repeat({ coverage: 0.9, noise: 2 }, { times: 40, trueTimes: 36 }),
  ...repeat({ coverage: 0.1, noise: 1 }, { times: 40, trueTimes: 4 }),
  ...repeat({ coverage: 0.1, noise: 2 }, { times: 40, trueTimes: 4 }),
];

describe('fitLogistic', () => {
  it('gives the observed probabilities, shrunk a little by the penalty', () => {
    const model = fitLogistic(COVERAGE, { coverage: 0, noise: 0 });
    const high = probabilityOf(model, { coverage: 0.9, noise: 1 });
    const low = probabilityOf(model, { coverage: 0.1, noise: 2 });
    assert.ok(high > 0.8 && high < 0.9, `probability ${high}`);
    isNear(high + low, 1);
  });

  it('gives no weight to an uninformative signal', () => {
    isNear(fitLogistic(COVERAGE, { coverage: 0, noise: 0 }).weights.noise!, 0);
  });

  it('is calibrated on average: the mean probability is the share of true observations', () => {
    const uneven = [...COVERAGE, ...repeat({ coverage: 0.5, noise: 3 }, { times: 30, trueTimes: 29 })];
    const model = fitLogistic(uneven, { coverage: 0, noise: 0 });
    const expected = uneven.reduce((sum, { signals }) => sum + probabilityOf(model, signals), 0);
    isNear(expected, uneven.filter(({ isTrue }) => isTrue).length, 1e-4);
  });

  it('gives no weight to a signal that comes out against its sign, and fits the others without it', () => {
    const model = fitLogistic(COVERAGE, { coverage: -1, noise: 0 });
    assert.equal(model.weights.coverage, 0);
    isNear(probabilityOf(model, { coverage: 0.9, noise: 1 }), 0.5);
    const rightly = fitLogistic(COVERAGE, { coverage: 1, noise: 0 });
    assert.deepEqual(rightly, fitLogistic(COVERAGE, { coverage: 0, noise: 0 }));
  });

  it('weights each observation', () => {
    const heavy = [observe({}, true, 3), observe({}, false, 1)];
    isNear(probabilityOf(fitLogistic(heavy, {}), {}), 0.75);
  });

  it('does not depend on the unit of a signal', () => {
    const inThousandths = COVERAGE.map(({ signals, ...rest }) => ({
      ...rest,
      signals: { coverage: signals.coverage! * 1000 },
    }));
    const model = fitLogistic(COVERAGE, { coverage: 0 });
    const other = fitLogistic(inThousandths, { coverage: 0 });
    isNear(probabilityOf(other, { coverage: 700 }), probabilityOf(model, { coverage: 0.7 }));
  });

  it('stays finite when a signal separates all observations', () => {
    const separable = [
      ...repeat({ x: 1 }, { times: 30, trueTimes: 30 }),
      ...repeat({ x: 0 }, { times: 30, trueTimes: 0 }),
    ];
    const { bias, weights } = fitLogistic(separable, { x: 0 });
    assert.ok(Number.isFinite(bias) && Number.isFinite(weights.x), `bias ${bias}, weight ${weights.x}`);
    const certain = probabilityOf({ bias, weights }, { x: 1 });
    assert.ok(certain > 0.85 && certain < 0.95, `probability ${certain}`);
  });

  it('gives no weight to a signal that is always the same', () => {
    const constant = COVERAGE.map((observation) => ({
      ...observation,
      signals: { ...observation.signals, always: 7 },
    }));
    const model = fitLogistic(constant, { coverage: 0, always: 0 });
    isNear(model.weights.always!, 0);
    isNear(
      probabilityOf(model, { coverage: 0.9, always: 7 }),
      probabilityOf(fitLogistic(COVERAGE, { coverage: 0 }), { coverage: 0.9 }),
    );
  });

  it('treats a missing signal as 0', () => {
    const given = COVERAGE.map(({ signals, ...rest }) => ({
      ...rest,
      signals: signals.coverage === 0.9 ? { coverage: 0.9 } : {},
    }));
    assertAbove(fitLogistic(given, { coverage: 0 }).weights.coverage!, 0);
  });
});
