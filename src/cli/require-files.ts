import type { Config } from '../config/config.ts';
import { addressWithoutPassword } from '../config/database.ts';
import { PilcrowError } from '../errors.ts';

/** The file name in the suggested commands. */
const DUMP = 'pilcrow.dump';

/** Refuses a command that copies files when everything is in a database. @throws CONFIG_INVALID with the command that does the same there */
export function requireFiles({ database }: Pick<Config, 'database'>, { toDo }: { toDo: 'back up' | 'restore' }): void {
  if (database === null) return;
  const { write } = database;
  const address = `--dbname='${addressWithoutPassword(write).replaceAll("'", "'\\''")}'`;
  const next = {
    'back up': `use pg_dump, which is consistent while servers run:\n  pg_dump ${address} --schema=${write.schema} --format=custom --file=${DUMP}`,
    restore: `stop the servers and use pg_restore, which goes back to what pg_dump wrote, whole or not at all (into a new database after CREATE EXTENSION vector):\n  pg_restore ${address} --clean --if-exists --single-transaction ${DUMP}`,
  }[toDo];
  throw new PilcrowError(
    'CONFIG_INVALID',
    `Cannot ${toDo}: everything is kept in the database of DATABASE_URL; ${next}`,
  );
}
