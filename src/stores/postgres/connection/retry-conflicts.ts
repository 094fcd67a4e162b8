import { setTimeout as pause } from 'node:timers/promises';
import { PilcrowError } from '../../../errors.ts';
import { sqlStateOf } from './database-errors.ts';

/** Another writer was in the way, and nothing was done: a serialisation failure (also of a replica that had to go on), a deadlock. */
export const CONFLICTS: readonly string[] = ['40001', '40P01'];
/** Two writers took the same key: done again, the second finds what the first wrote. */
export const UNIQUE_VIOLATION = '23505';

const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 20;

/**
 * Does again from the start what failed with one of these SQLSTATEs, after pauses of different lengths, so that two who met do not meet again.
 *
 * @throws DATABASE_UNAVAILABLE when others are in the way every time
 */
export async function retried<T>(states: readonly string[], attempt: () => Promise<T>): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!states.includes(sqlStateOf(error))) throw error;
      if (failures === ATTEMPTS) throw afterAll(error);
    }
    await pause(Math.random() * FIRST_PAUSE_MS * 2 ** failures);
  }
}

/** A key that is still taken is a mistake of the caller. */
function afterAll(error: unknown): unknown {
  if (sqlStateOf(error) === UNIQUE_VIOLATION) return error;
  return new PilcrowError(
    'DATABASE_UNAVAILABLE',
    `Cannot reach the database: others were writing the same ${ATTEMPTS} times; try again in a moment`,
    { cause: error },
  );
}
