import path from 'node:path';
import Database from 'better-sqlite3';
import type { Database as Postgres } from '../../src/stores/postgres/connection/database.ts';

/** Turns the tables of an index into those of version 3: contents that were superseded stood behind the fingerprint of their file, documents had no blocks. */
export function toVersion3(indexDirectory: string): void {
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

/** The same for the tables of a PostgreSQL database, whose version was 1. */
export async function toVersion1({ query }: Pick<Postgres, 'query'>): Promise<void> {
  await query(`
    UPDATE sources SET fingerprint = fingerprint || coalesce(' overtaken:' || superseded_contents, '');
    ALTER TABLE sources DROP COLUMN superseded_contents;
    ALTER TABLE embeddings DROP COLUMN equals CASCADE;
    ALTER TABLE documents DROP COLUMN omissions, DROP COLUMN act, DROP COLUMN blocks, DROP COLUMN positions;
    ALTER TABLE paragraphs DROP COLUMN context;
    DROP TABLE originals;
    DELETE FROM migrations WHERE version > 1`);
}
