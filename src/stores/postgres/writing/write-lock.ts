import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { PilcrowError } from '../../../errors.ts';
import type { FileClaims, ParagraphStore } from '../../paragraph-store.ts';
import type { Database } from '../connection/database.ts';
import { original, storable } from '../storable-text.ts';

/** Whoever has not been heard of for so long has died: others take over. */
const LEASE = "interval '15 seconds'";
const RENEWAL_MS = 4_000;
const RETRY_MS = 100;
/** Held for a moment while it is decided who may write. */
const LOCK = 7_462_002;

/** Who writes: a lease that is renewed, not a connection that is kept, so that one that is lost costs nothing. */
export interface WriteLock extends Pick<ParagraphStore, 'withWriteLock' | 'claimFiles'> {
  /** Runs `work` in a transaction while nobody else may write; false, and nothing done, when somebody does. */
  ifAlone(work: (query: Database['query']) => Promise<void>): Promise<boolean>;
}

/** Creates the lock of one process. @param timeoutMs How long it waits for others. */
export function createWriteLock(database: Database, { timeoutMs }: { timeoutMs: number }): WriteLock {
  const holder = randomUUID();
  /** Whether it could be had: not while another process has it, nor while other work of this one does. */
  const acquire = (isShared: boolean) =>
    database.transaction(async (query) => {
      await query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      await query('DELETE FROM write_locks WHERE held_until < now()');
      const held = await query(
        `INSERT INTO write_locks (holder, is_shared, held_until) SELECT $1, $2, now() + ${LEASE}
         WHERE NOT EXISTS (SELECT 1 FROM write_locks WHERE holder = $1 OR NOT (is_shared AND $2)) RETURNING 1`,
        [holder, isShared],
      );
      return held.length > 0;
    });
  const renew = async () => {
    await database.query(`UPDATE write_locks SET held_until = now() + ${LEASE} WHERE holder = $1`, [holder]);
    await database.query(`UPDATE indexing_jobs SET claimed_until = now() + ${LEASE} WHERE holder = $1`, [holder]);
  };
  const release = async () => {
    await database.query('DELETE FROM indexing_jobs WHERE holder = $1', [holder]);
    await database.query('DELETE FROM write_locks WHERE holder = $1', [holder]);
  };
  let isHeld = false;
  /** Whether the lock may be ours though nobody here works: the database went away when it was taken, or when it was to be given back. */
  let isLeft = false;
  const giveBack = async () => {
    isHeld = false;
    isLeft = false;
    await release().catch((error: unknown) => {
      isLeft = true;
      throw error;
    });
  };
  const take = async (isShared: boolean) => {
    if (isLeft) await giveBack();
    const isOurs = await acquire(isShared).catch((error: unknown) => {
      isLeft = !isHeld;
      throw error;
    });
    isHeld ||= isOurs;
    return isOurs;
  };

  return {
    async withWriteLock(work, { isShared = false } = {}) {
      // Not the time of day: that may be set back meanwhile.
      const deadline = performance.now() + timeoutMs;
      while (!(await take(isShared))) {
        if (performance.now() >= deadline) throw lockedByOthers();
        await sleep(RETRY_MS);
      }
      // A renewal that fails is followed by the next one; when the database stays away, the work finds out itself.
      const renewing = setInterval(() => renew().catch(() => {}), RENEWAL_MS).unref();
      try {
        return await work();
      } finally {
        clearInterval(renewing);
        // What cannot be given back now is given back by who wants it next here, and is free for others when the lease ends.
        await giveBack().catch(() => {});
      }
    },
    claimFiles: (fingerprints) => database.transaction((query) => claimFiles(query, { holder, fingerprints })),
    ifAlone: (work) =>
      database.transaction(async (query) => {
        await query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
        const others = await query('SELECT 1 FROM write_locks WHERE holder <> $1 AND held_until >= now()', [holder]);
        if (others.length === 0) await work(query);
        return others.length === 0;
      }),
  };
}

/** A job is a file that somebody reads, or should: it is there from when the first process meets it until its source is written. */
async function claimFiles(
  query: Database['query'],
  { holder, fingerprints }: { holder: string; fingerprints: ReadonlyMap<string, string> },
): Promise<FileClaims> {
  const files = [[...fingerprints.keys()].map(storable), [...fingerprints.values()]];
  const open = await query<{ path: string }>(
    `SELECT path FROM unnest($1::text[], $2::text[]) AS file (path, fingerprint)
     WHERE NOT EXISTS (SELECT 1 FROM sources WHERE sources.path = file.path AND sources.fingerprint = file.fingerprint)`,
    files,
  );
  const paths = open.map(({ path }) => path).sort();
  await query('INSERT INTO indexing_jobs (path) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [paths]);
  const claimed = await query<{ path: string }>(
    `UPDATE indexing_jobs SET holder = $2, claimed_until = now() + ${LEASE} WHERE path IN (
       SELECT path FROM indexing_jobs
       WHERE path = ANY($1) AND (holder IS NULL OR holder = $2 OR claimed_until < now())
       ORDER BY path FOR UPDATE SKIP LOCKED
     ) RETURNING path`,
    [paths, holder],
  );
  const own = new Set(claimed.map(({ path }) => path));
  const busy = paths.filter((path) => !own.has(path));
  return { claimed: new Set([...own].map(original)), busy: new Set(busy.map(original)) };
}

function lockedByOthers(): PilcrowError {
  return new PilcrowError(
    'INDEX_LOCKED',
    'Cannot write the index in the database: another process is writing it; wait until it is done, then try again',
  );
}
