import type { QuoteSelection } from '../answer.ts';
import { quoteDocuments } from '../structure/quote-documents.ts';
import { createQuoter } from '../structure/quote-spans.ts';
import type { DocumentStructure } from '../structure/read-structure.ts';
import type { StructureSelector } from '../structure/structure-answerer.ts';
import type { StructureSources } from '../structure/structure-sources.ts';
import { createHeadingMatcher } from './find-sections.ts';
import { modalityOf } from './modality.ts';

/** How sure it is that the list is the one that is asked for. */
const CONFIDENCE = 0.9;
/** Documents looked at: those of the best paragraphs. */
const MAX_DOCUMENTS = 5;

/** Creates what answers «Что может делать член клуба?» with the lists whose lead-ins say the same of the same one: «Член клуба имеет право:». */
export function createModalListSelector({ readStructures }: StructureSources): StructureSelector {
  return async (found, { question, start }): Promise<QuoteSelection | null> => {
    const asked = modalityOf(question.message);
    if (asked === null || !asked.isOpenQuestion) return null;
    const ids = [...new Set(found.paragraphs.map(({ paragraph }) => paragraph.documentId))].slice(0, MAX_DOCUMENTS);
    const structures = await readStructures(ids);
    const quotes = structures
      .map((structure) =>
        leadInsOf(structure)
          .filter(({ text }) => {
            const said = modalityOf(text);
            return said?.kind === asked.kind && isSame(asked.words, said.words);
          })
          .flatMap(({ span }) => createQuoter(structure)(span)),
      )
      .filter(({ length }) => length > 0);
    return quotes.length > 0 ? quoteDocuments(quotes, { language: start.language, confidence: CONFIDENCE }) : null;
  };
}

/** What leads into each list, with the span of both. */
function leadInsOf({ document: { blocks, text } }: DocumentStructure) {
  return blocks.flatMap((block) => {
    if (block.kind !== 'list' || !block.leadIn) return [];
    const { start, end } = block.leadIn;
    return [{ text: text.slice(start, end), span: { start, end: block.end } }];
  });
}

/** Whether words name the same, in any of their forms; one without any asks of all. */
function isSame(asked: readonly string[], said: readonly string[]): boolean {
  if (asked.length === 0) return true;
  const { otherWords, share } = createHeadingMatcher(asked)({ label: said.join(' '), number: null });
  return otherWords.length === 0 && share === 1;
}
