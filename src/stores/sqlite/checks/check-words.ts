import { type CheckProgress, collectProblems, type Outcome } from '../../check.ts';
import { decodeTerms, HIGHEST_FREQUENCY } from '../../terms-blob.ts';
import type { Database } from '../connection/sqlite.ts';
import { countRows, ROWS_PER_STEP } from './count-rows.ts';

/** Whether the keys of words are the places in a list, and the paragraphs have no others. */
export function checkWords(database: Database, onProgress: CheckProgress): Outcome {
  const problems = collectProblems();
  const terms = countRows(database, 'terms');
  const last = (database.prepare('SELECT max(key) FROM terms').pluck().get() as number | null) ?? 0;
  // A key is a place in a list.
  if (last !== terms) problems.add(`there are ${terms} words, and keys up to ${last}`);
  const total = countRows(database, 'paragraphs');
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
  return { found: `${terms} different ones`, wrong: problems.summary() };
}

/** Whether each label of a paragraph is listed, and no other. */
export function checkLabels(database: Database): Outcome {
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
  const listed = countRows(database, 'labels');
  if (listed > found) problems.add(`${listed - found} labels are of no paragraph`);
  return { found: String(found), wrong: problems.summary() };
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
