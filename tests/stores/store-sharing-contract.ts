import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { manifestOf } from '../support/index-update.ts';

const FILES = new Map([
  ['a.txt', '1'],
  ['b.txt', '1'],
]);
const PATHS = new Set(FILES.keys());
const NONE = new Set<string>();

/** Work that ends when it is told to; `hasBegun` when it has begun. */
function endlessWork() {
  let begin = () => {};
  let finish = () => {};
  const hasBegun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const isFinished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const work = () => {
    begin();
    return isFinished;
  };
  return { work, hasBegun, finish };
}

/** What every paragraph store promises to processes that write at once. Call it once per implementation. */
export function describeStoreSharing(name: string, openStore: () => Promise<ParagraphStore>): void {
  describe(`${name} is written by several as the paragraph store contract says`, () => {
    let store: ParagraphStore;
    beforeEach(async () => {
      store = await openStore();
    });
    afterEach(() => store.close());

    for (const [how, options] of [
      ['exclusive', {}],
      ['shared', { isShared: true }],
    ] as const) {
      it(`${how} work gives back what it gives, or its failure, and lets the next one in`, async () => {
        assert.equal(await store.withWriteLock(async () => 7, options), 7);
        await assert.rejects(
          store.withWriteLock(() => Promise.reject(new Error('broken')), options),
          /broken/,
        );
        assert.equal(await store.withWriteLock(async () => 8), 8);
      });

      it(`exclusive work waits for ${how} work`, async () => {
        const order: string[] = [];
        const { work, hasBegun, finish } = endlessWork();
        const first = store.withWriteLock(work, options).then(() => order.push('first'));
        await hasBegun;
        const second = store.withWriteLock(async () => order.push('second begins'));
        // Long enough for one that does not wait.
        for (let turn = 0; turn < 20; turn += 1) await store.documents();
        assert.deepEqual(order, []);
        finish();
        await Promise.all([first, second]);
        assert.equal(order.length, 2);
      });
    }

    it('shared work waits for exclusive work', async () => {
      const { work, hasBegun, finish } = endlessWork();
      const first = store.withWriteLock(work);
      await hasBegun;
      let isIn = false;
      const second = store.withWriteLock(
        async () => {
          isIn = true;
        },
        { isShared: true },
      );
      for (let turn = 0; turn < 20; turn += 1) await store.documents();
      assert.equal(isIn, false);
      finish();
      await Promise.all([first, second]);
      assert.equal(isIn, true);
    });

    it('files that nobody else reads are claimed, again and again until their source is written', async () => {
      await store.withWriteLock(
        async () => {
          assert.deepEqual(await store.claimFiles(FILES), { claimed: PATHS, busy: NONE });
          assert.deepEqual(await store.claimFiles(FILES), { claimed: PATHS, busy: NONE });
          assert.deepEqual(await store.claimFiles(new Map()), { claimed: NONE, busy: NONE });
        },
        { isShared: true },
      );
    });

    it('a file that looks different from what was indexed of it is claimed', async () => {
      const source = { documentId: 'a', fingerprint: '1', problem: null };
      const sources = new Map([['a.txt', source]]);
      await store.update({ manifest: manifestOf(2), documents: [], deletedIds: [], termHash: () => '', sources });
      const changed = new Map([['a.txt', '2']]);
      const claims = await store.withWriteLock(() => store.claimFiles(changed), { isShared: true });
      assert.deepEqual(claims, { claimed: new Set(['a.txt']), busy: NONE });
    });

    it('a file that was claimed can be claimed anew when the lock was given back', async () => {
      const claim = () => store.withWriteLock(() => store.claimFiles(FILES), { isShared: true });
      assert.deepEqual(await claim(), { claimed: PATHS, busy: NONE });
      assert.deepEqual(await claim(), { claimed: PATHS, busy: NONE });
    });
  });
}
