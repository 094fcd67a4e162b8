import type { QuoteSelection } from '../answer.ts';
import { findSentences } from '../sections/find-mentions.ts';
import { quoteDocuments } from '../structure/quote-documents.ts';
import { createQuoter } from '../structure/quote-spans.ts';
import type { DocumentStructure } from '../structure/read-structure.ts';
import type { StructureSelector } from '../structure/structure-answerer.ts';
import type { StructureSources } from '../structure/structure-sources.ts';
import { hasDateOf, type PeriodRequest, readPeriod } from './read-period.ts';

/** How sure it is that what has a date of the period is what happened in it. */
const CONFIDENCE = 0.8;
/** Documents looked at: those of the best paragraphs. */
const MAX_DOCUMENTS = 5;
/** A date that an entry of a log begins with: all of the paragraph is of that day. */
const MAX_DATE_LENGTH = 40;

/** Creates what answers «Что произошло в мае?» with every entry of a log, or sentence, that has a date of that month or year. */
export function createEventSelector({ readStructures, nameDocuments }: StructureSources): StructureSelector {
  return async (found, { question, start }): Promise<QuoteSelection | null> => {
    const request = readPeriod(question.message);
    if (request === null) return null;
    const ids = [...new Set(found.paragraphs.map(({ paragraph }) => paragraph.documentId))].slice(0, MAX_DOCUMENTS);
    const structures = await readStructures(ids);
    const named = await nameDocuments(
      request.words,
      structures.map(({ document }) => document),
    );
    if (named.otherWords.length > 0) return null;
    const quotes = structures
      .filter(({ document }) => named.documents.includes(document))
      .map((structure) => eventsOf(structure, request).flatMap(createQuoter(structure)))
      .filter(({ length }) => length > 0);
    return quotes.length > 0 ? quoteDocuments(quotes, { language: start.language, confidence: CONFIDENCE }) : null;
  };
}

function eventsOf(structure: DocumentStructure, period: PeriodRequest) {
  const { document, statements } = structure;
  const textOf = ({ start, end }: { start: number; end: number }) => document.text.slice(start, end);
  const entries = statements.filter((entry) => hasDateOf(textOf(entry).slice(0, MAX_DATE_LENGTH), period));
  const sentences = findSentences(structure, (sentence) => hasDateOf(sentence, period));
  const isInEntry = ({ start }: { start: number }) =>
    entries.some((entry) => entry.start <= start && start < entry.end);
  return [...entries, ...sentences.filter((sentence) => !isInEntry(sentence))].sort((a, b) => a.start - b.start);
}
