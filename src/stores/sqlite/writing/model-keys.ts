import type { Database } from '../connection/sqlite.ts';

/** Prepares what gives the key of a model (`embeddingModelKey`) in the table of models, which is made when there is none. */
export function prepareModelKeys(database: Database): (model: string) => number {
  const add = database.prepare('INSERT INTO models (model) VALUES (?) ON CONFLICT DO NOTHING');
  const keyOf = database.prepare('SELECT key FROM models WHERE model = ?').pluck();
  return (model) => {
    add.run(model);
    return keyOf.get(model) as number;
  };
}
