import type { Check, Outcome } from '../../check.ts';
import type { Database } from '../connection/database.ts';
import { EXTENSION } from '../connection/database-errors.ts';
import { isVectorTooOld, NEEDED_VECTOR } from '../schema/make-vector.ts';
import { SCHEMA_UPGRADES } from '../schema/upgrade-schema.ts';
import { checkConversations } from './check-conversations.ts';
import { checkOriginals } from './check-originals.ts';
import { type Cures, checkParagraphs } from './check-paragraphs.ts';
import { checkVectorIndex, checkVectors } from './check-vectors.ts';
import { checkLeftovers, checkTotals } from './check-versions.ts';
import { checkLabels, checkWords } from './check-words.ts';
import { createSnapshots, type VersionCheck } from './snapshot.ts';

const START = 'npm run index';
/** `server_version_num` of the oldest PostgreSQL that is tested with. */
const NEEDED_SERVER = 150_000;
const OLD_VECTOR =
  'install a newer pgvector on its machine, and as an administrator of this database: ALTER EXTENSION vector UPDATE';

const ORIGINALS_CURE =
  'send these documents again (DELETE and POST /api/documents), or go back to a backup with pg_restore';

/** A check that the database answers, and of its versions. Nothing is made, also where nothing is there yet. */
export function checkServer({ query }: Pick<Database, 'query'>, { where }: { where: string }): Check {
  return {
    name: 'Database',
    cure: 'see that the database of DATABASE_URL runs and can be reached, and try again',
    async examine(): Promise<Outcome> {
      const [row] = await query<{
        server: string;
        serverNumber: number;
        vector: string | null;
        available: string | null;
      }>(
        `SELECT current_setting('server_version') AS server, current_setting('server_version_num')::int AS "serverNumber",
           (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS vector,
           (SELECT default_version FROM pg_available_extensions WHERE name = 'vector') AS available`,
      );
      const { server, serverNumber, vector, available } = row!;
      const version = vector ?? available;
      const found = `${where}: PostgreSQL ${server}, pgvector ${version}${vector === null ? ', not in use yet' : ''}`;
      if (serverNumber < NEEDED_SERVER) {
        const run = 'move to a newer one: pg_dump, and pg_restore there';
        return { found, wrong: `it is PostgreSQL ${server}, 15 or newer is needed`, run };
      }
      if (version === null) return { found, wrong: 'it has no pgvector', run: EXTENSION };
      if (!isVectorTooOld(version)) return { found, wrong: null };
      const wrong = `its pgvector is ${version}, ${NEEDED_VECTOR.join('.')} or newer is needed`;
      return { found, wrong, run: OLD_VECTOR };
    },
  };
}

/** A check of the version of the tables. */
export function checkSchema({ query, schema }: Pick<Database, 'query' | 'schema'>): Check {
  return {
    name: 'Tables',
    cure: START,
    async examine() {
      const newest = SCHEMA_UPGRADES.at(-1)!.version;
      const [table] = await query<{ name: string | null }>('SELECT to_regclass($1)::text AS name', [
        `"${schema}".migrations`,
      ]);
      if (table?.name == null) return { found: '', wrong: 'there are none yet' };
      const [row] = await query<{ version: number }>('SELECT coalesce(max(version), 0) AS version FROM migrations');
      const { version } = row!;
      const found = `version ${version}`;
      if (version === newest) return { found, wrong: null };
      const wrong = `they have version ${version}, this program knows ${newest}`;
      if (version < newest) return { found, wrong };
      return { found, wrong, run: 'run a newer Pilcrow, or choose another DATABASE_SCHEMA' };
    },
  };
}

/** A check of the database that questions are searched in: a replica may lag, and be of use all the same. */
export function checkReplica(
  { query }: Pick<Database, 'query'>,
  { written, where }: { written: Pick<Database, 'query'>; where: string },
): Check {
  const generationOf = async (database: Pick<Database, 'query'>) =>
    (await database.query<{ generation: number }>('SELECT generation FROM state'))[0]!.generation;
  return {
    name: 'Replica',
    cure: 'see that the database of DATABASE_READ_URL runs and has what is in that of DATABASE_URL, or leave DATABASE_READ_URL out',
    async examine() {
      // In this order: what is written in between is no reason to say that it lags.
      const [reached, latest] = [await generationOf({ query }), await generationOf(written)];
      const lag = latest > reached ? `, ${latest - reached} updates behind` : '';
      return { found: `${where}${lag}`, wrong: null };
    },
  };
}

/** Checks of the tables against each other, row by row, a batch at a time; each sees them as they are at one moment. */
export function checksOfTables(database: Database, cures: Cures): Check[] {
  const { ofVersion } = createSnapshots(database);
  const check = (name: string, examine: VersionCheck, cure = cures.rebuild): Check => ({
    name,
    cure,
    examine: (onProgress) => ofVersion((query, version) => examine(query, version, onProgress)),
  });
  return [
    check('Paragraphs', (...parts) => checkParagraphs(...parts, cures)),
    check('Vectors', checkVectors),
    check('Words', checkWords),
    check('Labels', checkLabels),
    check('Originals', checkOriginals, ORIGINALS_CURE),
    check('Totals', checkTotals),
    check('Vector index', checkVectorIndex, START),
    check('Leftovers', checkLeftovers),
  ];
}

/** A check of the kept conversations. */
export function checkTurns(database: Database): Check {
  const { atOnce } = createSnapshots(database);
  return {
    name: 'Conversations',
    cure: 'go back to a backup of the database with pg_restore',
    examine: (onProgress) => atOnce((query) => checkConversations(query, { schema: database.schema, onProgress })),
  };
}
