import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openSqliteStore } from '../../../../src/stores/sqlite/paragraph-store.ts';
import { startChild } from '../../../support/child-process.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

/** A store here, and another process that is writing the same index. */
async function openBesideWriter({ lockTimeoutMs }: { lockTimeoutMs: number }) {
  const directory = temporaryDirectory();
  const writer = startChild(new URL('../hold-write-lock.ts', import.meta.url), [directory]);
  assert.equal(await writer.nextLine(), 'writing');
  const store = openSqliteStore(directory, { lockTimeoutMs });
  after(() => store.close());
  return { directory, writer, store };
}

describe('the write lock', () => {
  it('refuses a second process after its time-out, and says what to do', async () => {
    const { directory, store } = await openBesideWriter({ lockTimeoutMs: 120 });
    await assert.rejects(
      store.withWriteLock(async () => assert.fail('two processes write')),
      {
        code: 'INDEX_LOCKED',
        message: `Cannot write the index in "${directory}": another process is writing it; wait until it is done, or set INDEX_DIR to another folder`,
      },
    );
  });

  it('lets a second process read', async () => {
    const { store } = await openBesideWriter({ lockTimeoutMs: 0 });
    assert.deepEqual(await store.documents(), []);
  });

  it('lets a second process write when the first is done', async () => {
    const { writer, store } = await openBesideWriter({ lockTimeoutMs: 60_000 });
    const writing = store.withWriteLock(async () => 'done');
    writer.process.stdin.write('finish\n');
    assert.equal(await writing, 'done');
    assert.equal((await writer.ended).code, 0);
  });

  it('is free when the process that had it was killed', async () => {
    const { writer, store } = await openBesideWriter({ lockTimeoutMs: 0 });
    writer.process.kill('SIGKILL');
    assert.equal((await writer.ended).signal, 'SIGKILL');
    assert.equal(await store.withWriteLock(async () => 'done'), 'done');
  });
});
