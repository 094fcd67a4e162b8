import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertAbove, assertClose, assertExcludes, assertIncludes } from './assertions.ts';

const failure = (message: string) => ({ name: 'AssertionError', message });

describe('assertions of the tests', () => {
  it('fail with the text or the list in which something is missing or too much', () => {
    assertIncludes('green tea', 'tea');
    assertIncludes(['green', 'tea'], 'tea');
    assert.throws(() => assertIncludes('green tea', 'milk'), failure("'green tea' does not contain 'milk'"));
    assert.throws(() => assertIncludes(['green tea'], 'tea'), failure("[ 'green tea' ] does not contain 'tea'"));
    assertExcludes('green tea', 'milk');
    assertExcludes(['green tea'], 'tea');
    assert.throws(() => assertExcludes('green tea', 'tea'), failure("'green tea' contains 'tea'"));
    assert.throws(() => assertExcludes([1, 2], 2), failure('[ 1, 2 ] contains 2'));
  });

  it('fail with both numbers, also where one is not a number', () => {
    assertAbove(2, 1);
    assert.throws(() => assertAbove(1, 1), failure('1 is not above 1'));
    assert.throws(() => assertAbove(Number.NaN, 1), failure('NaN is not above 1'));
    assertClose(1.001, 1, 0.01);
    assertClose(0.999, 1, 0.01);
    assert.throws(() => assertClose(1, 2, 1), failure('1 is not within 1 of 2'));
    assert.throws(() => assertClose(Number.NaN, 1, 1), failure('NaN is not within 1 of 1'));
  });
});
