import type { Calibration } from '../retrieval/calibration.ts';
import type { RankingSignals } from '../retrieval/rank-paragraphs.ts';

/** The candidates of one question, and which of them answer it. */
export interface RankingExample {
  candidates: RankingSignals[];
  isGold: boolean[];
}

const NAMES = ['keywordShare', 'similarity', 'aspect', 'evidence', 'short'] as const satisfies (keyof RankingSignals)[];
const STEPS = 300;
const RATE = 0.1;
const RIDGE = 1e-3;

/**
 * Fits the weights of the ranking: under them a softmax over the candidates gives the paragraphs that answer the most probability
 * (listwise learning to rank, Cao et al., 2007), by gradient ascent with Adam.
 */
export function fitRanking(examples: RankingExample[]): Calibration['ranking'] {
  const weights = NAMES.map(() => 1);
  const first = NAMES.map(() => 0);
  const second = NAMES.map(() => 0);
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

/** Expected signals under the gold candidates less those under all. */
function gradientOf({ candidates, isGold }: RankingExample, weights: number[]): number[] {
  const scores = candidates.map((signals) =>
    NAMES.reduce((sum, name, index) => sum + weights[index]! * signals[name], 0),
  );
  const highest = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - highest));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const goldTotal = shares.reduce((sum, share, index) => sum + (isGold[index] ? share : 0), 0);
  if (goldTotal === 0) return NAMES.map(() => 0);
  return NAMES.map((name) =>
    candidates.reduce(
      (sum, signals, index) => sum + signals[name] * shares[index]! * ((isGold[index] ? 1 / goldTotal : 0) - 1 / total),
      0,
    ),
  );
}
