import path from 'node:path';
import { Database } from '../../src/stores/sqlite/connection/sqlite.ts';
import { similarityToBlob } from '../../src/stores/sqlite/vectors/vector-blob.ts';

/** Goes over the vectors of all paragraphs, those of the same text once each. @param visit Gets what compares a vector with the stored one. */
export function eachStoredVector(
  indexDirectory: string,
  visit: (compare: (vector: Float32Array) => number, blob: Buffer) => void,
): void {
  const database = new Database(path.join(indexDirectory, 'pilcrow.sqlite'), { readonly: true });
  const rows = database
    .prepare('SELECT vector FROM paragraphs JOIN embeddings ON embeddings.key = embedding_key')
    .iterate() as IterableIterator<{ vector: Buffer }>;
  for (const { vector: blob } of rows) visit((vector) => similarityToBlob(vector, blob), blob);
  database.close();
}
