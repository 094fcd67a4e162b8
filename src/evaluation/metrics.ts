import { onOneLine } from '../documents/document.ts';

/** Place of the first gold paragraph in a ranking, counted from 1; null when there is none. */
export function rankOfFirst<T>(ranking: readonly T[], isGold: (item: T) => boolean): number | null {
  const index = ranking.findIndex(isGold);
  return index < 0 ? null : index + 1;
}

/** Share of rankings with a gold paragraph among the first `places`; null without rankings. */
export function hitRate(ranks: readonly (number | null)[], places: number): number | null {
  return shareOf(ranks.map((rank) => rank !== null && rank <= places));
}

/** Mean of 1/rank, where a ranking without a gold paragraph counts 0; null without rankings. */
export function meanReciprocalRank(ranks: readonly (number | null)[]): number | null {
  return meanOf(ranks.map((rank) => (rank === null ? 0 : 1 / rank)));
}

/** Whether a text contains one string of every group, however either is broken into lines. Case counts. */
export function containsEveryGroup(text: string, groups: readonly (readonly string[])[]): boolean {
  const haystack = normalize(text);
  return groups.every((alternatives) => alternatives.some((alternative) => haystack.includes(normalize(alternative))));
}

/** Share of true values, 0…1; null without values. */
export function shareOf(values: readonly boolean[]): number | null {
  return meanOf(values.map(Number));
}

/** Area under the ROC curve: how often a positive score is above a negative one, a tie counting half; null without either. */
export function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): number | null {
  return meanOf(
    positives.flatMap((positive) =>
      negatives.map((negative) => (positive > negative ? 1 : positive === negative ? 0.5 : 0)),
    ),
  );
}

/** A stated probability, and whether it came true. */
interface Prediction {
  /** 0…1 */
  confidence: number;
  isTrue: boolean;
}

/**
 * Expected calibration error (Guo et al., 2017): how far stated probabilities are from how often they come true, on average
 * over bins of equal width, each weighted with its share of the predictions. Null without predictions.
 */
export function expectedCalibrationError(predictions: readonly Prediction[], binCount = 10): number | null {
  if (predictions.length === 0) return null;
  const bins = Array.from({ length: binCount }, (): Prediction[] => []);
  for (const prediction of predictions) {
    bins[Math.min(binCount - 1, Math.floor(prediction.confidence * binCount))]!.push(prediction);
  }
  const gaps = bins
    .filter((bin) => bin.length > 0)
    .map((bin) => {
      const stated = bin.reduce((sum, { confidence }) => sum + confidence, 0);
      const cameTrue = bin.filter(({ isTrue }) => isTrue).length;
      return Math.abs(stated - cameTrue);
    });
  return gaps.reduce((sum, gap) => sum + gap, 0) / predictions.length;
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function normalize(text: string): string {
  return onOneLine(text.normalize('NFC'));
}
