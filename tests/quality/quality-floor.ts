import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';

/** A figure with its unit: questions (or files) that come out right, a share 0…1, or a length, of which less is better. */
export type Measure = { right: number; of: number } | { share: number } | { characters: number };

/** Figures of one suite by name. */
export type Measures = Record<string, Measure>;

/** How far each kind of figure may fall before a test fails. */
export interface Slack {
  /** Of the questions of a measure: a number of them, or a share of all. */
  right: { questions: number } | { share: number };
}

export const ONE_QUESTION: Slack = { right: { questions: 1 } };
export const ONE_PER_CENT: Slack = { right: { share: 0.01 } };

const SHARE_SLACK = 0.01;
/** Lengths are judged less strictly: the median moves by much when one answer changes. */
const LENGTH_SLACK_SHARE = 0.05;
/** Shares are written with three digits. */
const ROUNDING = 1e-9;

const FLOOR_FILE = path.resolve(import.meta.dirname, '../quality-floor.json');

export const HOW_TO_UPDATE = 'UPDATE_QUALITY=1 writes the figures of this run';

/** What differs between figures and their floor, one sentence each. */
export interface Comparison {
  falls: string[];
  rises: string[];
}

/**
 * Compares the figures of a suite with those in `tests/quality-floor.json`: the test fails when one has fallen, and reports those
 * that have risen. With UPDATE_QUALITY=1 it writes the figures instead.
 */
export function holdFloor(test: TestContext, suite: string, { measures, slack }: { measures: Measures; slack: Slack }) {
  const floors = JSON.parse(readFileSync(FLOOR_FILE, 'utf8')) as Record<string, Measures>;
  const { falls, rises } = compareWithFloor(measures, { floor: floors[suite] ?? {}, slack });
  for (const rise of rises) test.diagnostic(`${suite}: ${rise}; ${HOW_TO_UPDATE}`);
  if (process.env.UPDATE_QUALITY) {
    for (const fall of falls) test.diagnostic(`${suite}: ${fall}`);
    writeFloors({ ...floors, [suite]: measures });
    return;
  }
  if (falls.length > 0) {
    throw new Error(
      `Cannot accept the answers of this tree: "${suite}" fell below tests/quality-floor.json:\n  ${falls.join('\n  ')}\n` +
        `Find what changed them; if it is meant, ${HOW_TO_UPDATE}`,
    );
  }
}

/** Compares figures with their floor. A figure that only one side has, or that is of another number of questions, counts as fallen. */
export function compareWithFloor(measures: Measures, { floor, slack }: { floor: Measures; slack: Slack }): Comparison {
  const comparison: Comparison = { falls: [], rises: [] };
  for (const name of new Set([...Object.keys(floor), ...Object.keys(measures)])) {
    const [before, now] = [floor[name], measures[name]];
    const change = `${name}: ${describe(before)} before, ${describe(now)} now`;
    if (!before || !now || !isComparable(before, now)) comparison.falls.push(change);
    else if (gain(before, now) < -allowedFall(before, slack) - ROUNDING) comparison.falls.push(change);
    else if (gain(before, now) > ROUNDING) comparison.rises.push(change);
  }
  return comparison;
}

function isComparable(before: Measure, now: Measure): boolean {
  if ('right' in before) return 'right' in now && before.of === now.of;
  return Object.keys(before)[0] === Object.keys(now)[0];
}

/** By how much the figure is better now, in its unit; less than 0 when it is worse. */
function gain(before: Measure, now: Measure): number {
  if ('right' in before && 'right' in now) return now.right - before.right;
  if ('share' in before && 'share' in now) return now.share - before.share;
  if ('characters' in before && 'characters' in now) return before.characters - now.characters;
  return Number.NEGATIVE_INFINITY;
}

function allowedFall(before: Measure, { right }: Slack): number {
  if ('right' in before) return 'questions' in right ? right.questions : right.share * before.of;
  return 'share' in before ? SHARE_SLACK : LENGTH_SLACK_SHARE * before.characters;
}

function describe(measure: Measure | undefined): string {
  if (!measure) return 'nothing';
  if ('right' in measure) return `${measure.right} of ${measure.of}`;
  return 'share' in measure ? String(measure.share) : `${measure.characters} characters`;
}

/** One figure a line, so that a difference is read at a glance. */
function writeFloors(floors: Record<string, Measures>) {
  const lineOf = ([name, measure]: [string, Measure]) =>
    `    ${JSON.stringify(name)}: { ${Object.entries(measure)
      .map(([unit, value]) => `"${unit}": ${value}`)
      .join(', ')} }`;
  const suites = Object.entries(floors)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([suite, measures]) => `  "${suite}": {\n${Object.entries(measures).map(lineOf).join(',\n')}\n  }`);
  writeFileSync(`${FLOOR_FILE}.new`, `{\n${suites.join(',\n')}\n}\n`);
  renameSync(`${FLOOR_FILE}.new`, FLOOR_FILE);
}
