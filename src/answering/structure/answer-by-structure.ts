import type { Answerer } from '../answer.ts';
import { createOutlineSelector } from '../outline/select-outline.ts';
import { createPlaceSelector } from '../places/select-place.ts';
import { createStructureAnswerer, type DocumentSources } from './structure-answerer.ts';

/** Puts before an answerer what answers by the structure of documents: questions for a place, and about a document as a whole. */
export function answerByStructure<Answering extends { answerer: Answerer }>(
  answering: Answering,
  parts: DocumentSources,
): Answering {
  const answerer = createStructureAnswerer({
    selectors: [createPlaceSelector(parts), createOutlineSelector(parts)],
    answerer: answering.answerer,
    canonicalText: async (id) => (await parts.store.document(id))?.text ?? null,
  });
  return { ...answering, answerer };
}
