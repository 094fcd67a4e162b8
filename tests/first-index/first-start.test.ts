import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAssistant } from '../../src/assistant.ts';
import { loadConfig } from '../../src/config/config.ts';
import { readUntil, startPilcrow, whenFinished } from '../cli/run-pilcrow.ts';
import { until } from '../support/until.ts';
import { FILES, withHeldIndex } from './held-index.ts';

describe('npm start on a folder that takes long', { timeout: 180_000 }, () => {
  it('listens, is not ready, ends soon after SIGTERM, and a part of an index is not one afterwards', () =>
    withHeldIndex(async ({ settings, release }) => {
      const child = startPilcrow(['serve'], { ...settings, PORT: '0', LOG_LEVEL: 'info' });
      const finished = whenFinished(child);
      const [, url] = await readUntil(child, /listening on (http:\S+)/);
      await until(
        async () => {
          const probe = await fetch(`${url}/readyz`);
          assert.equal(probe.status, 503);
          return (await probe.text()).includes(`"progress":{"done":500,"total":${FILES}}`);
        },
        { what: 'the part of the index that is not held', timeoutMs: 60_000 },
      );
      const begun = performance.now();
      child.kill('SIGTERM');
      const { exitCode, stderr } = await finished;
      const seconds = (performance.now() - begun) / 1000;
      assert.deepEqual([exitCode, seconds < 10], [0, true], `${seconds} s, ${stderr}`);
      assert.match(stderr, /Stopped after 500 of 520 files were indexed; the next start goes on from there/);
      assert.doesNotMatch(stderr, /"level":"(?:warn|error)"/);

      const assistant = await createAssistant(loadConfig(settings));
      assert.equal((await assistant.documents()).length, 500);
      assert.equal(await assistant.isReady(), false);
      release();
      const { added } = await assistant.buildIndex({ files: [] });
      assert.deepEqual([added, await assistant.isReady()], [FILES - 500, true]);
      await assistant.close();
    }));
});
