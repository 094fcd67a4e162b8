import type { FileClaims } from '../../index-writer.ts';
import type { Database } from '../connection/database.ts';
import { original, storable } from '../storable-text.ts';
import { LEASE } from './lease.ts';

/**
 * Claims the files that were not indexed as they are and that no living process reads. A job is a file that a process reads, or should: it is
 * there from when the first process meets it until its source is written.
 *
 * @param fingerprints The files as they are now, by path.
 */
export async function claimFiles(
  query: Database['query'],
  { holder, fingerprints }: { holder: string; fingerprints: ReadonlyMap<string, string> },
): Promise<FileClaims> {
  const files = [[...fingerprints.keys()].map(storable), [...fingerprints.values()]];
  const open = await query<{ path: string }>(
    `SELECT path FROM unnest($1::text[], $2::text[]) AS file (path, fingerprint)
     WHERE NOT EXISTS (SELECT 1 FROM sources WHERE sources.path = file.path AND sources.fingerprint = file.fingerprint)`,
    files,
  );
  const paths = open.map(({ path }) => path).sort();
  await query('INSERT INTO indexing_jobs (path) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [paths]);
  const claimed = await query<{ path: string }>(
    `UPDATE indexing_jobs SET holder = $2, claimed_until = now() + ${LEASE} WHERE path IN (
       SELECT path FROM indexing_jobs
       WHERE path = ANY($1) AND (holder IS NULL OR holder = $2 OR claimed_until < now())
       ORDER BY path FOR UPDATE SKIP LOCKED
     ) RETURNING path`,
    [paths, holder],
  );
  const own = new Set(claimed.map(({ path }) => path));
  const busy = paths.filter((path) => !own.has(path));
  return { claimed: new Set([...own].map(original)), busy: new Set(busy.map(original)) };
}
