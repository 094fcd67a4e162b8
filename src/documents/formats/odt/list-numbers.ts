import { numberInStyle } from '../xml/number-in-style.ts';
import type { ListLevel } from './list-levels.ts';

/** The numbers that the levels of a list, or of the headings, have come to. */
export type Counts = (number | undefined)[];

/**
 * Counts one item on, and gives what stands before it: null for a bullet.
 *
 * @param depth From 0.
 * @param options.startAt The number that the item itself gives.
 */
export function countOn(
  counts: Counts,
  levels: readonly ListLevel[],
  { depth, startAt }: { depth: number; startAt?: number | undefined },
): string | null {
  const level = levels[depth];
  counts.length = Math.min(counts.length, depth + 1);
  if (level?.kind !== 'number') return null;
  const before = counts[depth];
  counts[depth] = startAt ?? (before === undefined ? level.startAt : before + 1);
  const shown = (at: number): string => {
    const other = levels[at];
    return other?.kind === 'number' ? numberInStyle(counts[at] ?? other.startAt, other.style) : '';
  };
  if (level.pattern !== null) {
    return level.pattern.replace(/%(\d+)%\.?/g, (whole, at: string) => {
      const number = shown(Number(at) - 1);
      return number === '' ? '' : number + (whole.endsWith('.') ? '.' : '');
    });
  }
  const first = Math.max(0, depth + 1 - level.shownLevels);
  const numbers = Array.from({ length: depth + 1 - first }, (_, index) => shown(first + index));
  return level.prefix + numbers.filter((number) => number !== '').join('.') + level.suffix;
}
