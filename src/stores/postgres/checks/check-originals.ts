import { collectProblems, type Outcome } from '../../check.ts';
import type { IndexVersion } from '../reading/index-version.ts';
import type { Query } from './snapshot.ts';

/** Whether each kept file is the one that its document was read from. */
export async function checkOriginals(query: Query, { key: version }: IndexVersion): Promise<Outcome> {
  const problems = collectProblems();
  const rows = await query<{ id: string; isOfDocument: boolean; isExact: boolean }>(
    `SELECT document_id AS id, documents.key IS NOT NULL AS "isOfDocument",
       encode(sha256(bytes), 'hex') = originals.sha256 AND originals.sha256 = documents.sha256 AS "isExact"
     FROM originals LEFT JOIN documents ON documents.id = document_id AND edition = $1 ORDER BY document_id`,
    [version],
  );
  for (const { id, isOfDocument, isExact } of rows) {
    if (!isOfDocument) problems.add(`a file of "${id}" is kept, which is no document`);
    else if (!isExact) problems.add(`the kept file of "${id}" is not what it was read from`);
  }
  return { found: rows.length === 0 ? 'none kept' : `${rows.length}, each as it came`, wrong: problems.summary() };
}
