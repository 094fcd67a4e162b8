import path from 'node:path';
import { PilcrowError, reasonOf } from '../../errors.ts';
import { digestOf, type ReachedLimit, reachedOf, type Usage, type UsageCounter } from '../usage-counter.ts';
import { openPrivateDatabase } from './connection/private-database.ts';

/**
 * The name of the database in its folder. It is no part of the conversations, and of no backup: a restore must not give back what was spent
 * today, and the digests of addresses go with their day.
 */
const DATABASE = 'model-usage.sqlite';
const SCHEMA = `
  CREATE TABLE model_usage (
    day TEXT NOT NULL, key TEXT NOT NULL, calls INTEGER NOT NULL, tokens INTEGER NOT NULL, PRIMARY KEY (day, key)
  ) WITHOUT ROWID
`;
/** What was counted on earlier days is erased when the counter is opened, and so often. */
const SWEEP_MS = 60 * 60 * 1000;

/**
 * Opens the counts of one machine. Processes that share the folder share them.
 *
 * @param options.now The time, in milliseconds.
 * @throws STORAGE_UNWRITABLE
 */
export function openSqliteUsageCounter(
  indexDirectory: string,
  { now = Date.now }: { now?: () => number } = {},
): UsageCounter {
  const database = openCounts(path.join(indexDirectory, DATABASE));
  const sql = {
    sweep: database.prepare('DELETE FROM model_usage WHERE day < ?'),
    usage: database.prepare('SELECT calls, tokens FROM model_usage WHERE day = ? AND key = ?'),
    add: database.prepare(
      `INSERT INTO model_usage VALUES (@day, @key, max(0, @calls), max(0, @tokens))
       ON CONFLICT (day, key) DO UPDATE SET calls = max(0, calls + @calls), tokens = max(0, tokens + @tokens)`,
    ),
  };
  const count = database.transaction((...[day, usages, tokens]: Parameters<UsageCounter['count']>) => {
    for (const limited of usages) {
      const usage = (sql.usage.get(day, digestOf(limited.key)) as Usage | undefined) ?? { calls: 0, tokens: 0 };
      const reached = reachedOf(limited, usage);
      if (reached !== null) return reached;
    }
    for (const { key } of usages) sql.add.run({ day, key: digestOf(key), calls: 1, tokens });
    return null satisfies ReachedLimit | null;
  });
  const correct = database.transaction((...[day, keys, missing]: Parameters<UsageCounter['correct']>) => {
    for (const key of keys) sql.add.run({ day, key: digestOf(key), ...missing });
  });
  const sweep = () => {
    try {
      const isErased = sql.sweep.run(new Date(now()).toISOString().slice(0, 'YYYY-MM-DD'.length)).changes > 0;
      // What was erased is in the log until that is written back and cut.
      if (isErased) database.pragma('wal_checkpoint(TRUNCATE)');
    } catch {
      // A full disk or another process in the way: the next sweep erases it all.
    }
  };
  sweep();
  const sweeping = setInterval(sweep, SWEEP_MS).unref();
  return {
    count: async (...call) => count.immediate(...call),
    correct: async (...correction) => correct.immediate(...correction),
    async close() {
      clearInterval(sweeping);
      database.close();
    },
  };
}

function openCounts(file: string) {
  try {
    return openPrivateDatabase(file, { schema: SCHEMA, version: 1 });
  } catch (cause) {
    throw new PilcrowError(
      'STORAGE_UNWRITABLE',
      `Cannot count the calls of the chat model in "${file}": ${reasonOf(cause)}; move that file away, or unset CHAT_MODEL_DAILY_…`,
      { cause },
    );
  }
}
