import type Database from 'better-sqlite3';
import type { Source, StoredDocument } from '../../document-reader.ts';
import type { ParagraphStore } from '../../paragraph-store.ts';
import { prepareStatements } from './statements.ts';

/** A document as SQLite gives it: its lists are JSON. */
export type DocumentRow<Fields> = Omit<Fields, 'questions' | 'tags'> & { questions: string; tags: string };

/** What was read of the documents folder, and what it became, from a database that is open. */
export function readSources(
  database: Database.Database,
  sql = prepareStatements(database),
): Pick<ParagraphStore, 'sources' | 'documents'> {
  return {
    documents: async (limit = -1) => (sql.documents.all(limit) as DocumentRow<StoredDocument>[]).map(withLists),
    async sources() {
      const rows = sql.sources.all() as (Source & { path: string })[];
      return new Map(rows.map(({ path, ...source }) => [path, source]));
    },
  };
}

/** A row with its lists read. */
export function withLists<Fields>(
  row: Fields & { questions: string; tags: string },
): Omit<Fields, 'questions' | 'tags'> & Pick<StoredDocument, 'questions' | 'tags'> {
  return {
    ...row,
    questions: JSON.parse(row.questions) as StoredDocument['questions'],
    tags: JSON.parse(row.tags) as string[],
  };
}
