import { collectProblems, type Outcome } from '../../check.ts';
import type { IndexVersion } from '../reading/index-version.ts';
import type { Query } from './snapshot.ts';

/** Whether how much there is was counted right. */
export async function checkTotals(query: Query, { key: version }: IndexVersion): Promise<Outcome> {
  const [row] = await query<Record<'paragraphs' | 'length' | 'keptParagraphs' | 'keptLength', number>>(
    `SELECT paragraphs AS "keptParagraphs", length AS "keptLength",
       (SELECT count(*) FROM paragraphs WHERE edition = $1) AS paragraphs,
       (SELECT coalesce(sum(length), 0) FROM paragraphs WHERE edition = $1) AS length
     FROM editions WHERE key = $1`,
    [version],
  );
  const { paragraphs, length, keptParagraphs, keptLength } = row!;
  const problems = collectProblems();
  if (paragraphs !== keptParagraphs)
    problems.add(`${keptParagraphs} paragraphs were counted, and there are ${paragraphs}`);
  if (length !== keptLength) problems.add(`${keptLength} words were counted, and there are ${length}`);
  return { found: `${paragraphs} paragraphs, ${length} words`, wrong: problems.summary() };
}

/** What killed processes left: no harm but its size. */
export async function checkLeftovers(query: Query, { key: version }: IndexVersion): Promise<Outcome> {
  const [row] = await query<Record<'versions' | 'writers' | 'leases' | 'jobs', number>>(
    `SELECT (SELECT count(*) FROM editions WHERE key <> $1) AS versions,
       (SELECT count(*) FROM write_locks WHERE NOT is_shared AND held_until >= now()) AS writers,
       (SELECT count(*) FROM write_locks WHERE held_until < now()) AS leases,
       (SELECT count(*) FROM indexing_jobs WHERE holder IS NULL OR claimed_until < now()) AS jobs`,
    [version],
  );
  const { versions, writers, leases, jobs } = row!;
  // The process that writes alone is making the next index version, or removing the last one.
  const wrong = versions > 0 && writers === 0 ? `${versions} indexes that were not finished take room` : null;
  const free = `${leases} locks and ${jobs} files of processes that have died, free for others`;
  return { found: leases + jobs > 0 ? free : 'none', wrong };
}
