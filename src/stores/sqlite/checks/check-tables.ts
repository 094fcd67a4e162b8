import type Database from 'better-sqlite3';
import { type Check, type CheckProgress, collectProblems, type Outcome } from '../../check.ts';
import type { Manifest } from '../../document-reader.ts';
import { SCHEMA_VERSION } from '../schema/schema.ts';
import { decodeTerms, HIGHEST_FREQUENCY } from '../keywords/terms-blob.ts';
import { fromBlob } from '../vectors/vector-blob.ts';

/** Rows between two tellings of progress. */
const ROWS_PER_STEP = 5000;
const ANEW = 'npm run index -- --anew';

interface ParagraphRow {
  key: number;
  number: number;
  start: number;
  end: number;
  text: string;
}

/** Checks of an index database: row by row, so that any number of paragraphs fits in memory. It is read as it is at one moment. */
export function checksOfTables(database: Database.Database): Check[] {
  const check = (name: string, examine: Check['examine']): Check => ({ name, cure: ANEW, examine });
  return [
    check('Index file', () => checkFile(database)),
    check('Index version', () => checkVersion(database)),
    check('Paragraphs', (onProgress) => checkParagraphs(database, onProgress)),
    check('Vectors', (onProgress) => checkVectors(database, onProgress)),
    check('Words', (onProgress) => checkTerms(database, onProgress)),
    check('Labels', () => checkLabels(database)),
  ];
}

/** The manifest of an index; null before the first update. */
export function manifestOf(database: Database.Database): Manifest | null {
  const json = database.prepare("SELECT value FROM meta WHERE key = 'manifest'").pluck().get() as string | undefined;
  return json === undefined ? null : (JSON.parse(json) as Manifest);
}

function checkFile(database: Database.Database): Outcome {
  const problems = collectProblems();
  for (const row of database.pragma('integrity_check') as { integrity_check: string }[]) {
    if (row.integrity_check !== 'ok') problems.add(row.integrity_check.replace(/\s+/g, ' '));
  }
  for (const { table, rowid } of database.pragma('foreign_key_check') as { table: string; rowid: number }[]) {
    problems.add(`row ${rowid} of ${table} refers to a row that is not there`);
  }
  return { found: 'whole', wrong: problems.told() };
}

function checkVersion(database: Database.Database): Outcome {
  const version = database.prepare("SELECT value FROM meta WHERE key = 'schema'").pluck().get();
  const isRight = version === String(SCHEMA_VERSION);
  return {
    found: String(version),
    wrong: isRight ? null : `it has version "${version}", this program needs "${SCHEMA_VERSION}"`,
  };
}

function checkParagraphs(database: Database.Database, onProgress: CheckProgress): Outcome {
  const problems = collectProblems();
  const total = count(database, 'documents');
  const paragraphs = database.prepare(
    `SELECT key, number, "start", "end", text FROM paragraphs WHERE key BETWEEN ? AND ? AND document_key = ? ORDER BY key`,
  );
  let documents = 0;
  let found = 0;
  for (const row of database
    .prepare('SELECT key, id, text, first_paragraph AS first, last_paragraph AS last FROM documents')
    .iterate()) {
    const { key, id, text, first, last } = row as {
      key: number;
      id: string;
      text: string;
      first: number;
      last: number;
    };
    let expected = first;
    for (const paragraph of paragraphs.all(first, last, key) as ParagraphRow[]) {
      const { number, start, end } = paragraph;
      if (paragraph.key !== expected || number !== expected - first + 1) {
        problems.add(`the paragraphs of "${id}" are not in a row at ¶${number}`);
      } else if (paragraph.text !== text.slice(start, end) || start >= end) {
        problems.add(`"${id}" ¶${number} is not what its document says there`);
      }
      expected = paragraph.key + 1;
      found += 1;
    }
    if (expected !== last + 1) problems.add(`"${id}" lacks its last paragraphs`);
    documents += 1;
    if (documents % 100 === 0) onProgress({ done: documents, total });
  }
  const all = count(database, 'paragraphs');
  if (all > found) problems.add(`${all - found} paragraphs are of no document`);
  return { found: `${found} in ${documents} documents, each the exact words of its document`, wrong: problems.told() };
}

function checkVectors(database: Database.Database, onProgress: CheckProgress): Outcome {
  const manifest = manifestOf(database);
  if (manifest === null) return { found: 'none yet', wrong: null };
  const { dimensions } = manifest.embedding;
  const problems = collectProblems();
  const total = count(database, 'paragraphs') + count(database, 'terms');
  let done = 0;
  for (const table of ['paragraphs', 'terms']) {
    const rows = database
      .prepare(`SELECT owner.key, vector FROM ${table} AS owner LEFT JOIN embeddings ON embeddings.key = embedding_key`)
      .iterate() as IterableIterator<{ key: number; vector: Buffer | null }>;
    for (const { key, vector } of rows) {
      const problem = vector === null ? 'has no vector' : problemOfVector(vector, dimensions);
      if (problem) problems.add(`row ${key} of ${table} ${problem}`);
      done += 1;
      if (done % ROWS_PER_STEP === 0) onProgress({ done, total });
    }
  }
  return { found: `${done}, of ${dimensions} numbers each`, wrong: problems.told() };
}

function problemOfVector(vector: Buffer, dimensions: number): string | null {
  if (vector.length !== dimensions * 4 && vector.length !== dimensions + 4)
    return `has a vector of ${vector.length} bytes`;
  return fromBlob(vector, dimensions).every(Number.isFinite) ? null : 'has a vector with something else than numbers';
}

function checkTerms(database: Database.Database, onProgress: CheckProgress): Outcome {
  const problems = collectProblems();
  const terms = count(database, 'terms');
  const last = (database.prepare('SELECT max(key) FROM terms').pluck().get() as number | null) ?? 0;
  // A key is a place in a list.
  if (last !== terms) problems.add(`there are ${terms} words, and keys up to ${last}`);
  const total = count(database, 'paragraphs');
  let done = 0;
  const rows = database.prepare('SELECT key, length, terms FROM paragraphs').iterate() as IterableIterator<{
    key: number;
    length: number;
    terms: Buffer;
  }>;
  for (const row of rows) {
    const problem = problemOfTerms(row, terms);
    if (problem) problems.add(`paragraph ${row.key} ${problem}`);
    done += 1;
    if (done % ROWS_PER_STEP === 0) onProgress({ done, total });
  }
  return { found: `${terms} different ones`, wrong: problems.told() };
}

function problemOfTerms({ length, terms: blob }: { length: number; terms: Buffer }, termCount: number): string | null {
  const terms = decodeTerms(blob);
  let sum = 0;
  let isMore = false;
  for (const [key, frequency] of terms) {
    if (!(key >= 0 && key < termCount)) return 'has a word that is not in the list';
    sum += frequency;
    isMore ||= frequency === HIGHEST_FREQUENCY;
  }
  return sum === length || (isMore && sum < length) ? null : `has ${sum} words instead of ${length}`;
}

function checkLabels(database: Database.Database): Outcome {
  const problems = collectProblems();
  const labelled = database.prepare('SELECT count(*) FROM labels WHERE paragraph_key = ? AND label = ?').pluck();
  let found = 0;
  const rows = database.prepare("SELECT key, labels FROM paragraphs WHERE labels <> ''").iterate() as IterableIterator<{
    key: number;
    labels: string;
  }>;
  for (const { key, labels } of rows) {
    for (const label of new Set(labels.split(','))) {
      if (labelled.get(key, label) !== 1) problems.add(`paragraph ${key} is not listed under "${label}"`);
      found += 1;
    }
  }
  const listed = count(database, 'labels');
  if (listed > found) problems.add(`${listed - found} labels are of no paragraph`);
  return { found: String(found), wrong: problems.told() };
}

function count(database: Database.Database, table: string): number {
  return database.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
}
