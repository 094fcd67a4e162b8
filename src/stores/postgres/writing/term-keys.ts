import type { IndexedDocument } from '../../document-reader.ts';
import type { Database } from '../connection/database.ts';

/** Held while terms are given keys, so that they become visible in the order of their keys. */
const TERMS_LOCK = 7_462_001;

/**
 * Gives the terms of documents keys, those that have none new ones, and counts the paragraphs they stand in.
 *
 * In a transaction of its own, before the one that writes the documents: many writers need the same common words, and none shall wait for another's documents.
 * What is counted for documents that a process that died never wrote counts too much, which makes a word look more common than it is.
 */
export async function takeTermKeys(
  database: Database,
  documents: IndexedDocument[],
  version: number,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { paragraphs } of documents) {
    for (const { terms } of paragraphs) for (const term of terms.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const terms = [...counts.keys()];
  if (terms.length === 0) return new Map();
  return database.transaction(async (query) => {
    await query('SELECT pg_advisory_xact_lock($1)', [TERMS_LOCK]);
    await query(
      `UPDATE terms SET paragraphs = terms.paragraphs + counted.paragraphs
       FROM unnest($2::text[], $3::int[]) AS counted (term, paragraphs) WHERE edition = $1 AND terms.term = counted.term`,
      [version, terms, [...counts.values()]],
    );
    const known = await keysOf(query, version, terms);
    const added = terms.filter((term) => !known.has(term));
    const [last] = await query<{ next: number }>(
      'SELECT coalesce(max(key), -1) + 1 AS next FROM terms WHERE edition = $1',
      [version],
    );
    await query(
      `INSERT INTO terms (edition, key, term, paragraphs)
       SELECT $1, $2 + place - 1, term, paragraphs
       FROM unnest($3::text[], $4::int[]) WITH ORDINALITY AS added (term, paragraphs, place)`,
      [version, last!.next, added, added.map((term) => counts.get(term))],
    );
    for (const [index, term] of added.entries()) known.set(term, last!.next + index);
    return known;
  });
}

/** Counts deleted paragraphs off their terms. @param termKeys Once for each paragraph. */
export async function countTermsOff(database: Database, version: number, termKeys: number[]): Promise<void> {
  if (termKeys.length === 0) return;
  await database.transaction(async (query) => {
    await query('SELECT pg_advisory_xact_lock($1)', [TERMS_LOCK]);
    await query(
      `UPDATE terms SET paragraphs = terms.paragraphs - deleted.paragraphs
       FROM (SELECT key, count(*) AS paragraphs FROM unnest($2::int[]) AS counted (key) GROUP BY key) AS deleted
       WHERE edition = $1 AND terms.key = deleted.key`,
      [version, termKeys],
    );
  });
}

async function keysOf(query: Database['query'], version: number, terms: string[]): Promise<Map<string, number>> {
  const rows = await query<{ term: string; key: number }>(
    'SELECT term, key FROM terms WHERE edition = $1 AND term = ANY($2)',
    [version, terms],
  );
  return new Map(rows.map(({ term, key }) => [term, key]));
}
