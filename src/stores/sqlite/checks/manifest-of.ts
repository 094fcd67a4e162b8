import type { Manifest } from '../../document-reader.ts';
import type { Database } from '../connection/sqlite.ts';

/** The manifest of an index; null before the first update. */
export function manifestOf(database: Database): Manifest | null {
  const json = database.prepare("SELECT value FROM meta WHERE key = 'manifest'").pluck().get() as string | undefined;
  return json === undefined ? null : (JSON.parse(json) as Manifest);
}
