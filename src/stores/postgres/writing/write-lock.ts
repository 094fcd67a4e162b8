import { setTimeout as sleep } from 'node:timers/promises';
import { PilcrowError } from '../../../errors.ts';
import type { IndexWriter, SharedWriting } from '../../index-writer.ts';
import type { Database } from '../connection/database.ts';
import { claimFiles } from './claim-files.ts';
import { createLease, ifAlone } from './lease.ts';

const RENEWAL_MS = 4_000;
const RETRY_MS = 100;

/** Who may write, among all processes that have the database. */
export interface WriteLock extends Pick<IndexWriter, 'withWriteLock'> {
  readonly sharing: SharedWriting;
  /** Runs `work` in a transaction while no other process may write; false, and nothing done, when one does. */
  ifAlone(work: (query: Database['query']) => Promise<void>): Promise<boolean>;
}

/** Creates the lock of one process. @param timeoutMs How long it waits for others. */
export function createWriteLock(database: Database, { timeoutMs }: { timeoutMs: number }): WriteLock {
  const lease = createLease(database);
  const withLease = async <T>(work: () => Promise<T>, { isShared }: { isShared: boolean }): Promise<T> => {
    // Not the time of day: that may be set back meanwhile.
    const deadline = performance.now() + timeoutMs;
    while (!(await lease.take(isShared))) {
      if (performance.now() >= deadline) throw lockedByOthers();
      await sleep(RETRY_MS);
    }
    // A renewal that fails is followed by the next one; when the database stays away, the work finds out itself.
    const renewing = setInterval(() => lease.renew().catch(() => {}), RENEWAL_MS).unref();
    try {
      return await work();
    } finally {
      clearInterval(renewing);
      // What cannot be given back now is given back by the next work here that takes it, and is free for others when the lease ends.
      await lease.giveBack().catch(() => {});
    }
  };
  return {
    withWriteLock: (work) => withLease(work, { isShared: false }),
    sharing: {
      withSharedLock: (work) => withLease(work, { isShared: true }),
      claimFiles: (fingerprints) =>
        database.transaction((query) => claimFiles(query, { holder: lease.holder, fingerprints })),
    },
    ifAlone: (work) => ifAlone(database, lease.holder, work),
  };
}

function lockedByOthers(): PilcrowError {
  return new PilcrowError(
    'INDEX_LOCKED',
    'Cannot write the index in the database: another process is writing it; wait until it is done, then try again',
  );
}
