import { digestOf, type ReachedLimit, reachedOf, type Usage, type UsageCounter } from '../usage-counter.ts';
import type { Database } from './connection/database.ts';

/** What was counted on earlier days is erased when the counter is opened, and so often. */
const SWEEP_MS = 60 * 60 * 1000;
/** Days are counted by the servers' clocks, and erased by that of the database: a day later, whatever they differ by. */
const SWEEP = `DELETE FROM model_usage WHERE day < to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;
const ADD = `INSERT INTO model_usage AS kept (day, key, calls, tokens) VALUES ($1, $2, greatest(0, $3::bigint), greatest(0, $4::bigint))
  ON CONFLICT (day, key) DO UPDATE
    SET calls = greatest(0, kept.calls + $3::bigint), tokens = greatest(0, kept.tokens + $4::bigint)
  RETURNING calls - $3::bigint AS calls, tokens - $4::bigint AS tokens`;

/** Opens the counts that all servers of a database share. Closing them leaves the database open. */
export function openPostgresUsageCounter(database: Database): UsageCounter {
  const sweep = async () => {
    // A database that is away for the moment: the next sweep erases it all.
    await database.query(SWEEP).catch(() => {});
  };
  let last = sweep();
  const sweeping = setInterval(() => {
    last = last.then(sweep);
  }, SWEEP_MS).unref();
  return {
    async count(day, usages, tokens) {
      try {
        await database.transaction(async (query) => {
          for (const limited of usages) {
            // Its row stays locked until all are counted, so that no two servers count the same last call.
            const [before] = await query<Usage>(ADD, [day, digestOf(limited.key), 1, tokens]);
            const reached = reachedOf(limited, before!);
            if (reached !== null) throw new LimitReached(reached);
          }
        });
        return null;
      } catch (error) {
        if (error instanceof LimitReached) return error.reached;
        throw error;
      }
    },
    async correct(day, keys, { calls, tokens }) {
      for (const key of keys) await database.query(ADD, [day, digestOf(key), calls, tokens]);
    },
    async close() {
      clearInterval(sweeping);
      await last;
    },
  };
}

/** Undoes what was counted before. */
class LimitReached extends Error {
  readonly reached: ReachedLimit;

  constructor(reached: ReachedLimit) {
    super('A limit is reached');
    this.reached = reached;
  }
}
