import { describe, it } from 'node:test';
import { PROJECT_DIRECTORY } from '../cli/run-pilcrow.ts';
import { parseFiles, parsePeople } from './parse-verdicts.ts';
import { holdFloor, ONE_QUESTION } from './quality-floor.ts';
import { runScript, sharedPath, withBuiltServer, withoutSharedCases } from './shared-cases.ts';

describe('questions as people ask them, and files with faults', { skip: withoutSharedCases }, () => {
  it('questions are answered as well as they were', async (test) => {
    const output = await withBuiltServer(sharedPath('cases/people/documents'), (url) =>
      runScript(sharedPath('cases/people/judge.mjs'), [url]),
    );
    holdFloor(test, 'people', { measures: parsePeople(output), slack: ONE_QUESTION });
  });

  it('files are read as well as they were', async (test) => {
    const output = await runScript(sharedPath('cases/files/check.mjs'), [sharedPath('cases/files'), PROJECT_DIRECTORY]);
    holdFloor(test, 'files', { measures: parseFiles(output), slack: ONE_QUESTION });
  });
});
