import { collectProblems, type Outcome } from '../../check.ts';
import type { IndexVersion } from '../reading/index-version.ts';
import { vectorIndexName, WORTH_AN_INDEX } from '../writing/index-vectors.ts';
import type { Query } from './snapshot.ts';

/** Problems that are counted one by one. */
const MAX_PROBLEMS = 1000;

/**
 * Whether every paragraph and every word has a vector of the model, of as many numbers as it makes, that is in a graph itself or equals one that is.
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
     WHERE embeddings.model = $1 AND (first.equals IS NOT NULL OR first.model <> $1 OR first.role <> embeddings.role)
     ORDER BY embeddings.key LIMIT ${MAX_PROBLEMS}`,
    [model],
  );
  for (const { key } of lost) problems.add(`vector ${key} is looked for under another that is in no graph of its kind`);
  let found = 0;
  for (const { table, role } of [
    { table: 'paragraphs', role: 'passage' },
    { table: 'terms', role: 'query' },
  ]) {
    const rows = await query<{ key: number }>(
      `SELECT owner.key FROM ${table} AS owner LEFT JOIN embeddings ON embeddings.key = embedding_key
       WHERE owner.edition = $1 AND (model = $2 AND role = $3) IS NOT TRUE ORDER BY owner.key LIMIT ${MAX_PROBLEMS}`,
      [version, model, role],
    );
    for (const { key } of rows) problems.add(`row ${key} of ${table} has no vector of the model of the index`);
    found += await countOf(query, table, version);
  }
  return { found: `${found}, of ${dimensions} numbers each`, wrong: problems.summary() };
}

/** Whether the graphs of vectors are there that are worth it. Without one every vector is compared: right, but slow. */
export async function checkVectorIndexes(query: Query, { model }: IndexVersion): Promise<Outcome> {
  const problems = collectProblems();
  const found: string[] = [];
  for (const [role, what] of [
    ['passage', 'paragraphs'],
    ['query', 'words'],
  ] as const) {
    const [row] = await query<{ isValid: boolean | null; isBeingMade: boolean; isWorthIt: boolean }>(
      `SELECT (SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass($1)) AS "isValid",
         EXISTS (SELECT FROM pg_stat_progress_create_index WHERE index_relid = to_regclass($1)) AS "isBeingMade",
         EXISTS (SELECT FROM embeddings WHERE model = $2 AND role = $3 OFFSET ${WORTH_AN_INDEX - 1}) AS "isWorthIt"`,
      [vectorIndexName(model, role), model, role],
    );
    const { isValid, isBeingMade, isWorthIt } = row!;
    if (isBeingMade) found.push(`that of ${what} is being made`);
    else if (isValid === false) problems.add(`that of ${what} was not finished, and is not used`);
    else if (isValid === null && isWorthIt) problems.add(`there is none of ${what}, though there are many vectors`);
    else found.push(`${isValid === null ? 'none needed' : 'one'} for ${what}`);
  }
  return { found: found.join(', '), wrong: problems.summary() };
}

async function countOf(query: Query, table: string, version: number): Promise<number> {
  const [row] = await query<{ count: number }>(`SELECT count(*) AS count FROM ${table} WHERE edition = $1`, [version]);
  return row!.count;
}
