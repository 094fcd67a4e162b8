import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { PROJECT_DIRECTORY } from '../cli/run-pilcrow.ts';
import { parseAnswers } from './parse-verdicts.ts';
import { holdFloor, type Measures, ONE_QUESTION } from './quality-floor.ts';
import { freePort, runScript, sharedPath, withoutSharedCases } from './shared-cases.ts';

describe('questions rebuilt from bug reports', { skip: withoutSharedCases }, () => {
  it('are answered as well as they were, by class and together', async (test) => {
    const folders = readdirSync(sharedPath('cases/answers'), { withFileTypes: true });
    const classes = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    assert.notDeepEqual(classes, []);
    const measures: Measures = {};
    const all = { pass: 0, passOrWeak: 0, of: 0 };
    const port = String(await freePort());
    for (const name of classes.sort()) {
      const parameters = [sharedPath('cases/answers', name), PROJECT_DIRECTORY, port];
      const counts = parseAnswers(await runScript(sharedPath('cases/answers/run-cases.mjs'), parameters));
      measures[`${name}: pass`] = { right: counts.pass, of: counts.of };
      for (const figure of ['pass', 'passOrWeak', 'of'] as const) all[figure] += counts[figure];
    }
    measures['all: pass'] = { right: all.pass, of: all.of };
    measures['all: pass or weak'] = { right: all.passOrWeak, of: all.of };
    holdFloor(test, 'answers', { measures, slack: ONE_QUESTION });
  });
});
