import type { DocumentReader, StoredOriginal } from '../document-reader.ts';
import type { IndexUpdate } from '../index-writer.ts';
import type { Database } from './connection/database.ts';
import { original, storable } from './storable-text.ts';

type Query = Database['query'];

/** Reads the files that are kept beside documents. */
export function readOriginals({ query }: Pick<Database, 'query'>): Pick<DocumentReader, 'original' | 'originalBytes'> {
  return {
    async original(id) {
      const [row] = await query<StoredOriginal>(
        'SELECT name, sha256, length(bytes) AS size FROM originals WHERE document_id = $1',
        [storable(id)],
      );
      return row ? { ...row, name: original(row.name) } : null;
    },
    async originalBytes(id, { sha256, start, end }) {
      const [row] = await query<{ part: Buffer }>(
        'SELECT substring(bytes FROM $1 + 1 FOR $2) AS part FROM originals WHERE document_id = $3 AND sha256 = $4',
        [start, end - start, storable(id), sha256],
      );
      return row?.part ?? null;
    },
  };
}

/** Writes them, within a transaction of the caller and after its documents are written. @param ids Of the documents that changed; all when left out. */
export async function writeOriginals(
  query: Query,
  originals: IndexUpdate['originals'] = new Map(),
  { version, ids }: { version: number; ids?: readonly string[] },
): Promise<void> {
  for (const [id, { name, sha256, read }] of originals) {
    await query(
      `INSERT INTO originals (document_id, name, sha256, bytes) VALUES ($1, $2, $3, $4)
       ON CONFLICT (document_id) DO UPDATE SET name = excluded.name, sha256 = excluded.sha256, bytes = excluded.bytes`,
      [storable(id), storable(name), sha256, Buffer.from(await read())],
    );
  }
  await query(
    `DELETE FROM originals WHERE ($2::text[] IS NULL OR document_id = ANY($2)) AND NOT EXISTS (
       SELECT FROM documents WHERE edition = $1 AND id = document_id AND documents.sha256 = originals.sha256
     )`,
    [version, ids?.map(storable) ?? null],
  );
}
