import { createHash } from 'node:crypto';
import { collectProblems, type Outcome } from '../../check.ts';
import type { Database } from '../connection/sqlite.ts';

/** Whether each kept file is the one that its document was read from. */
export function checkOriginals(database: Database): Outcome {
  const problems = collectProblems();
  const rows = database.prepare(
    `SELECT document_id AS id, originals.sha256, bytes, documents.sha256 AS wanted
     FROM originals LEFT JOIN documents ON documents.id = document_id`,
  );
  let found = 0;
  for (const row of rows.iterate()) {
    const { id, sha256, bytes, wanted } = row as { id: string; sha256: string; bytes: Buffer; wanted: string | null };
    found += 1;
    if (wanted === null) problems.add(`a file of "${id}" is kept, which is no document`);
    else if (wanted !== sha256 || createHash('sha256').update(bytes).digest('hex') !== sha256)
      problems.add(`the kept file of "${id}" is not what it was read from`);
  }
  return { found: found === 0 ? 'none kept' : `${found}, each as it came`, wrong: problems.summary() };
}
