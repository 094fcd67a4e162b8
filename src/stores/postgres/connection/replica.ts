import type { DatabaseConfig } from '../../../config/database.ts';
import { PilcrowError } from '../../../errors.ts';
import { type Database, openDatabase } from './database.ts';

/** Opens the database that is only searched in: its errors name the setting that it comes from. */
export function openReplica(config: DatabaseConfig): Database {
  const database = openDatabase(config);
  return {
    ...database,
    query: (sql, values) =>
      database.query<never>(sql, values).catch((error: unknown) => {
        throw asReplicaError(error);
      }),
  };
}

function asReplicaError(error: unknown): unknown {
  if (!(error instanceof PilcrowError)) return error;
  const message = error.message
    .replace('the database:', 'the replica:')
    .replaceAll(/\bDATABASE_URL\b/g, 'DATABASE_READ_URL');
  return new PilcrowError(error.code, message, { cause: error });
}
