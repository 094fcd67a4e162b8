import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { withSharedLock } from '../../src/stores/index-writer.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { manifestOf } from '../support/index-update.ts';

const FILES = new Map([
  ['a.txt', '1'],
  ['b.txt', '1'],
]);
const PATHS = new Set(FILES.keys());
const NONE = new Set<string>();

/** Work that ends on request; `hasBegun` resolves when it has begun. */
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
  describe(`${name} keeps the paragraph store contract of locks`, () => {
    let store: ParagraphStore;
    beforeEach(async () => {
      store = await openStore();
    });
    afterEach(() => store.close());

    for (const [how, withLock] of [
      ['exclusive', <T>(work: () => Promise<T>) => store.withWriteLock(work)],
      ['shared', <T>(work: () => Promise<T>) => withSharedLock(store, work)],
    ] as const) {
      it(`returns the result or failure of ${how} work, and releases the lock`, async () => {
        assert.equal(await withLock(async () => 7), 7);
        await assert.rejects(
          withLock(() => Promise.reject(new Error('broken'))),
          /broken/,
        );
        assert.equal(await store.withWriteLock(async () => 8), 8);
      });

      it(`lets exclusive work wait for ${how} work`, async () => {
        const order: string[] = [];
        const { work, hasBegun, finish } = endlessWork();
        const first = withLock(work).then(() => order.push('first'));
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

    it('lets shared work wait for exclusive work', async () => {
      const { work, hasBegun, finish } = endlessWork();
      const first = store.withWriteLock(work);
      await hasBegun;
      let isIn = false;
      const second = withSharedLock(store, async () => {
        isIn = true;
      });
      for (let turn = 0; turn < 20; turn += 1) await store.documents();
      assert.equal(isIn, false);
      finish();
      await Promise.all([first, second]);
      assert.equal(isIn, true);
    });
  });
}

/** What a store promises besides, which lets several processes share the files of a folder. */
export function describeFileClaims(name: string, openStore: () => Promise<ParagraphStore>): void {
  describe(`${name} distributes files among the processes that write it`, () => {
    let store: ParagraphStore;
    beforeEach(async () => {
      store = await openStore();
    });
    afterEach(() => store.close());

    it('claims files that no other process has claimed, again until their source is written', async () => {
      const { withSharedLock: withLock, claimFiles } = store.sharing!;
      await withLock(async () => {
        assert.deepEqual(await claimFiles(FILES), { claimed: PATHS, busy: NONE });
        assert.deepEqual(await claimFiles(FILES), { claimed: PATHS, busy: NONE });
        assert.deepEqual(await claimFiles(new Map()), { claimed: NONE, busy: NONE });
      });
    });

    it('claims a file that looks different from the indexed one', async () => {
      const { withSharedLock: withLock, claimFiles } = store.sharing!;
      const source = { documentId: 'a', fingerprint: '1', problem: null, supersededContents: null };
      const sources = new Map([['a.txt', source]]);
      await store.update({ manifest: manifestOf(2), documents: [], deletedIds: [], sources });
      const changed = new Map([['a.txt', '2']]);
      const claims = await withLock(() => claimFiles(changed));
      assert.deepEqual(claims, { claimed: new Set(['a.txt']), busy: NONE });
    });

    it('allows a claimed file to be claimed again when the lock was released', async () => {
      const { withSharedLock: withLock, claimFiles } = store.sharing!;
      const claim = () => withLock(() => claimFiles(FILES));
      assert.deepEqual(await claim(), { claimed: PATHS, busy: NONE });
      assert.deepEqual(await claim(), { claimed: PATHS, busy: NONE });
    });
  });
}
