import { embeddingModelKey } from '../../../embeddings/embedder.ts';
import type { Manifest } from '../../document-reader.ts';
import type { Database } from '../connection/database.ts';

/** The edition that is answered from, as it was when it was last looked at. */
export interface Edition {
  key: number;
  manifest: Manifest;
  /** Of `models`. */
  model: number;
  dimensions: number;
}

/** What is known of the state of the index. An edition stays what it is; which one is answered from may change. */
export interface CurrentEdition {
  /** Looks at the database. Null while there is none. */
  look(): Promise<{ generation: number; edition: Edition | null }>;
  /** As it was last seen: a question looks once, and uses this from then on. */
  known(): Promise<Edition | null>;
}

/** Creates what knows the edition. */
export function createCurrentEdition(database: Database): CurrentEdition {
  let seen: Edition | null = null;
  const editionOf = async (key: number, json: string): Promise<Edition> => {
    if (seen?.key === key && JSON.stringify(seen.manifest) === json) return seen;
    const manifest = JSON.parse(json) as Manifest;
    const model = await modelKey(database.query, embeddingModelKey(manifest.embedding));
    return { key, manifest, model, dimensions: manifest.embedding.dimensions };
  };
  const look: CurrentEdition['look'] = async () => {
    const [row] = await database.query<{ generation: number; key: number | null; manifest: string | null }>(
      'SELECT generation, key, manifest FROM state LEFT JOIN editions ON key = edition',
    );
    const { generation, key, manifest } = row!;
    seen = key === null ? null : await editionOf(key, manifest!);
    return { generation, edition: seen };
  };
  return { look, known: async () => seen ?? (await look()).edition };
}

/** The key of a model, whose row an update has made. */
async function modelKey(query: Database['query'], model: string): Promise<number> {
  const [row] = await query<{ key: number }>('SELECT key FROM models WHERE model = $1', [model]);
  if (!row) throw new Error('the model of the index is not in its table of models');
  return row.key;
}
