import type { Embedder } from '../../embeddings/embedder.ts';
import { createLruCache } from '../../runtime/lru-cache.ts';
import type { StoredDocument } from '../../stores/document-reader.ts';
import type { SearchedStore } from '../../stores/paragraph-store.ts';
import { createDocumentNamer, type NameDocuments } from './name-documents.ts';
import { type DocumentStructure, readStructure } from './read-structure.ts';

/** What documents are read from and compared with. */
export interface DocumentSources {
  store: SearchedStore;
  embedder: Embedder;
}

/** What questions are answered from by the structure of documents. */
export interface StructureSources {
  store: SearchedStore;
  nameDocuments: NameDocuments;
  /** The documents that a question is asked of. */
  documentsFor(question: { documentIds?: readonly string[] | undefined }): Promise<StoredDocument[]>;
  /** The structures of documents, of those that still exist. */
  readStructures(documentIds: readonly string[]): Promise<DocumentStructure[]>;
}

/** Structures kept while the index is the same. */
const MAX_CACHED = 16;

/** Creates what the selectors share. */
export function createStructureSources({ store, embedder }: DocumentSources): StructureSources {
  const structures = createLruCache<string, DocumentStructure | null>(MAX_CACHED);
  return {
    store,
    nameDocuments: createDocumentNamer({ embedder }),
    async documentsFor({ documentIds }) {
      const all = await store.documents();
      const asked = documentIds && new Set(documentIds);
      return asked ? all.filter(({ id }) => asked.has(id)) : all;
    },
    async readStructures(documentIds) {
      const generation = await store.generation();
      const read = documentIds.map((id) =>
        structures(`${generation} ${id}`, async () => {
          const document = await store.document(id);
          return document && readStructure(document);
        }),
      );
      return (await Promise.all(read)).filter((structure) => structure !== null);
    },
  };
}
