import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLruCache } from '../../src/runtime/lru-cache.ts';

/** A memory whose values are how often something was made before, and what was made. */
function rememberMade(limit: number) {
  const cache = createLruCache<string, number>(limit);
  const made: string[] = [];
  const ask = (key: string) => cache(key, async () => made.push(key));
  return { ask, made };
}

describe('createLruCache', () => {
  it('creates a value once', async () => {
    const { ask, made } = rememberMade(2);
    assert.deepEqual([await ask('a'), await ask('a'), await ask('b')], [1, 1, 2]);
    assert.deepEqual(made, ['a', 'b']);
  });

  it('shares a pending value with all concurrent callers', async () => {
    const { ask, made } = rememberMade(2);
    assert.deepEqual(await Promise.all([ask('a'), ask('a'), ask('a')]), [1, 1, 1]);
    assert.deepEqual(made, ['a']);
  });

  it('evicts the least recently used value when there are too many', async () => {
    const { ask, made } = rememberMade(2);
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key);
    assert.deepEqual(made, ['a', 'b', 'c', 'b']);
  });

  it('rejects all waiting callers on a failure, and tries again for the next', async () => {
    const cache = createLruCache<string, string>(2);
    const fail = async () => Promise.reject(new Error('not today'));
    const waiting = [cache('a', fail), cache('a', async () => 'never made')];
    for (const { status } of await Promise.allSettled(waiting)) assert.equal(status, 'rejected');
    assert.equal(await cache('a', async () => 'made'), 'made');
  });

  it('shares a value that is not to be kept with all who wait, and makes it again for the next', async () => {
    const cache = createLruCache<string, number>(2, (value) => value > 1);
    let made = 0;
    const make = async () => {
      made += 1;
      return made;
    };
    assert.deepEqual(await Promise.all([cache('a', make), cache('a', make)]), [1, 1]);
    assert.deepEqual([await cache('a', make), await cache('a', make)], [2, 2]);
  });

  it('does not evict a value when an older one under the same key fails late', async () => {
    const cache = createLruCache<string, string>(1);
    let fail: (error: Error) => void = () => {};
    const late = cache('a', () => new Promise((_, reject) => (fail = reject)));
    await cache('b', async () => 'pushes a out');
    await cache('a', async () => 'made');
    fail(new Error('too late'));
    await assert.rejects(late, /too late/);
    assert.equal(await cache('a', async () => 'made again'), 'made');
  });

  it('keeps values of different keys apart, also keys that only look alike', async () => {
    const cache = createLruCache<unknown, string>(4);
    assert.equal(await cache(1, async () => 'number'), 'number');
    assert.equal(await cache('1', async () => 'text'), 'text');
  });
});
