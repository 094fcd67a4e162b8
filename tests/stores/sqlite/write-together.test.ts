import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { afterWriting, writeTogether } from '../../../src/stores/sqlite/write-together.ts';

/** Records the groups that are written; none that has "bad" in it is. */
function recordedWrites() {
  const groups: string[][] = [];
  const writes = writeTogether<string>((items) => {
    if (items.includes('bad')) throw new Error('it is bad');
    groups.push([...items]);
  });
  return { groups, ...writes };
}

describe('writeTogether', () => {
  it('writes what is added in one turn of the event loop together, in its order', async () => {
    const { groups, add } = recordedWrites();
    await Promise.all([add('a'), add('b')]);
    await add('c');
    assert.deepEqual(groups, [['a', 'b'], ['c']]);
  });

  it('writes what waits before anything is read, and once', async () => {
    const { groups, add, writeNow } = recordedWrites();
    const { read } = afterWriting(writeNow, { read: () => groups.flat().length });
    const added = [add('a'), add('b')];
    assert.equal(read(), 2);
    await Promise.all(added);
    assert.equal(read(), 2);
    assert.deepEqual(groups, [['a', 'b']]);
  });

  it('writes the others of a group that cannot be written, and says of the one why not', async () => {
    const { groups, add } = recordedWrites();
    const results = await Promise.allSettled(['a', 'bad', 'b'].map(add));
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    assert.deepEqual(groups, [['a'], ['b']]);
    await assert.rejects(add('bad'), /it is bad/);
  });
});
