import { embeddingModelKey } from '../../../embeddings/embedder.ts';
import type { Manifest } from '../../document-reader.ts';
import type { Database } from '../connection/database.ts';

/** An index in the database, made with one manifest: a row of `editions`. */
export interface IndexVersion {
  key: number;
  manifest: Manifest;
  /** Key of its model in `models`. */
  model: number;
  dimensions: number;
}

/** Knows the index version that is answered from. A version stays what it is; which one is answered from may change. */
export interface CurrentVersion {
  /** Looks at the database. Null while there is none. */
  look(): Promise<{ generation: number; version: IndexVersion | null }>;
  /** The version as it was last seen: a question looks once, and uses this from then on. */
  known(): Promise<IndexVersion | null>;
}

/** Creates what knows the index version. */
export function createCurrentVersion(database: Pick<Database, 'query'>): CurrentVersion {
  let seen: IndexVersion | null = null;
  const versionOf = async (key: number, json: string): Promise<IndexVersion> => {
    if (seen?.key === key && JSON.stringify(seen.manifest) === json) return seen;
    const manifest = JSON.parse(json) as Manifest;
    const model = await modelKey(database.query, embeddingModelKey(manifest.embedding));
    return { key, manifest, model, dimensions: manifest.embedding.dimensions };
  };
  const look: CurrentVersion['look'] = async () => {
    const [row] = await database.query<{ generation: number; key: number | null; manifest: string | null }>(
      'SELECT generation, key, manifest FROM state LEFT JOIN editions ON key = edition',
    );
    const { generation, key, manifest } = row!;
    seen = key === null ? null : await versionOf(key, manifest!);
    return { generation, version: seen };
  };
  return { look, known: async () => seen ?? (await look()).version };
}

/** The key of a model, whose row an update has made. */
async function modelKey(query: Database['query'], model: string): Promise<number> {
  const [row] = await query<{ key: number }>('SELECT key FROM models WHERE model = $1', [model]);
  if (!row) throw new Error('the model of the index is not in its table of models');
  return row.key;
}
