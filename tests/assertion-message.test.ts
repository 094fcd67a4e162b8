import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, it } from 'node:test';
import { temporaryDirectory, writeFiles } from './support/temporary-directory.ts';

const projectDirectory = path.resolve(import.meta.dirname, '..');
const BIOME = path.join(projectDirectory, 'node_modules/@biomejs/biome/bin/biome');

/** Each call that the rule of `assertion-message.grit`, as `biome.json` turns it on, finds in these files: `file:line`. */
function callsWithoutMessage(...paths: string[]): string[] {
  const parameters = [BIOME, 'lint', '--only=plugin', '--reporter=github', '--max-diagnostics=1000', ...paths];
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, {
    cwd: projectDirectory,
    encoding: 'utf8',
  });
  const calls = [...stdout.matchAll(/^::error title=plugin,file=(.+?),line=(\d+),/gm)].map(
    ([, file, line]) => `${path.relative(projectDirectory, path.resolve(projectDirectory, file!))}:${line}`,
  );
  assert.ok(status === 0 || calls.length > 0, `Biome ended with ${status}: ${stdout}${stderr}`);
  return calls;
}

describe('assertions', () => {
  it('of the tests and benchmarks have a message wherever Node would have to read the source for one', () => {
    assert.deepEqual(callsWithoutMessage('tests', 'bench'), []);
  });

  it('without a message are found over several lines and whatever their argument is', () => {
    const code = [
      'assert.ok(isReady);',
      'assert.ok(isReady, "the server is not ready");',
      'assert.ok(',
      '  // the answer, with its quotes',
      '  answer.quotes.every(({ start, end }) => start < end),',
      ');',
      `assert.ok(/\\(,"/.test(text), 'in the text, "');`,
      'const check = (value: unknown) => assert(check(value, ["a, b", ")"]));',
      'assert.equal(isReady, true);',
    ];
    const directory = writeFiles(temporaryDirectory(), { 'planted.ts': `${code.join('\n')}\n` });
    const lines = callsWithoutMessage(path.join(directory, 'planted.ts')).map((place) => place.split(':')[1]);
    assert.deepEqual(lines, ['1', '3', '8']);
  });
});
