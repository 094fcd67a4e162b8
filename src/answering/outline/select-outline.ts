import type { AnswerContext, QuoteSelection } from '../answer.ts';
import { documentsInFocus } from '../structure/document-in-focus.ts';
import { createQuoter } from '../structure/quote-spans.ts';
import type { DocumentStructure } from '../structure/read-structure.ts';
import type { StructureSelector } from '../structure/structure-answerer.ts';
import type { StructureSources } from '../structure/structure-sources.ts';
import { outlineDocument, purposeOf } from './outline-document.ts';
import { OUTLINE_WORDS } from './outline-words.ts';
import { quoteHeadings } from './quote-headings.ts';
import { type OverviewRequest, readOverview } from './read-overview.ts';

/** UTF-16 code units quoted for what a document is about, and for a summary. */
const MAX_LENGTHS = { subject: 1200, summary: 2300 };
/** Documents shown side by side, and headings of one. */
const MAX_DOCUMENTS = 10;
const MAX_HEADINGS = 40;

type Language = AnswerContext['start']['language'];

/** Creates what answers a question about a document as a whole with an outline of it, in its own words. */
export function createOutlineSelector({
  nameDocuments,
  documentsFor,
  readStructures,
}: StructureSources): StructureSelector {
  return async (_, { question, start }) => {
    const request = readOverview(question.message);
    if (request === null) return null;
    const scope = await documentsFor(question);
    const { documents, otherWords, isChosen } = await nameDocuments(request.words, scope);
    if (documents.length === 0 || otherWords.length > 0) return null;
    const read = await readStructures(documents.slice(0, MAX_DOCUMENTS).map(({ id }) => id));
    const inFocus = isChosen ? [] : documentsInFocus(read, question.history);
    const shown = inFocus.length > 0 ? inFocus : read;
    if (shown.length > 1)
      return listDocuments(shown, { others: documents.length - read.length, language: start.language });
    return shown[0] ? outlineOne(shown[0], request.kind, start.language) : null;
  };
}

function outlineOne(structure: DocumentStructure, kind: OverviewRequest['kind'], language: Language): QuoteSelection {
  const words = OUTLINE_WORDS[language];
  const { title } = structure.document;
  const { sections } = structure;
  if (kind === 'sections' && sections.length > 0) {
    const quotes = quoteHeadings(sections.slice(0, MAX_HEADINGS), structure);
    const others = sections.slice(MAX_HEADINGS).map(({ label }) => label);
    return answered(
      quotes,
      words.sections(title, sections.length),
      others.length > 0 ? words.others(others) : undefined,
    );
  }
  const { quotes, otherHeadings } = outlineDocument(structure, MAX_LENGTHS[kind === 'summary' ? kind : 'subject']);
  return answered(quotes, words.outline(title), otherHeadings.length > 0 ? words.others(otherHeadings) : undefined);
}

/** Each document with what it says it is for. */
function listDocuments(
  structures: DocumentStructure[],
  { others, language }: { others: number; language: Language },
): QuoteSelection {
  const words = OUTLINE_WORDS[language];
  const quotes = structures.flatMap((structure) => {
    const purpose = purposeOf(structure);
    const [quote] = purpose ? createQuoter(structure)(purpose) : [];
    return quote ? [{ ...quote, lead: `${structure.document.title}:\n` }] : [];
  });
  return answered(quotes, words.documents, others > 0 ? words.otherDocuments(others) : undefined);
}

function answered(quotes: QuoteSelection['quotes'], opening: string, closing: string | undefined): QuoteSelection {
  return { kind: 'answered', confidence: 1, reason: null, quotes, opening, ...(closing !== undefined && { closing }) };
}
