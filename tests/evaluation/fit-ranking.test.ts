import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fitRanking, hitAt1, type RankingExample } from '../../src/evaluation/fit-ranking.ts';
import { type RankingSignals, weigh } from '../../src/retrieval/rank-paragraphs.ts';
import { NO_SIGNALS as NOTHING } from '../answering/found.ts';
import { assertAbove } from '../support/assertions.ts';

/** A question whose first candidate answers it. */
const example = (...candidates: Partial<RankingSignals>[]): RankingExample => ({
  candidates: candidates.map((signals) => ({ ...NOTHING, ...signals })),
  isGold: candidates.map((_, index) => index === 0),
});
const isNear = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 0.05, `${actual} is near ${expected}`);

describe('fitRanking', () => {
  it('raises the weight of signals that are higher in answering paragraphs, and lowers the others', () => {
    const examples = [
      example({ keywordShare: 1, short: 0 }, { keywordShare: 0.4, short: 1 }, { keywordShare: 0.2, short: 1 }),
      example({ keywordShare: 0.9, short: 0 }, { keywordShare: 1, short: 1 }, { keywordShare: 0.1, short: 1 }),
    ];
    const { keywordShare, short } = fitRanking(examples);
    assert.ok(keywordShare > 1, `${keywordShare} is more than at the start`);
    assert.ok(short < 0, `weight ${short}`);
  });

  it('combines signals so that the answering paragraph comes first where neither alone would do', () => {
    const examples = [
      example(
        { keywordShare: 0.6, similarity: 0.6 },
        { keywordShare: 1, similarity: -1 },
        { keywordShare: -1, similarity: 1 },
      ),
      example({ keywordShare: 0.5, similarity: 0.8 }, { keywordShare: 0.9, similarity: -0.9 }, { similarity: 0.9 }),
    ];
    const weights = fitRanking(examples);
    for (const { candidates } of examples) {
      const scores = candidates.map((signals) => weigh(signals, weights));
      assert.equal(Math.max(...scores), scores[0]);
    }
  });

  it('shares the probability among all paragraphs that answer', () => {
    const both: RankingExample = {
      candidates: [{ ...NOTHING, keywordShare: 1 }, { ...NOTHING, aspect: 1 }, NOTHING],
      isGold: [true, true, false],
    };
    const { keywordShare, aspect } = fitRanking([both]);
    isNear(keywordShare, aspect);
    assertAbove(keywordShare, 1);
  });

  it('learns nothing from a question whose answer was not found', () => {
    const known = example({ keywordShare: 1 }, { keywordShare: 0.2, short: 1 });
    const lost: RankingExample = { ...example({ short: 1 }, { keywordShare: 1 }), isGold: [false, false] };
    assertAbove(0, fitRanking([known, lost]).short);
    assert.deepEqual(fitRanking([lost]), fitRanking([]));
  });

  it('keeps the weight of an uninformative signal close to its start', () => {
    const { evidence, keywordShare } = fitRanking([example({ keywordShare: 1, evidence: 0.5 }, { evidence: 0.5 })]);
    assertAbove(Math.abs(keywordShare - 1), Math.abs(evidence - 1));
    assert.ok(evidence <= 1, `weight ${evidence}`);
  });

  it('stays finite when scores are very far apart', () => {
    const weights = fitRanking([
      example({ similarity: 200 }, { similarity: -200 }),
      example({ keywordShare: -90 }, {}),
    ]);
    assert.deepEqual(
      Object.values(weights).filter((value) => !Number.isFinite(value)),
      [],
    );
  });
});

describe('hitAt1', () => {
  it('is the share of the questions whose best paragraph answers', () => {
    const examples = [example({ aspect: 1 }, {}), example({}, { aspect: 1 }), example({ aspect: 0.2 }, { short: 1 })];
    assert.equal(hitAt1(examples, { ...NOTHING, aspect: 1 }), 2 / 3);
    assert.equal(hitAt1(examples, { ...NOTHING, aspect: 1, short: 1 }), 1 / 3);
  });
});
