import type { Answerer } from '../answer.ts';
import { createOutlineSelector } from '../outline/select-outline.ts';
import { createPlaceSelector } from '../places/select-place.ts';
import { createSectionSelector } from '../sections/select-section.ts';
import { createStructureAnswerer, type DocumentSources } from './structure-answerer.ts';

/** Puts before an answerer what answers by the structure of documents: questions for a place, about a document as a whole, and for all that is said on a subject. */
export function answerByStructure<Answering extends { answerer: Answerer }>(
  answering: Answering,
  parts: DocumentSources,
): Answering {
  const answerer = createStructureAnswerer({
    selectors: [createPlaceSelector(parts), createOutlineSelector(parts), createSectionSelector(parts)],
    answerer: answering.answerer,
    canonicalText: async (id) => (await parts.store.document(id))?.text ?? null,
  });
  return { ...answering, answerer };
}
