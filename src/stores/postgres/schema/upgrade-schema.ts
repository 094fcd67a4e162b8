import type { Database } from '../connection/database.ts';
import { makeVector, unusable } from './make-vector.ts';
import { INDEX_SCHEMA } from './schema.ts';

type Query = Database['query'];

/**
 * What is kept of conversations, and what is counted. Texts of others are kept with JSON's escapes, without its quotes: PostgreSQL takes no
 * U+0000 and no half of a surrogate pair. Times are in milliseconds, as the servers' clocks say them.
 */
const CONVERSATIONS_SCHEMA = `
  CREATE TABLE conversations (
    id text COLLATE "C" PRIMARY KEY, created_at bigint NOT NULL, expires_at bigint NOT NULL, last_number integer NOT NULL
  );
  CREATE INDEX conversations_expiring ON conversations (expires_at);
  CREATE TABLE turns (
    conversation_id text COLLATE "C" NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    number integer NOT NULL, answer_id text COLLATE "C" NOT NULL, asked_at bigint NOT NULL,
    question text NOT NULL, about text, thumb text, comment text, answer text NOT NULL,
    PRIMARY KEY (conversation_id, number)
  );
  -- Empty after a crash, and on no replica: a minute's counts may be lost. Room in each page keeps their updates cheap.
  CREATE UNLOGGED TABLE rate_limits (
    key text COLLATE "C" PRIMARY KEY, hits integer NOT NULL, resets_at timestamptz NOT NULL
  ) WITH (fillfactor = 50);
`;

/** What stood in a fingerprint behind that of a file whose document was changed in the store: before the hash of its contents. */
const MARK = ' overtaken:';

/**
 * Every change of the tables, in order. One that was released is never changed again.
 *
 * Of equal vectors (`embeddings.equals`) only the first is in a graph: hundreds at no distance from each other fill each other's links, and
 * nothing leads from them to the rest. Others name its key, which is smaller than theirs. pgvector takes none without direction. Their role is
 * always the same since words have no vectors any more: graphs that were made before are of the vectors with that role, and stay.
 *
 * `blocks`, `omissions`, `act`, `fetched`, `context` and `positions` are JSON, which may hold escapes that the type json does not take; `blocks` and
 * `positions` are null where a document was read before they were kept. `originals` are files as they
 * came, of documents of the current index version.
 */
export const SCHEMA_UPGRADES: readonly { version: number; sql: string }[] = [
  { version: 1, sql: `${CONVERSATIONS_SCHEMA}\n${INDEX_SCHEMA}` },
  {
    version: 2,
    sql: `ALTER TABLE sources ADD COLUMN superseded_contents text;
      UPDATE sources SET superseded_contents = split_part(fingerprint, '${MARK}', 2), fingerprint = split_part(fingerprint, '${MARK}', 1)
      WHERE strpos(fingerprint, '${MARK}') > 0`,
  },
  {
    version: 3,
    sql: `ALTER TABLE embeddings ADD COLUMN equals bigint REFERENCES embeddings;
      UPDATE embeddings SET equals = first
      FROM (SELECT key, min(key) OVER (PARTITION BY model, role, vector) AS first FROM embeddings) AS firsts
      WHERE firsts.key = embeddings.key AND first < embeddings.key AND vector_norm(vector) > 0;
      CREATE INDEX embeddings_by_equal ON embeddings (equals) WHERE equals IS NOT NULL;
      CREATE INDEX embeddings_by_first ON embeddings (coalesce(equals, key));
      CREATE INDEX embeddings_by_signs ON embeddings (model, role, hashtextextended(binary_quantize(vector)::text, 0))
      WHERE equals IS NULL AND vector_norm(vector) > 0`,
  },
  {
    version: 4,
    sql: `ALTER TABLE documents ADD COLUMN omissions text NOT NULL DEFAULT '[]', ADD COLUMN blocks text;
      ALTER TABLE paragraphs ADD COLUMN context text`,
  },
  {
    version: 5,
    sql: `ALTER TABLE documents ADD COLUMN act text NOT NULL DEFAULT 'null', ADD COLUMN positions text;
      CREATE TABLE originals (
        document_id text COLLATE "C" PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL, bytes bytea NOT NULL
      );
      -- Not compressed, which most formats are already: a part is read without the rest.
      ALTER TABLE originals ALTER COLUMN bytes SET STORAGE EXTERNAL`,
  },
  {
    version: 6,
    sql: `ALTER TABLE terms DROP COLUMN embedding_key;
      DO $$
      DECLARE graph text;
      BEGIN
        FOR graph IN
          SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
          WHERE indrelid = 'embeddings'::regclass AND relname ~ '^embeddings_[0-9]+_query'
        LOOP
          EXECUTE 'DROP INDEX ' || graph;
        END LOOP;
      END $$;
      DELETE FROM embeddings
      WHERE role = 'query' AND NOT EXISTS (SELECT FROM paragraphs WHERE embedding_key = embeddings.key);
      ALTER TABLE embeddings ALTER COLUMN role SET DEFAULT 'passage'`,
  },
  {
    version: 7,
    sql: `ALTER TABLE documents ADD COLUMN url text, ADD COLUMN fetched text NOT NULL DEFAULT 'null'`,
  },
  {
    // What a chat model is asked in a day (UTC). Room in each page keeps the updates cheap.
    version: 8,
    sql: `CREATE TABLE model_usage (
      day text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, calls bigint NOT NULL, tokens bigint NOT NULL, PRIMARY KEY (day, key)
    ) WITH (fillfactor = 50)`,
  },
];

/** Key of the lock that an upgrade holds, one for all schemas of a database because its extensions are shared: the bytes of "pilcrow". */
const LOCK_KEY = "x'70696c63726f77'::bigint";
/** How long an upgrade may take: it waits for those of other processes, and an index over many paragraphs takes long to make. */
const TIMEOUT_MS = 60 * 60 * 1000;

/**
 * Makes the tables, or brings them up to date, in one transaction: many servers may start at once, and one that is killed leaves them as they
 * were. Where nothing is to be done, no right to do it is required.
 *
 * @throws DATABASE_UNUSABLE when the tables are those of a newer program, or something is missing that an administrator must make
 */
export async function upgradeSchema(database: Database): Promise<void> {
  const { schema } = database;
  await database.transaction(
    async (query) => {
      await query(`SELECT pg_advisory_xact_lock(${LOCK_KEY})`);
      await makeSchema(query, schema);
      await makeVector(query);
      const version = await versionOf(query, schema);
      const newest = SCHEMA_UPGRADES.at(-1)!.version;
      if (version > newest) {
        throw unusable(
          `schema "${schema}" has version ${version}, this program knows ${newest}`,
          'run a newer Pilcrow, or choose another DATABASE_SCHEMA',
        );
      }
      for (const upgrade of SCHEMA_UPGRADES.filter((each) => each.version > version)) {
        await query(upgrade.sql);
        await query('INSERT INTO migrations (version) VALUES ($1)', [upgrade.version]);
      }
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

async function makeSchema(query: Query, schema: string): Promise<void> {
  const known = await query('SELECT FROM pg_namespace WHERE nspname = $1', [schema]);
  if (known.length === 0) await query(`CREATE SCHEMA "${schema}"`);
  // PostgreSQL passes over a schema that its user may not use, and would make the tables in the next one of the search path.
  const [row] = await query<{ name: string | null }>('SELECT current_schema() AS name');
  if (row?.name !== schema) {
    throw unusable(
      `its user may not use schema "${schema}"`,
      `as an administrator: GRANT USAGE, CREATE ON SCHEMA "${schema}" TO the user of DATABASE_URL`,
    );
  }
}

/** The version of the tables; 0 when there are none. */
async function versionOf(query: Query, schema: string): Promise<number> {
  const [table] = await query<{ name: string | null }>('SELECT to_regclass($1)::text AS name', [
    `"${schema}".migrations`,
  ]);
  if (table?.name) {
    const [row] = await query<{ version: number }>('SELECT coalesce(max(version), 0) AS version FROM migrations');
    return row!.version;
  }
  await query('CREATE TABLE migrations (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())');
  return 0;
}
