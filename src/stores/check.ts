/** What one check found. */
export interface Finding {
  check: string;
  isOk: boolean;
  /** What there is, or what is wrong with it. */
  found: string;
  /** What to run or do; null when nothing has to be done. */
  run: string | null;
}

/** Reports how far a check is. */
export type CheckProgress = (step: { done: number; total: number }) => void;

/** One thing that is looked at. */
export interface Check {
  name: string;
  /** What to run when something is wrong, unless the outcome says something else. */
  cure: string;
  examine(onProgress: CheckProgress): Outcome | Promise<Outcome>;
}

/** What there is, and what is wrong with it when something is. */
export interface Outcome {
  found: string;
  /** Null when nothing is. */
  wrong: string | null;
  run?: string;
}

/** Of many problems of a kind so many are named. */
const NAMED = 3;

/** Counts problems and keeps the first ones. */
export function collectProblems() {
  const first: string[] = [];
  let count = 0;
  return {
    add(problem: string): void {
      count += 1;
      if (first.length < NAMED) first.push(problem);
    },
    /** Null without problems. */
    summary(): string | null {
      if (count === 0) return null;
      const more = count > first.length ? `; and ${count - first.length} more` : '';
      return `${first.join('; ')}${more}`;
    },
  };
}
