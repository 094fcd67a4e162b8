import type { Calibration } from '../retrieval/calibration.ts';
import type { RankingSignals } from '../retrieval/rank-paragraphs.ts';

/** The candidates of one question, and which of them answer it. */
export interface RankingExample {
  candidates: RankingSignals[];
  isGold: boolean[];
}

const NAMES = [
  'keywordShare',
  'spelling',
  'similarity',
  'sentence',
  'document',
  'aspect',
  'evidence',
  'short',
] as const satisfies (keyof RankingSignals)[];
const STEPS = 300;
const RATE = 0.1;
const RIDGE = 1e-3;
const SEARCH_ROUNDS = 4;

/**
 * Fits the weights of the ranking. Under them a softmax over the candidates gives each its probability; first the likelihood of the paragraphs
 * that answer is raised (listwise learning to rank, Cao et al., 2007), then their probability itself, which is the expected hit@1: questions
 * that no weights can answer pull no more. Gradient ascent with Adam. Last, each weight is tried larger and smaller, and kept where more
 * questions have a paragraph that answers in first place.
 */
export function fitRanking(observed: readonly RankingExample[]): Calibration['ranking'] {
  const examples = observed.map(toRows);
  const ones = NAMES.map(() => 1);
  const likely = ascend(ones, (weights) => meanGradient(examples, weights, () => 1));
  const hitting = ascend(likely, (weights) => meanGradient(examples, weights, (probability) => probability));
  const best = searchHits(examples, hitting);
  return Object.fromEntries(NAMES.map((name, index) => [name, best[index]!])) as Calibration['ranking'];
}

/** The candidates of a question as rows of numbers, in the order of `NAMES`: they are gone through some thousand times. */
interface Rows {
  rows: number[][];
  isGold: boolean[];
}

function toRows({ candidates, isGold }: RankingExample): Rows {
  return { rows: candidates.map((signals) => NAMES.map((name) => signals[name])), isGold };
}

/** Changes one weight at a time, as long as that raises hit@1. */
function searchHits(examples: readonly Rows[], start: readonly number[]): readonly number[] {
  let best = start;
  let hits = countHits(examples, best);
  for (let round = 0; round < SEARCH_ROUNDS; round += 1) {
    for (const place of NAMES.keys()) {
      const weight = best[place]!;
      for (const changed of [weight * 1.3, weight / 1.3, weight + 1]) {
        const tried = best.with(place, changed);
        const found = countHits(examples, tried);
        if (found > hits) [best, hits] = [tried, found];
      }
    }
  }
  return best;
}

/** Share of the examples in which a paragraph that answers has the highest score. */
export function hitAt1(examples: readonly RankingExample[], ranking: Calibration['ranking']): number {
  const weights = NAMES.map((name) => ranking[name]);
  return countHits(examples.map(toRows), weights) / examples.length;
}

function countHits(examples: readonly Rows[], weights: readonly number[]): number {
  return examples.filter(({ rows, isGold }) => {
    const scores = scoresOf(rows, weights);
    return isGold[scores.indexOf(Math.max(...scores))];
  }).length;
}

function ascend(start: readonly number[], gradientAt: (weights: number[]) => number[]): number[] {
  const weights = [...start];
  const first = weights.map(() => 0);
  const second = weights.map(() => 0);
  for (let step = 1; step <= STEPS; step += 1) {
    for (const [index, value] of gradientAt(weights).entries()) {
      first[index] = 0.9 * first[index]! + 0.1 * value;
      second[index] = 0.99 * second[index]! + 0.01 * value ** 2;
      const mean = first[index]! / (1 - 0.9 ** step);
      const deviation = Math.sqrt(second[index]! / (1 - 0.99 ** step));
      weights[index]! += (RATE * mean) / (deviation + 1e-8);
    }
  }
  return weights;
}

/** @param weightOf How much an example counts whose paragraphs that answer have this probability. */
function meanGradient(
  examples: readonly Rows[],
  weights: readonly number[],
  weightOf: (probability: number) => number,
): number[] {
  const gradient = weights.map((weight) => -RIDGE * weight);
  for (const example of examples) {
    const { probability, ofLikelihood } = gradientOf(example, weights);
    const factor = weightOf(probability) / examples.length;
    for (const [index, value] of ofLikelihood.entries()) gradient[index]! += factor * value;
  }
  return gradient;
}

/** The probability of the gold candidates, and the gradient of its logarithm: expected signals under them less those under all. */
function gradientOf({ rows, isGold }: Rows, weights: readonly number[]) {
  const scores = scoresOf(rows, weights);
  const highest = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - highest));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const goldTotal = shares.reduce((sum, share, index) => sum + (isGold[index] ? share : 0), 0);
  const ofLikelihood = NAMES.map(() => 0);
  if (goldTotal === 0) return { probability: 0, ofLikelihood };
  for (const [index, row] of rows.entries()) {
    const factor = shares[index]! * ((isGold[index] ? 1 / goldTotal : 0) - 1 / total);
    for (let place = 0; place < row.length; place += 1) ofLikelihood[place]! += factor * row[place]!;
  }
  return { probability: goldTotal / total, ofLikelihood };
}

function scoresOf(rows: readonly number[][], weights: readonly number[]): number[] {
  return rows.map((row) => {
    let score = 0;
    for (let place = 0; place < row.length; place += 1) score += weights[place]! * row[place]!;
    return score;
  });
}
