import { pauseDue } from '../../runtime/pauses.ts';
import type { Likenesses } from './compare-questions.ts';

/**
 * Groups what is alike on average: of two groups the mean likeness of their members counts, and the most alike are joined first, while that is at least
 * `threshold` (average linkage). It does not depend on the order.
 *
 * By chains of nearest neighbours (Murtagh, 1983), the time grows as the square of the count.
 *
 * @returns The places of the members of each group.
 */
export async function groupAlike({ count, rows }: Likenesses, threshold: number): Promise<number[][]> {
  const means = rows.slice();
  const groups = new Map<number, number[]>(Array.from({ length: count }, (_, place) => [place, [place]]));
  const done: number[][] = [];
  const chain: number[] = [];
  while (groups.size > 0) {
    if (chain.length === 0) chain.push(groups.keys().next().value!);
    const last = chain.at(-1)!;
    const nearest = nearestOf(last, { means, count, others: groups.keys(), preferred: chain.at(-2) });
    if (nearest === null || means[last * count + nearest]! < threshold) {
      // What none is near to now, none will be near to later: a mean of two is no more than the larger of them.
      done.push(groups.get(last)!);
      groups.delete(last);
      chain.pop();
    } else if (nearest === chain.at(-2)) {
      chain.splice(-2);
      join(groups, { means, count, into: Math.min(last, nearest), from: Math.max(last, nearest) });
    } else chain.push(nearest);
    await pauseDue();
  }
  return done;
}

/** The group that another one is most alike; of equal ones the preferred. */
function nearestOf(
  group: number,
  {
    means,
    count,
    others,
    preferred,
  }: { means: Float32Array; count: number; others: Iterable<number>; preferred: number | undefined },
): number | null {
  let nearest: number | null = null;
  let highest = Number.NEGATIVE_INFINITY;
  for (const other of others) {
    if (other === group) continue;
    const mean = means[group * count + other]!;
    if (mean > highest || (mean === highest && other === preferred)) [nearest, highest] = [other, mean];
  }
  return nearest;
}

function join(
  groups: Map<number, number[]>,
  { means, count, into, from }: { means: Float32Array; count: number; into: number; from: number },
): void {
  const [members, added] = [groups.get(into)!, groups.get(from)!];
  groups.delete(from);
  const size = members.length + added.length;
  for (const other of groups.keys()) {
    if (other === into) continue;
    const sum = members.length * means[into * count + other]! + added.length * means[from * count + other]!;
    means[into * count + other] = means[other * count + into] = sum / size;
  }
  groups.set(into, [...members, ...added]);
}
