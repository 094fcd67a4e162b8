import { PilcrowError } from '../../../errors.ts';
import type { Database } from '../connection/database.ts';

/** The oldest pgvector that will do. */
export const NEEDED_VECTOR: readonly [number, number] = [0, 8];

/** Makes the extension that compares vectors, where it is missing. @throws DATABASE_UNUSABLE when an administrator must do something */
export async function makeVector(query: Database['query']): Promise<void> {
  const extension = async () =>
    (
      await query<{ version: string; schema: string; isFound: boolean }>(
        `SELECT extversion AS version, nspname AS schema, nspname = ANY (current_schemas(true)) AS "isFound"
         FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace WHERE extname = 'vector'`,
      )
    )[0];
  let vector = await extension();
  if (!vector) {
    // In the schema of all, so that it stays when this one is dropped.
    await query('CREATE EXTENSION vector SCHEMA public');
    vector = (await extension())!;
  }
  if (isVectorTooOld(vector.version)) {
    throw unusable(
      `its pgvector is ${vector.version}, ${NEEDED_VECTOR.join('.')} or newer is needed`,
      'install that, and as an administrator: ALTER EXTENSION vector UPDATE',
    );
  }
  if (!vector.isFound) {
    throw unusable(
      `its extension "vector" is in schema "${vector.schema}"`,
      'as an administrator: ALTER EXTENSION vector SET SCHEMA public',
    );
  }
}

/** Whether a version of pgvector lacks what is used. */
export function isVectorTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === NEEDED_VECTOR[0] && minor < NEEDED_VECTOR[1];
}

/** Says that the database is not as it must be, and what an administrator can do. */
export function unusable(state: string, next: string): PilcrowError {
  return new PilcrowError('DATABASE_UNUSABLE', `Cannot use the database: ${state}; ${next}`);
}
