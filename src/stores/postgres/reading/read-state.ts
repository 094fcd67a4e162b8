import type { DocumentReader } from '../../document-reader.ts';
import type { Database } from '../connection/database.ts';
import type { CurrentVersion } from './index-version.ts';

/** Reads the state of an index, as it is at this moment. */
export function readState(
  { query }: Pick<Database, 'query'>,
  current: CurrentVersion,
): Pick<DocumentReader, 'generation' | 'manifest' | 'isComplete'> {
  return {
    generation: async () => (await current.look()).generation,
    manifest: async () => (await current.look()).version?.manifest ?? null,
    async isComplete() {
      const [row] = await query<{ isComplete: boolean }>(
        'SELECT is_settled AS "isComplete" FROM state JOIN editions ON key = edition',
      );
      return row?.isComplete ?? false;
    },
  };
}
