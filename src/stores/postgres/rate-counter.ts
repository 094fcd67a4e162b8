import type { RateCounter } from '../rate-counter.ts';
import { digestOf } from '../usage-counter.ts';
import type { Database } from './connection/database.ts';

/** How often rows whose window is over are deleted: a row holds the digest of an address. */
const SWEEP_MS = 60_000;

/** Counts a call in one statement, so that two servers count one after another; by the clock of the database, which all share. */
const HIT = `INSERT INTO rate_limits AS kept (key, hits, resets_at)
  VALUES ($1, 1, now() + $2::float8 * interval '1 millisecond')
  ON CONFLICT (key) DO UPDATE SET
    hits = CASE WHEN kept.resets_at <= now() THEN 1 ELSE kept.hits + 1 END,
    resets_at = CASE WHEN kept.resets_at <= now() THEN excluded.resets_at ELSE kept.resets_at END
  RETURNING hits, (extract(epoch FROM resets_at - now()) * 1000)::float8 AS "leftMs"`;
/** Deletes rows whose window is over; rows that another server counts in, or deletes, are left to it. */
const SWEEP = `DELETE FROM rate_limits WHERE key IN
  (SELECT key FROM rate_limits WHERE resets_at <= now() FOR UPDATE SKIP LOCKED)`;

/** Opens the counts that all servers of a database share. Closing them leaves the database open. */
export function openPostgresRateCounter({ query }: Database): RateCounter {
  const sweep = async () => {
    // A database that is away for the moment: the next sweep erases it all.
    await query(SWEEP).catch(() => {});
  };
  let last = sweep();
  const sweeping = setInterval(() => {
    last = last.then(sweep);
  }, SWEEP_MS).unref();
  return {
    async hit(key, windowMs) {
      const [row] = await query<{ hits: number; leftMs: number }>(HIT, [digestOf(key), windowMs]);
      return { hits: row!.hits, resetsAt: new Date(Date.now() + row!.leftMs) };
    },
    async close() {
      clearInterval(sweeping);
      await last;
    },
  };
}
