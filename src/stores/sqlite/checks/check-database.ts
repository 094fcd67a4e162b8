import { type Check, collectProblems, type Outcome } from '../../check.ts';
import type { Database } from '../connection/sqlite.ts';
import { SCHEMA_VERSION } from '../schema/schema.ts';
import { schemaVersionOf } from '../schema/upgrade-schema.ts';
import { checkOriginals } from './check-originals.ts';
import { checkParagraphs } from './check-paragraphs.ts';
import { checkVectors } from './check-vectors.ts';
import { checkLabels, checkWords } from './check-words.ts';

const REBUILD = 'npm run index -- --rebuild';

const ORIGINALS_CURE = 'send these documents again (DELETE and POST /api/documents), or go back to a backup';

/** Checks of an index database: row by row, so that any number of paragraphs fits in memory. It is read as it is at one moment. */
export function checksOfTables(database: Database): Check[] {
  const check = (name: string, examine: Check['examine']): Check => ({ name, cure: REBUILD, examine });
  return [
    check('Index file', () => checkFile(database)),
    check('Index version', () => checkVersion(database)),
    check('Paragraphs', (onProgress) => checkParagraphs(database, onProgress)),
    check('Vectors', (onProgress) => checkVectors(database, onProgress)),
    check('Words', (onProgress) => checkWords(database, onProgress)),
    check('Labels', () => checkLabels(database)),
    { ...check('Originals', async () => checkOriginals(database)), cure: ORIGINALS_CURE },
  ];
}

function checkFile(database: Database): Outcome {
  const problems = collectProblems();
  for (const row of database.pragma('integrity_check') as { integrity_check: string }[]) {
    if (row.integrity_check !== 'ok') problems.add(row.integrity_check.replace(/\s+/g, ' '));
  }
  for (const { table, rowid } of database.pragma('foreign_key_check') as { table: string; rowid: number }[]) {
    problems.add(`row ${rowid} of ${table} refers to a row that is not there`);
  }
  return { found: 'whole', wrong: problems.summary() };
}

function checkVersion(database: Database): Outcome {
  const version = schemaVersionOf(database);
  const isRight = version === String(SCHEMA_VERSION);
  return {
    found: String(version),
    wrong: isRight ? null : `it has version "${version}", this program needs "${SCHEMA_VERSION}"`,
  };
}
