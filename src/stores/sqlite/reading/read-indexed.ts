import type Database from 'better-sqlite3';
import type { Document } from '../../../documents/document.ts';
import { dimensionsOfKey, type EmbeddingRole } from '../../../embeddings/embedder.ts';
import type { IndexedDocument } from '../../index-writer.ts';
import type { ParagraphStore } from '../../paragraph-store.ts';
import { decodeTerms } from '../keywords/terms-blob.ts';
import { fromBlob } from '../vectors/vector-blob.ts';
import { type DocumentRow, withLists } from './read-documents.ts';
import type { prepareStatements } from './statements.ts';

type Place = Document['paragraphs'][number];

/** A document but for what its paragraphs are, and the keys of those. */
interface FoundDocument {
  document: Omit<Document, 'paragraphs'>;
  bounds: { first: number; last: number };
}

/** Documents and vectors as they were put in, from a database that is open. */
export function readIndexed(
  database: Database.Database,
  sql: ReturnType<typeof prepareStatements>,
): Pick<ParagraphStore, 'document' | 'indexedDocument' | 'cachedEmbeddings'> {
  const findDocument = (id: string): FoundDocument | null => {
    const row = sql.document.get(id) as (DocumentRow<FoundDocument['document']> & FoundDocument['bounds']) | undefined;
    if (!row) return null;
    const { first, last, ...document } = row;
    return { document: withLists(document), bounds: { first, last } };
  };
  // Another process may write between two statements: what belongs together is read in one transaction.
  const readDocument = database.transaction((id: string): Document | null => {
    const found = findDocument(id);
    return found && { ...found.document, paragraphs: sql.places.all(found.bounds) as Place[] };
  });
  const readParts = database.transaction((id: string) => {
    const found = findDocument(id);
    if (!found) return null;
    const rows = sql.indexed.all(found.bounds) as (Place & {
      labels: string;
      terms: Uint8Array;
      embeddingHash: string;
    })[];
    const paragraphs = rows.map(({ terms, ...row }) => ({ ...row, frequencies: decodeTerms(terms) }));
    const termKeys = new Set(paragraphs.flatMap(({ frequencies }) => [...frequencies.keys()]));
    const terms = sql.terms.all(JSON.stringify([...termKeys])) as { termKey: number; term: string }[];
    return { ...found, paragraphs, termOf: new Map(terms.map(({ termKey, term }) => [termKey, term])) };
  });

  return {
    document: async (id) => readDocument(id),
    async indexedDocument(id) {
      const parts = readParts(id);
      if (parts === null) return null;
      const { document, paragraphs, termOf } = parts;
      const places = paragraphs.map(({ number, start, end, page, heading }) => ({ number, start, end, page, heading }));
      return {
        document: { ...document, paragraphs: places },
        paragraphs: paragraphs.map(({ embeddingHash, labels, frequencies }): IndexedDocument['paragraphs'][number] => ({
          embeddingHash,
          terms: new Map([...frequencies].map(([termKey, frequency]) => [termOf.get(termKey)!, frequency])),
          aspects: aspectsOf(labels),
        })),
      };
    },
    async cachedEmbeddings(modelKey, hashes) {
      const rows = sql.embeddings.all(modelKey, JSON.stringify(hashes)) as {
        hash: string;
        role: EmbeddingRole;
        vector: Buffer;
      }[];
      return rows.map(({ vector, ...row }) => ({ ...row, vector: fromBlob(vector, dimensionsOfKey(modelKey)) }));
    },
  };
}

/** The aspects of a paragraph, which are stored as its labels. */
export function aspectsOf(labels: string): string[] {
  return labels === '' ? [] : labels.split(',');
}
