import type { CheckProgress, Outcome } from '../../check.ts';
import type { Database } from '../connection/database.ts';
import { createCurrentEdition, type Edition } from '../reading/current-version.ts';

export type Query = Database['query'];

/** A check of the edition that is answered from. */
export type EditionCheck = (query: Query, edition: Edition, onProgress: CheckProgress) => Promise<Outcome>;

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
  const ofEdition = (read: (query: Query, edition: Edition) => Promise<Outcome>): Promise<Outcome> =>
    atOnce(async (query) => {
      const { edition } = await createCurrentEdition({ ...database, query }).look();
      return edition === null ? { found: 'none yet', wrong: null } : read(query, edition);
    });
  return { atOnce, ofEdition };
}
