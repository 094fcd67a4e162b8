import { collectProblems, type Outcome } from '../../check.ts';
import type { IndexVersion } from '../reading/index-version.ts';
import { vectorIndexName, WORTH_AN_INDEX } from '../writing/index-vectors.ts';
import type { Query } from './snapshot.ts';

/** Problems that are counted one by one. */
const MAX_PROBLEMS = 1000;

/**
 * Whether every paragraph has a vector of the model, of as many numbers as it makes, that is in the graph itself or equals one that is.
 * pgvector takes nothing but numbers.
 */
export async function checkVectors(query: Query, { key: version, model, dimensions }: IndexVersion): Promise<Outcome> {
  const problems = collectProblems();
  const sizes = await query<{ key: number; size: number }>(
    `SELECT key, vector_dims(vector) AS size FROM embeddings WHERE model = $1 AND vector_dims(vector) <> $2
     ORDER BY key LIMIT ${MAX_PROBLEMS}`,
    [model, dimensions],
  );
  for (const { key, size } of sizes) problems.add(`vector ${key} has ${size} numbers instead of ${dimensions}`);
  const lost = await query<{ key: number }>(
    `SELECT embeddings.key FROM embeddings JOIN embeddings AS first ON first.key = embeddings.equals
     WHERE embeddings.model = $1 AND (first.equals IS NOT NULL OR first.model <> $1)
     ORDER BY embeddings.key LIMIT ${MAX_PROBLEMS}`,
    [model],
  );
  for (const { key } of lost) problems.add(`vector ${key} is looked for under another that is in no graph`);
  const rows = await query<{ key: number }>(
    `SELECT paragraphs.key FROM paragraphs LEFT JOIN embeddings ON embeddings.key = embedding_key
     WHERE paragraphs.edition = $1 AND (model = $2 AND role = 'passage') IS NOT TRUE ORDER BY paragraphs.key LIMIT ${MAX_PROBLEMS}`,
    [version, model],
  );
  for (const { key } of rows) problems.add(`paragraph ${key} has no vector of the model of the index`);
  const [row] = await query<{ count: number }>('SELECT count(*) AS count FROM paragraphs WHERE edition = $1', [
    version,
  ]);
  return { found: `${row!.count}, of ${dimensions} numbers each`, wrong: problems.summary() };
}

/** Whether the graph of vectors is there where it is worth it. Without one every vector is compared: right, but slow. */
export async function checkVectorIndex(query: Query, { model }: IndexVersion): Promise<Outcome> {
  const [row] = await query<{ isValid: boolean | null; isBeingMade: boolean; isWorthIt: boolean }>(
    `SELECT (SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass($1)) AS "isValid",
       EXISTS (SELECT FROM pg_stat_progress_create_index WHERE index_relid = to_regclass($1)) AS "isBeingMade",
       EXISTS (SELECT FROM embeddings WHERE model = $2 AND role = 'passage' OFFSET ${WORTH_AN_INDEX - 1}) AS "isWorthIt"`,
    [vectorIndexName(model), model],
  );
  const { isValid, isBeingMade, isWorthIt } = row!;
  if (isBeingMade) return { found: 'being made', wrong: null };
  if (isValid) return { found: 'one', wrong: null };
  if (isValid === false) return { found: '', wrong: 'it was not finished, and is not used' };
  return { found: 'none needed', wrong: isWorthIt ? 'there is none, though there are many vectors' : null };
}
