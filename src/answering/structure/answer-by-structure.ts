import type { Embedder } from '../../embeddings/embedder.ts';
import type { SearchedStore } from '../../stores/paragraph-store.ts';
import type { Answerer } from '../answer.ts';
import { createPlaceSelector } from '../places/select-place.ts';
import { createStructureAnswerer } from './structure-answerer.ts';

/** What documents are read from and compared with. */
export interface DocumentSources {
  store: SearchedStore;
  embedder: Embedder;
}

/** Puts before an answerer what answers by the structure of documents: questions for a place. */
export function answerByStructure<Answering extends { answerer: Answerer }>(
  answering: Answering,
  parts: DocumentSources,
): Answering {
  const answerer = createStructureAnswerer({
    selectors: [createPlaceSelector(parts)],
    answerer: answering.answerer,
    canonicalText: async (id) => (await parts.store.document(id))?.text ?? null,
  });
  return { ...answering, answerer };
}
