import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { printFailure } from '../../src/cli/run-command-line.ts';
import { PilcrowError } from '../../src/errors.ts';

describe('printFailure', () => {
  for (const [failure, { error, exitCode, printed }] of Object.entries({
    'an anticipated failure by its message': {
      error: new PilcrowError('INDEX_CORRUPT', 'Cannot use the index'),
      exitCode: 1,
      printed: /^Cannot use the index\n$/,
    },
    'a wrong command line by its message': {
      error: new PilcrowError('USAGE_INVALID', 'Cannot run "x"'),
      exitCode: 2,
      printed: /^Cannot run "x"\n$/,
    },
    'a bug as one, with its stack and what caused it': {
      error: new TypeError('x is not a function', { cause: new Error('the cause') }),
      exitCode: 70,
      printed: /^This is a bug in Pilcrow.+\nTypeError: x is not a function\n +at [\s\S]+the cause/,
    },
  })) {
    it(`prints ${failure}, with exit code ${exitCode}`, (test) => {
      const write = test.mock.method(process.stderr, 'write', () => true);
      assert.equal(printFailure(error), exitCode);
      assert.match(String(write.mock.calls[0]?.arguments[0]), printed);
      assert.equal(write.mock.callCount(), 1);
    });
  }
});
