import { LENGTH_NORMALIZATION, OTHER_PARAGRAPHS, SATURATION, SCORED_AGAIN } from '../../bm25.ts';
import type { ExpandedTerm, WordScores, WordSearch } from '../../paragraph-search.ts';
import type { Database } from '../connection/database.ts';
import { storable } from '../storable-text.ts';
import type { IndexVersion } from './index-version.ts';

/** Postings read for a question at most, those of the rarest words first. */
const MAX_POSTINGS = 30_000;

/**
 * BM25 in one statement, as `scoreByPostings` computes it in memory: `words` are those that the terms may stand for, as far as the budget
 * goes; `hits` what each term finds in each paragraph; `rarities` how much a term counts, where a paragraph counts as much as its likest word does,
 * and words that were left out as they are counted.
 */
const SCORE = `
  WITH words AS (
    SELECT expansion.term, terms.key, likeness, paragraphs,
      sum(paragraphs) OVER (ORDER BY paragraphs, expansion.term, terms.key ROWS UNBOUNDED PRECEDING) <= $6 AS is_read
    FROM unnest($2::int[], $3::int[], $4::float8[]) AS expansion (term, key, likeness)
    JOIN terms ON terms.edition = $1 AND terms.key = expansion.key
  ), hits AS (
    SELECT term, paragraph_key, sum(likeness * frequency) AS frequency, max(likeness) AS likest, min(length) AS length
    FROM words JOIN postings ON edition = $1 AND term_key = key
    WHERE is_read AND ($8::text[] IS NULL OR paragraph_key IN (
      SELECT paragraphs.key FROM documents JOIN paragraphs ON document_key = documents.key
      WHERE documents.edition = $1 AND id = ANY($8)
    ))
    GROUP BY term, paragraph_key
  ), touched AS (
    SELECT max(likest) AS likest, min(length) AS length FROM hits GROUP BY paragraph_key
  ), found AS (
    SELECT term, sum(likest) AS paragraphs FROM hits GROUP BY term
  ), left_out AS (
    SELECT term, sum(likeness * paragraphs) AS paragraphs FROM words WHERE NOT is_read GROUP BY term
  ), frequencies AS (
    SELECT term, weight, coalesce(found.paragraphs, 0) + coalesce(left_out.paragraphs, 0) AS known
    FROM unnest($5::float8[]) WITH ORDINALITY AS asked (weight, term) LEFT JOIN found USING (term) LEFT JOIN left_out USING (term)
  ), corpus AS (
    SELECT $11::float8 + greatest(coalesce(sum(likest), 0), (SELECT coalesce(max(known), 0) FROM frequencies)) AS paragraphs,
      coalesce(sum(likest * length) / nullif(sum(likest), 0), 0) AS average_length
    FROM touched
  ), rarities AS (
    SELECT term, weight, ln(1 + (corpus.paragraphs - known + 0.5) / (known + 0.5)) AS inverse FROM corpus, frequencies
  ), best AS (
    SELECT paragraph_key, sum(weight * inverse * frequency /
      (frequency + $9::float8 * (1 - $10::float8 + $10 * length / average_length))) AS score
    FROM hits JOIN rarities USING (term), corpus GROUP BY paragraph_key ORDER BY score DESC, paragraph_key LIMIT $7
  )
  SELECT average_length AS "averageLength", coalesce((SELECT bool_and(is_read) FROM words), true) AS "isWhole",
    ARRAY(SELECT inverse FROM rarities ORDER BY term) AS "inverseFrequencies",
    ARRAY(SELECT paragraph_key::float8 FROM best ORDER BY score DESC, paragraph_key) AS keys,
    ARRAY(SELECT score FROM best ORDER BY score DESC, paragraph_key) AS scores
  FROM corpus`;

/** Scores paragraphs by words, in the database. */
export async function scoreWords(
  terms: ExpandedTerm[],
  { limit, documentIds, maxPostings = MAX_POSTINGS }: WordSearch,
  { query, version }: Pick<Database, 'query'> & { version: IndexVersion | null },
): Promise<WordScores> {
  const empty = { scores: new Map<number, number>(), inverseFrequencies: [], averageLength: 0, isWhole: true };
  if (version === null) return empty;
  const expansions = terms.flatMap((term, index) =>
    [...term.expansion].map(([key, likeness]) => ({ index, key, likeness })),
  );
  const [row] = await query<Omit<WordScores, 'scores'> & { keys: number[]; scores: number[] }>(SCORE, [
    version.key,
    // From 1, as the database counts.
    expansions.map(({ index }) => index + 1),
    expansions.map(({ key }) => key),
    expansions.map(({ likeness }) => likeness),
    terms.map(({ weight }) => weight),
    maxPostings,
    Math.max(limit, SCORED_AGAIN),
    documentIds?.map(storable) ?? null,
    SATURATION,
    LENGTH_NORMALIZATION,
    OTHER_PARAGRAPHS,
  ]);
  if (!row) return empty;
  const { keys, scores, ...rest } = row;
  const wanted = rest.isWhole ? keys.slice(0, limit) : keys;
  return { ...rest, scores: new Map(wanted.map((key, place) => [key, scores[place]!])) };
}
