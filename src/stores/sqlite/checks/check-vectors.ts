import { type CheckProgress, collectProblems, type Outcome } from '../../check.ts';
import type { Database } from '../connection/sqlite.ts';
import { fromBlob } from '../vectors/vector-blob.ts';
import { countRows, ROWS_PER_STEP } from './count-rows.ts';
import { manifestOf } from './manifest-of.ts';

/** Whether every paragraph has a vector, of as many numbers as the model makes. */
export function checkVectors(database: Database, onProgress: CheckProgress): Outcome {
  const manifest = manifestOf(database);
  if (manifest === null) return { found: 'none yet', wrong: null };
  const { dimensions } = manifest.embedding;
  const problems = collectProblems();
  const total = countRows(database, 'paragraphs');
  let done = 0;
  const rows = database
    .prepare('SELECT paragraphs.key, vector FROM paragraphs LEFT JOIN embeddings ON embeddings.key = embedding_key')
    .iterate() as IterableIterator<{ key: number; vector: Buffer | null }>;
  for (const { key, vector } of rows) {
    const problem = vector === null ? 'has no vector' : problemOfVector(vector, dimensions);
    if (problem) problems.add(`paragraph ${key} ${problem}`);
    done += 1;
    if (done % ROWS_PER_STEP === 0) onProgress({ done, total });
  }
  return { found: `${done}, of ${dimensions} numbers each`, wrong: problems.summary() };
}

function problemOfVector(vector: Buffer, dimensions: number): string | null {
  if (vector.length !== dimensions * 4 && vector.length !== dimensions + 4)
    return `has a vector of ${vector.length} bytes`;
  return fromBlob(vector, dimensions).every(Number.isFinite) ? null : 'has a vector with something else than numbers';
}
