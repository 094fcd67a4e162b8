import type { Logistic } from '../retrieval/calibration.ts';

/** One observation: named signals, what was true, and how much it counts. */
export interface Observation {
  signals: Readonly<Record<string, number>>;
  isTrue: boolean;
  weight: number;
}

const RIDGE = 3;
const STEPS = 25;

/**
 * Fits a logistic regression with a ridge penalty. A signal that comes out against its sign is left out, the strongest first, and the others
 * are fitted again.
 *
 * @param signs For each signal whether its weight may only be positive (1), only negative (-1), or either (0).
 * @returns Weights for the signals as they are; 0 for those left out.
 */
export function fitLogistic(observations: Observation[], signs: Readonly<Record<string, number>>): Logistic {
  let names = Object.keys(signs);
  for (;;) {
    const { bias, weights, standardized } = fitFreely(observations, names);
    const [wrong] = names
      .filter((name) => standardized[name]! * signs[name]! < 0)
      .sort((a, b) => Math.abs(standardized[b]!) - Math.abs(standardized[a]!));
    if (wrong === undefined) return { bias, weights: { ...mapToZero(signs), ...weights } };
    names = names.filter((name) => name !== wrong);
  }
}

function mapToZero(signs: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.keys(signs).map((name) => [name, 0]));
}

/** By Newton's method on standardised signals. */
function fitFreely(observations: Observation[], names: string[]): Logistic & { standardized: Record<string, number> } {
  const scale = names.map((name) => scaleOf(observations.map(({ signals }) => signals[name] ?? 0)));
  const rows = observations.map(({ signals }) => [
    1,
    ...names.map((name, index) => ((signals[name] ?? 0) - scale[index]!.mean) / scale[index]!.deviation),
  ]);
  const beta = new Array<number>(names.length + 1).fill(0);

  for (let step = 0; step < STEPS; step += 1) {
    const gradient = beta.map((value, index) => (index === 0 ? 0 : RIDGE * value));
    const hessian = beta.map((_, i) => beta.map((_, j) => (i === j ? (i === 0 ? 1e-9 : RIDGE) : 0)));
    for (const [index, row] of rows.entries()) {
      const { isTrue, weight } = observations[index]!;
      const probability = sigmoid(row.reduce((sum, value, column) => sum + value * beta[column]!, 0));
      const error = weight * (probability - (isTrue ? 1 : 0));
      const curvature = weight * Math.max(probability * (1 - probability), 1e-6);
      for (const [i, value] of row.entries()) {
        gradient[i]! += error * value;
        for (const [j, other] of row.entries()) hessian[i]![j]! += curvature * value * other;
      }
    }
    const change = solve(hessian, gradient);
    for (const [index, value] of change.entries()) beta[index]! -= value;
  }

  const weights = names.map((_, index) => beta[index + 1]! / scale[index]!.deviation);
  const bias = beta[0]! - weights.reduce((sum, weight, index) => sum + weight * scale[index]!.mean, 0);
  const named = (values: number[]) => Object.fromEntries(names.map((name, index) => [name, values[index]!]));
  return { bias, weights: named(weights), standardized: named(beta.slice(1)) };
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function scaleOf(values: number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

/** Solves a small system of linear equations by Gaussian elimination with pivoting. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  const rows = matrix.map((row, index) => [...row, right[index]!]);
  for (let column = 0; column < size; column += 1) {
    const pivot = rows.reduce(
      (best, row, index) => (index >= column && Math.abs(row[column]!) > Math.abs(rows[best]![column]!) ? index : best),
      column,
    );
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let below = column + 1; below < size; below += 1) {
      const factor = rows[below]![column]! / rows[column]![column]!;
      for (let at = column; at <= size; at += 1) rows[below]![at]! -= factor * rows[column]![at]!;
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row -= 1) {
    const known = solution.reduce((sum, value, column) => sum + (column > row ? rows[row]![column]! * value : 0), 0);
    solution[row] = (rows[row]![size]! - known) / rows[row]![row]!;
  }
  return solution;
}
