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
  'spellingAlone',
  'similarity',
  'sentence',
  'document',
  'named',
  'aspect',
  'part',
  'evidence',
  'short',
  'heading',
] as const satisfies (keyof RankingSignals)[];
const STEPS = 300;
const RATE = 0.1;
const RIDGE = 1e-3;

/**
 * Fits the weights of the ranking: under them a softmax over the candidates gives the paragraphs that answer the most probability
 * (listwise learning to rank, Cao et al., 2007), by gradient ascent with Adam.
 */
export function fitRanking(observed: readonly RankingExample[]): Calibration['ranking'] {
  const examples = observed.map(toRows);
  const weights = NAMES.map(() => 1);
  const first = weights.map(() => 0);
  const second = weights.map(() => 0);
  for (let step = 1; step <= STEPS; step += 1) {
    const gradient = weights.map((weight) => -RIDGE * weight);
    for (const example of examples) {
      for (const [index, value] of gradientOf(example, weights).entries()) gradient[index]! += value / examples.length;
    }
    for (const [index, value] of gradient.entries()) {
      first[index] = 0.9 * first[index]! + 0.1 * value;
      second[index] = 0.99 * second[index]! + 0.01 * value ** 2;
      const mean = first[index]! / (1 - 0.9 ** step);
      const deviation = Math.sqrt(second[index]! / (1 - 0.99 ** step));
      weights[index]! += (RATE * mean) / (deviation + 1e-8);
    }
  }
  return Object.fromEntries(NAMES.map((name, index) => [name, weights[index]!])) as Calibration['ranking'];
}

/** The candidates of a question as rows of numbers, in the order of `NAMES`: they are read some thousand times. */
interface Rows {
  rows: number[][];
  isGold: boolean[];
}

function toRows({ candidates, isGold }: RankingExample): Rows {
  return { rows: candidates.map((signals) => NAMES.map((name) => signals[name])), isGold };
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

/** Expected signals under the gold candidates less those under all. */
function gradientOf({ rows, isGold }: Rows, weights: readonly number[]): number[] {
  const scores = scoresOf(rows, weights);
  const highest = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - highest));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const goldTotal = shares.reduce((sum, share, index) => sum + (isGold[index] ? share : 0), 0);
  const gradient = NAMES.map(() => 0);
  if (goldTotal === 0) return gradient;
  for (const [index, row] of rows.entries()) {
    const factor = shares[index]! * ((isGold[index] ? 1 / goldTotal : 0) - 1 / total);
    for (let place = 0; place < row.length; place += 1) gradient[place]! += factor * row[place]!;
  }
  return gradient;
}

function scoresOf(rows: readonly number[][], weights: readonly number[]): number[] {
  return rows.map((row) => {
    let score = 0;
    for (let place = 0; place < row.length; place += 1) score += weights[place]! * row[place]!;
    return score;
  });
}
