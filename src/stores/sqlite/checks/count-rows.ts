import type { Database } from '../connection/sqlite.ts';

/** Rows between two reports of progress. */
export const ROWS_PER_STEP = 5000;

/** How many rows a table has. */
export function countRows(database: Database, table: string): number {
  return database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
}
