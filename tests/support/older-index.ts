import path from 'node:path';
import type { Database as Postgres } from '../../src/stores/postgres/connection/database.ts';
import { Database } from '../../src/stores/sqlite/connection/sqlite.ts';

/** Turns the tables of an index into those of version 6: words had vectors, which were searched in a graph of their own. */
export function toVersion6(indexDirectory: string): void {
  const database = new Database(path.join(indexDirectory, 'pilcrow.sqlite'));
  database.pragma('foreign_keys = OFF');
  database.exec(`
    ALTER TABLE documents DROP COLUMN url;
    ALTER TABLE documents DROP COLUMN fetched;
    DROP INDEX embeddings_by_model;
    ALTER TABLE embeddings ADD COLUMN role TEXT NOT NULL DEFAULT 'passage';
    INSERT INTO embeddings (model, role, hash, vector)
      SELECT model, 'query', 'word ' || term, vector FROM terms, (SELECT model, vector FROM embeddings LIMIT 1);
    ALTER TABLE terms RENAME TO newer;
    CREATE TABLE terms (
      key INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE, embedding_key INTEGER NOT NULL REFERENCES embeddings (key)
    );
    INSERT INTO terms SELECT newer.key, term, embeddings.key FROM newer JOIN embeddings ON hash = 'word ' || term;
    DROP TABLE newer;
    CREATE INDEX terms_by_embedding ON terms (embedding_key);
    UPDATE meta SET value = '6' WHERE key = 'schema'`);
  database.close();
}

/** Turns the tables of an index into those of version 3: contents that were superseded stood behind the fingerprint of their file, documents had no blocks. */
export function toVersion3(indexDirectory: string): void {
  toVersion6(indexDirectory);
  const database = new Database(path.join(indexDirectory, 'pilcrow.sqlite'));
  database.exec(`
    ALTER TABLE sources RENAME TO newer;
    CREATE TABLE sources (
      path TEXT PRIMARY KEY, document_id TEXT NOT NULL, fingerprint TEXT NOT NULL, problem TEXT
    ) WITHOUT ROWID;
    INSERT INTO sources
      SELECT path, document_id, fingerprint || coalesce(' overtaken:' || superseded_contents, ''), problem FROM newer;
    DROP TABLE newer;
    ALTER TABLE documents DROP COLUMN omissions;
    ALTER TABLE documents DROP COLUMN act;
    ALTER TABLE documents DROP COLUMN blocks;
    ALTER TABLE documents DROP COLUMN positions;
    ALTER TABLE paragraphs DROP COLUMN context;
    DROP TABLE originals;
    UPDATE meta SET value = '3' WHERE key = 'schema'`);
  database.close();
}

/** As `toVersion6`, for the tables of a PostgreSQL database, whose version was 5. */
export async function toVersion5({ query }: Pick<Postgres, 'query'>): Promise<void> {
  await query(`
    ALTER TABLE documents DROP COLUMN url, DROP COLUMN fetched;
    DROP TABLE model_usage;
    ALTER TABLE embeddings ALTER COLUMN role DROP DEFAULT;
    INSERT INTO embeddings (model, role, hash, vector)
      SELECT DISTINCT model, 'query', 'word ' || term, vector FROM terms, (SELECT model, vector FROM embeddings LIMIT 1) AS one;
    ALTER TABLE terms ADD COLUMN embedding_key bigint REFERENCES embeddings;
    UPDATE terms SET embedding_key = embeddings.key FROM embeddings WHERE hash = 'word ' || term;
    ALTER TABLE terms ALTER COLUMN embedding_key SET NOT NULL;
    CREATE INDEX terms_by_embedding ON terms (embedding_key);
    DELETE FROM migrations WHERE version > 5`);
}

/** As `toVersion3`, for the tables of a PostgreSQL database, whose version was 1. */
export async function toVersion1(database: Pick<Postgres, 'query'>): Promise<void> {
  await toVersion5(database);
  await database.query(`
    UPDATE sources SET fingerprint = fingerprint || coalesce(' overtaken:' || superseded_contents, '');
    ALTER TABLE sources DROP COLUMN superseded_contents;
    ALTER TABLE embeddings DROP COLUMN equals CASCADE;
    ALTER TABLE documents DROP COLUMN omissions, DROP COLUMN act, DROP COLUMN blocks, DROP COLUMN positions;
    ALTER TABLE paragraphs DROP COLUMN context;
    DROP TABLE originals;
    DELETE FROM migrations WHERE version > 1`);
}
