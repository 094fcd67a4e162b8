import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { runPilcrow } from './run-pilcrow.ts';

describe('a program without a chat model', { timeout: 60_000 }, () => {
  it('sends no usage reports', async () => {
    const directory = temporaryDirectory();
    const [home, temporary] = [path.join(directory, 'home'), path.join(directory, 'tmp')];
    for (const folder of [home, temporary]) mkdirSync(folder);
    // ONNX Runtime writes what it is going to report, and the id of the machine, to files, but only when reporting is enabled.
    const settings = { HOME: home, XDG_CACHE_HOME: undefined, TMPDIR: temporary, ORT_DISABLE_TELEMETRY: undefined };
    const index = { INDEX_DIR: path.join(directory, 'index') };
    const { exitCode, stdout } = await runPilcrow(['ask', 'Что сказано об Афганистане?'], { ...settings, ...index });
    assert.equal(exitCode, 0);
    assert.match(stdout, /Афганистан/);
    const reports = /Microsoft|onnxruntime|deviceid/i;
    const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
    assert.deepEqual(
      files.filter((file) => reports.test(file)),
      [],
    );
  });
});
