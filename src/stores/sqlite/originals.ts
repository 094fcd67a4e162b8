import type { DocumentReader, StoredOriginal } from '../document-reader.ts';
import type { IndexUpdate } from '../index-writer.ts';
import type { Database } from './connection/sqlite.ts';

/** Reads the files that are kept beside documents. */
export function readOriginals(database: Database): Pick<DocumentReader, 'original' | 'originalBytes'> {
  const described = database.prepare('SELECT name, sha256, length(bytes) AS size FROM originals WHERE document_id = ?');
  const part = database
    .prepare('SELECT substr(bytes, ? + 1, ?) FROM originals WHERE document_id = ? AND sha256 = ?')
    .pluck();
  return {
    original: async (id) => (described.get(id) as StoredOriginal | undefined) ?? null,
    originalBytes: async (id, { sha256, start, end }) =>
      (part.get(start, end - start, id, sha256) as Buffer | undefined) ?? null,
  };
}

/** Prepares what writes them, within a transaction of the caller and after its documents are written. */
export function prepareOriginals(database: Database): (update: Pick<IndexUpdate, 'originals'>) => Promise<void> {
  const set = database.prepare(
    `INSERT INTO originals (document_id, name, sha256, bytes) VALUES (?, ?, ?, ?)
     ON CONFLICT (document_id) DO UPDATE SET name = excluded.name, sha256 = excluded.sha256, bytes = excluded.bytes`,
  );
  const removeOthers = database.prepare(
    `DELETE FROM originals
     WHERE NOT EXISTS (SELECT 1 FROM documents WHERE id = document_id AND documents.sha256 = originals.sha256)`,
  );
  return async ({ originals = new Map() }) => {
    for (const [id, { name, sha256, read }] of originals) set.run(id, name, sha256, await read());
    removeOthers.run();
  };
}
