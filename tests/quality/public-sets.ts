import { describe, it } from 'node:test';
import { parsePublicSets } from './parse-verdicts.ts';
import { holdFloor, ONE_PER_CENT } from './quality-floor.ts';
import { folderThatIndexesFirst, runScript, sharedPath, withoutSharedCases } from './shared-cases.ts';

/** At least so many questions of each set are asked, evenly taken: enough to see a loss, in a minute for four sets. */
const QUESTIONS_A_SET = 40;

/** Tests that the public sets whose names match are answered as well as they were. A file asks a third of them, so that they run side by side. */
export function holdPublicSets(sets: string, pattern: RegExp) {
  describe(`public question sets: ${sets}`, { skip: withoutSharedCases }, () => {
    it('are answered as well as they were', async (test) => {
      const output = await runScript(
        sharedPath('eval/measure-public.mjs'),
        [folderThatIndexesFirst(), pattern.source],
        {
          MAX: String(QUESTIONS_A_SET),
        },
      );
      holdFloor(test, `public sets: ${sets}`, { measures: parsePublicSets(output), slack: ONE_PER_CENT });
    });
  });
}
