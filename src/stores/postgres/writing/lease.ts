import { randomUUID } from 'node:crypto';
import type { Database } from '../connection/database.ts';

/** A process that has not renewed its lease for so long has died: others take over. */
export const LEASE = "interval '15 seconds'";
/** Held for a moment while it is decided who may write. */
const DECISION_LOCK = 7_462_002;

/** The lease of one process on writing: a row of `write_locks`, and not a connection that is kept, so that one that is lost costs nothing. */
interface Lease {
  /** Names the process in `write_locks` and `indexing_jobs`. */
  readonly holder: string;
  /** Whether it could be had: not while another process has it, nor while other work of this one does. */
  take(isShared: boolean): Promise<boolean>;
  renew(): Promise<void>;
  /** Gives the lease back, and the files that were claimed under it. */
  giveBack(): Promise<void>;
}

/** Creates the lease of one process; it is not taken yet. */
export function createLease(database: Database): Lease {
  const holder = randomUUID();
  let isHeld = false;
  /** Whether the lease may be ours though no work here has it: the database went away when it was taken, or when it was to be given back. */
  let isLeft = false;
  const giveBack = async () => {
    isHeld = false;
    isLeft = false;
    await release(database, holder).catch((error: unknown) => {
      isLeft = true;
      throw error;
    });
  };
  return {
    holder,
    async take(isShared) {
      if (isLeft) await giveBack();
      const isOurs = await acquire(database, { holder, isShared }).catch((error: unknown) => {
        isLeft = !isHeld;
        throw error;
      });
      isHeld ||= isOurs;
      return isOurs;
    },
    async renew() {
      await database.query(`UPDATE write_locks SET held_until = now() + ${LEASE} WHERE holder = $1`, [holder]);
      await database.query(`UPDATE indexing_jobs SET claimed_until = now() + ${LEASE} WHERE holder = $1`, [holder]);
    },
    giveBack,
  };
}

/** Runs `work` in a transaction while no other process may write; false, and nothing done, when one does. */
export function ifAlone(
  database: Database,
  holder: string,
  work: (query: Database['query']) => Promise<void>,
): Promise<boolean> {
  return database.transaction(async (query) => {
    await query('SELECT pg_advisory_xact_lock($1)', [DECISION_LOCK]);
    const others = await query('SELECT 1 FROM write_locks WHERE holder <> $1 AND held_until >= now()', [holder]);
    if (others.length === 0) await work(query);
    return others.length === 0;
  });
}

function acquire(database: Database, { holder, isShared }: { holder: string; isShared: boolean }): Promise<boolean> {
  return database.transaction(async (query) => {
    await query('SELECT pg_advisory_xact_lock($1)', [DECISION_LOCK]);
    await query('DELETE FROM write_locks WHERE held_until < now()');
    const held = await query(
      `INSERT INTO write_locks (holder, is_shared, held_until) SELECT $1, $2, now() + ${LEASE}
       WHERE NOT EXISTS (SELECT 1 FROM write_locks WHERE holder = $1 OR NOT (is_shared AND $2)) RETURNING 1`,
      [holder, isShared],
    );
    return held.length > 0;
  });
}

async function release(database: Database, holder: string): Promise<void> {
  await database.query('DELETE FROM indexing_jobs WHERE holder = $1', [holder]);
  await database.query('DELETE FROM write_locks WHERE holder = $1', [holder]);
}
