import type { Manifest } from '../../document-reader.ts';
import { openConversationsDatabase } from '../connection/conversations-database.ts';
import { openDatabase } from '../connection/database.ts';
import { Database } from '../connection/sqlite.ts';
import { SCHEMA_VERSION } from '../schema/schema.ts';
import { isUpgradable, upgradeCopiedRows } from '../schema/upgrade-schema.ts';

/** Columns that hold keys, and whose. */
const KEYS: Record<string, Record<string, string>> = {
  embeddings: { key: 'embeddings' },
  documents: { key: 'documents', first_paragraph: 'paragraphs', last_paragraph: 'paragraphs' },
  paragraphs: { key: 'paragraphs', document_key: 'documents', embedding_key: 'embeddings' },
  labels: { paragraph_key: 'paragraphs' },
};
const KEYED = ['embeddings', 'documents', 'paragraphs'];

/** What an index database holds. */
interface IndexContents {
  schema: string;
  manifest: Manifest | null;
  documents: number;
  paragraphs: number;
}

/** Describes what an index database holds. @throws what SQLite throws for a damaged one. */
export function describeIndex(file: string): IndexContents {
  return reading(file, (database) => {
    const meta = database.prepare('SELECT value FROM meta WHERE key = ?').pluck();
    const manifest = meta.get('manifest') as string | undefined;
    const { documents, paragraphs } = database
      .prepare(
        'SELECT count(*) AS documents, coalesce(sum(last_paragraph - first_paragraph + 1), 0) AS paragraphs FROM documents',
      )
      .get() as { documents: number; paragraphs: number };
    return {
      schema: String(meta.get('schema')),
      manifest: manifest ? JSON.parse(manifest) : null,
      documents,
      paragraphs,
    };
  });
}

/** Counts the conversations of a database. @throws what SQLite throws for a damaged one. */
export function countConversations(file: string): number {
  return reading(file, (database) => database.prepare('SELECT count(*) FROM conversations').pluck().get() as number);
}

/** Whether this program can take an index as it is, or bring its tables up to date. */
export const canPutBack = ({ schema }: IndexContents): boolean =>
  schema === String(SCHEMA_VERSION) || isUpgradable(schema);

/**
 * Puts the contents of another index database in the place of what is in the folder's, in one transaction: a process that has it open goes on,
 * and sees the new state as an update. All keys are new ones, so that no process takes what it holds in memory for something else.
 */
export function putBackIndex(indexDirectory: string, file: string): void {
  const database = openDatabase(indexDirectory, { durable: true });
  const last = database.prepare('SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?').pluck();
  const shifts = new Map(KEYED.map((table) => [table, last.get(table) as number]));
  const before = Number(database.prepare("SELECT value FROM meta WHERE key = 'generation'").pluck().get());
  putBack(database, file, {
    leaveEmpty: ['deaths'],
    shiftOf: (table, column) => shifts.get(KEYS[table]?.[column] ?? '') ?? 0,
    // In older ones words had vectors too.
    isWanted: ({ table, columns }) => (table === 'embeddings' && columns.has('role') ? "role = 'passage'" : 'true'),
    finish() {
      upgradeCopiedRows(database);
      database.exec(`
        UPDATE main.meta SET value = 1 + max(${before}, CAST(value AS INTEGER)) WHERE key = 'generation';
        UPDATE main.meta SET value = (SELECT value FROM main.meta WHERE key = 'generation') WHERE key = 'compaction';`);
    },
  });
}

/** Puts the conversations of another database in the place of those in the folder. */
export function putBackConversations(indexDirectory: string, file: string): void {
  const database = openConversationsDatabase(indexDirectory);
  // These cannot be made again: they are on the disk when this returns.
  database.pragma('synchronous = FULL');
  putBack(database, file, { leaveEmpty: [], shiftOf: () => 0, isWanted: () => 'true' });
}

/** How tables are copied. */
interface CopyRules {
  /** These are not. */
  leaveEmpty: string[];
  /** What is added to the values of a column. */
  shiftOf(table: string, column: string): number;
  /** The SQL condition of the rows that are copied, given the columns of the copy. */
  isWanted(copy: { table: string; columns: ReadonlySet<string> }): string;
}

function putBack(
  database: Database,
  file: string,
  { leaveEmpty, finish = () => {}, ...rules }: CopyRules & { finish?: () => void },
): void {
  try {
    // What is put back was whole, and tables are emptied one after another.
    database.pragma('foreign_keys = OFF');
    database.prepare('ATTACH ? AS backup').run(file);
    const tables = database
      .prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all() as string[];
    database.exec('BEGIN IMMEDIATE');
    for (const table of tables) {
      database.exec(`DELETE FROM main."${table}"`);
      if (!leaveEmpty.includes(table)) copyTable(database, table, rules);
    }
    finish();
    database.exec('COMMIT');
    // As large as the database, and of no more use; readers may keep it a while.
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  } finally {
    database.close();
  }
}

function copyTable(
  database: Database,
  table: string,
  { shiftOf, isWanted }: Pick<CopyRules, 'shiftOf' | 'isWanted'>,
): void {
  // One of an older version has fewer columns, or none: those are filled when all is copied.
  const theirs = new Set(columnsOf(database, `backup.table_info("${table}")`));
  if (theirs.size === 0) return;
  const columns = columnsOf(database, `main.table_info("${table}")`).filter((column) => theirs.has(column));
  const names = columns.map((column) => `"${column}"`);
  const values = columns.map((column) => {
    const shift = shiftOf(table, column);
    return shift > 0 ? `"${column}" + ${shift}` : `"${column}"`;
  });
  database.exec(
    `INSERT INTO main."${table}" (${names.join(', ')}) SELECT ${values.join(', ')} FROM backup."${table}"
     WHERE ${isWanted({ table, columns: theirs })}`,
  );
}

function columnsOf(database: Database, tableInfo: string): string[] {
  return (database.pragma(tableInfo) as { name: string }[]).map(({ name }) => name);
}

function reading<T>(file: string, read: (database: Database) => T): T {
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    return read(database);
  } finally {
    database.close();
  }
}
