import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { describe, it } from 'node:test';
import { TYPESCRIPT } from '../support/program.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { TESTS_DIRECTORY } from './select-tests.ts';

/** Runs one file as `npm test` would. */
function runFile(content: string, ...options: string[]): Promise<{ code: number; output: string }> {
  const directory = writeFiles(temporaryDirectory(), { 'one.test.mjs': content });
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const parameters = [...TYPESCRIPT, path.join(TESTS_DIRECTORY, 'runner/run.ts'), ...options];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...parameters, path.join(directory, 'one.test.mjs')],
      { cwd: path.dirname(TESTS_DIRECTORY), env },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
    );
  });
}

describe('the runner of the tests', { concurrency: 2 }, () => {
  it('ends with 0 when all tests pass, whatever keeps the process running', async () => {
    const { code, output } = await runFile(
      "import { test } from 'node:test'; test('passes', () => void setInterval(() => {}, 1000));",
    );
    assert.equal(code, 0, output);
    assert.match(output, /^# pass 1$/m);
  });

  it('ends with 1 when one fails', async () => {
    const { code, output } = await runFile(
      "import { test } from 'node:test'; test('passes', () => {}); test('fails', () => { throw new Error('no tea'); });",
    );
    assert.equal(code, 1, output);
    assert.match(output, /Failed:\n\n.*one\.test\.mjs: fails\nError: no tea\n$/);
  });

  it('ends a file that never comes to its end, also when it leaves no time to anything else, and names it', async () => {
    const { code, output } = await runFile(
      "import { test } from 'node:test'; test('spins', () => { for (;;); });",
      '--timeout=3000',
    );
    assert.equal(code, 1, output);
    assert.match(output, /not ok 1 - .*one\.test\.mjs[\s\S]+timed out after 3000ms/);
  });

  it('ends with 1 when a file has no test', async () => {
    const { code, output } = await runFile('');
    assert.equal(code, 1, output);
    assert.match(output, /Cannot test anything with .*one\.test\.mjs/);
  });
});
