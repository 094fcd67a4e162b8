import type { Database } from '../connection/database.ts';

/** The key of a model (`embeddingModelKey`) in the table of models, which is made when there is none. */
export async function modelKeyOf({ query }: Pick<Database, 'query'>, model: string): Promise<number> {
  await query('INSERT INTO models (model) VALUES ($1) ON CONFLICT DO NOTHING', [model]);
  const [row] = await query<{ key: number }>('SELECT key FROM models WHERE model = $1', [model]);
  return row!.key;
}
