import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, Result, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
const ALL_RULES: RunOptions = {
  runOnly: { type: 'tag', values: TAGS },
  rules: { 'target-size': { enabled: true } },
};
const COLOURS: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };

/** Checks a page with axe-core, shadow roots included. What axe cannot decide about colours counts as a violation. */
export async function checkWithAxe(page: Page, { rules = 'all' }: { rules?: 'all' | 'colours' } = {}): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE);
  const options = rules === 'all' ? ALL_RULES : COLOURS;
  const { violations, incomplete } = await page.evaluate(
    (wanted): Promise<AxeResults> => (window as unknown as { axe: typeof import('axe-core') }).axe.run(wanted),
    { ...options, resultTypes: ['violations', 'incomplete'] satisfies RunOptions['resultTypes'] },
  );
  const undecided = incomplete.filter(({ id }) => id === 'color-contrast');
  // What an open card covers is not seen, and the states without one show it; of a marker axe says that its text is short. What the
  // card itself says is measured in sight.test.ts: axe sees only that the card covers something.
  const hasCard = (await page.locator('pilcrow-chat .card').count()) > 0;
  const covered = hasCard ? ['bgOverlap', 'shortTextContent', 'elmPartiallyObscuring'] : ['bgOverlap'];
  const problems = [
    ...violations.flatMap((result) => describeResult(result, [])),
    ...undecided.flatMap((result) => describeResult(result, covered)),
  ];
  assert.deepEqual(problems, []);
}

function describeResult({ id, nodes }: Result, ignored: string[]): string[] {
  return nodes.flatMap(({ target, any, all, none }) => {
    const reasons = [...any, ...all, ...none];
    if (reasons.every(({ data }) => ignored.includes(data?.messageKey))) return [];
    return `${id}: ${target.flat().join(' ')}: ${reasons.map(({ message }) => message).join('; ')}`;
  });
}
