import type { CheckProgress, Outcome } from '../../check.ts';
import type { Database } from '../connection/database.ts';
import { createCurrentVersion, type IndexVersion } from '../reading/index-version.ts';

export type Query = Database['query'];

/** A check of the index version that is answered from. */
export type VersionCheck = (query: Query, version: IndexVersion, onProgress: CheckProgress) => Promise<Outcome>;

/** Whole tables are counted. */
const TIMEOUT_MS = 60 * 60 * 1000;

/** Creates what reads many statements long as everything was at one moment, whatever is written meanwhile. */
export function createSnapshots(database: Database) {
  const atOnce = <T>(read: (query: Query) => Promise<T>): Promise<T> =>
    database.transaction(
      async (query) => {
        await query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
        return read(query);
      },
      { timeoutMs: TIMEOUT_MS },
    );
  const ofVersion = (read: (query: Query, version: IndexVersion) => Promise<Outcome>): Promise<Outcome> =>
    atOnce(async (query) => {
      const { version } = await createCurrentVersion({ ...database, query }).look();
      return version === null ? { found: 'none yet', wrong: null } : read(query, version);
    });
  return { atOnce, ofVersion };
}
