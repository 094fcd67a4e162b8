import type { Answerer } from '../answer.ts';
import { createComparisonSelector, type SideSearch } from '../comparison/select-comparison.ts';
import { createExtremeSelector } from '../extremes/select-extreme.ts';
import { createOutlineSelector } from '../outline/select-outline.ts';
import { createEventSelector } from '../periods/select-events.ts';
import { createPlaceSelector } from '../places/select-place.ts';
import { createModalListSelector } from '../sections/select-modal-list.ts';
import { createSectionSelector } from '../sections/select-section.ts';
import { createStructureAnswerer } from './structure-answerer.ts';
import { createStructureSources, type DocumentSources } from './structure-sources.ts';

/** Puts before an answerer what answers by the structure of documents: questions for a place, about a document as a whole, for a comparison, for what somebody may or must do, for the most or the least, for what happened in a month, and for all that is said on a subject. */
export function answerByStructure<Answering extends { answerer: Answerer }>(
  answering: Answering,
  { store, embedder, ...searching }: DocumentSources & SideSearch,
): Answering {
  const sources = createStructureSources({ store, embedder });
  const answerer = createStructureAnswerer({
    selectors: [
      createPlaceSelector(sources),
      createOutlineSelector(sources),
      createComparisonSelector(sources, searching),
      createModalListSelector(sources),
      createExtremeSelector(sources),
      createEventSelector(sources),
      createSectionSelector(sources),
    ],
    answerer: answering.answerer,
    canonicalText: (id) => store.text(id),
  });
  return { ...answering, answerer };
}
