import type { Language } from '../../protocol/language.ts';
import type { SearchResult } from '../../retrieval/search-paragraphs.ts';
import { mapWithPauses } from '../../runtime/pauses.ts';
import type { QuoteSelection } from '../answer.ts';
import type { DocumentPart } from '../structure/parts-of-document.ts';
import { quoteDocuments } from '../structure/quote-documents.ts';
import { createQuoter } from '../structure/quote-spans.ts';
import type { DocumentStructure } from '../structure/read-structure.ts';
import type { StructureSelector } from '../structure/structure-answerer.ts';
import type { StructureSources } from '../structure/structure-sources.ts';
import { countList } from './count-list.ts';
import { findMentions, findSentences } from './find-mentions.ts';
import { createHeadingMatcher, createNameCheck, hasWordOf, type SectionSources } from './find-sections.ts';
import { readSubject, type SubjectRequest } from './read-subject.ts';
import { valuesNamedBy } from './values-asked.ts';

/** How sure it is that what stands under a heading of these words answers, and sentences that have the words. */
const CONFIDENCE = { section: 0.9, mentions: 0.8 };
/** Share of the words of a heading that a question has; all of them where it asks what something is. */
const MIN_SHARE = 0.5;
/** Documents looked at: those of the best paragraphs. */
const MAX_DOCUMENTS = 5;
const PARAGRAPHS_LOOKED_AT = 10;
/** UTF-16 code units of sections that answer a question which does not ask for all. */
const MAX_LENGTH = 2500;
/** Fewer sentences are no list. */
const MIN_MENTIONS = 2;

/** The heading of an FAQ. */
const ASKS = /\?\s*$/u;

/** The sections of a document that a question is about. */
interface SectionsAsked {
  structure: DocumentStructure;
  sections: DocumentPart[];
}

/**
 * Creates what answers a question for all that is said on a subject: with what stands under the heading that has its words, whole; where all is
 * asked for, and there is no such heading, with every sentence that has them.
 */
export function createSectionSelector({ nameDocuments, readStructures }: StructureSources): StructureSelector {
  return async (found, { question, start }) => {
    const request = readSubject(question.message);
    if (request === null) return null;
    if (!isNear(request, found)) return null;
    const structures = await readStructures(documentsOf(found));
    const sources = { structures, nameDocuments, language: start.language };
    if (request.kind === 'count') return countList(request, sources);
    const asked = await findSections(request, sources);
    if (asked.length > 0) return quoteSections(asked, request, start.language);
    return request.isEvery ? quoteMentions(request, sources) : null;
  };
}

/** Whether it is worth reading whole documents: what has the words in its heading is found by them, and a list by what it is about. */
function isNear({ kind, isEvery, words }: SubjectRequest, { paragraphs }: SearchResult): boolean {
  const best = paragraphs.slice(0, PARAGRAPHS_LOOKED_AT).map(({ paragraph }) => paragraph);
  if (kind === 'count') return best.some(({ context }) => context?.items !== undefined);
  if (kind === 'heading') return best.some(({ heading }) => heading !== null && ASKS.test(heading));
  return isEvery || best.some(({ heading }) => heading !== null && hasWordOf(heading, words));
}

function documentsOf({ paragraphs }: SearchResult): string[] {
  return [...new Set(paragraphs.map(({ paragraph }) => paragraph.documentId))].slice(0, MAX_DOCUMENTS);
}

/** The sections whose headings have most of the words, where the others name the document. */
async function findSections(
  { words, kind }: SubjectRequest,
  { structures, nameDocuments }: SectionSources,
): Promise<SectionsAsked[]> {
  const least = kind === 'definition' || kind === 'heading' ? 1 : MIN_SHARE;
  const matchHeading = createHeadingMatcher(words);
  const areNames = createNameCheck(nameDocuments);
  const headings = structures.flatMap((structure) =>
    structure.parts
      .filter((part) => part.kind === 'heading' && (kind !== 'heading' || ASKS.test(part.label)))
      .map((part) => ({ structure, part })),
  );
  const matched = await mapWithPauses(headings, (heading) => ({ ...heading, ...matchHeading(heading.part) }));
  const matches = matched.filter(({ share, otherWords }) => share >= least && otherWords.length < words.length);
  const isNamed = await Promise.all(matches.map(({ structure, otherWords }) => areNames(otherWords, structure)));
  const fitting = matches.filter((_, index) => isNamed[index]);
  const fewest = fitting.reduce(
    (least, { otherWords }) => Math.min(least, otherWords.length),
    Number.POSITIVE_INFINITY,
  );
  const closest = fitting.filter(({ otherWords }) => otherWords.length === fewest);
  const best = closest.reduce((most, { share }) => Math.max(most, share), 0);
  const chosen = closest.filter(({ share }) => share === best);
  return structures.flatMap((structure) => {
    const sections = chosen.filter((match) => match.structure === structure).map(({ part }) => part);
    return sections.length > 0 ? [{ structure, sections }] : [];
  });
}

/** What stands under the headings; null where that is nothing, or more than an answer to a question that does not ask for all. */
function quoteSections(asked: SectionsAsked[], { kind }: SubjectRequest, language: Language): QuoteSelection | null {
  const quotes = asked.map(({ structure, sections }) =>
    sections.flatMap(createQuoter(structure)).filter(({ paragraph }) => paragraph.context?.isHeading !== true),
  );
  const length = quotes.flat().reduce((sum, { start, end }) => sum + end - start, 0);
  if (length === 0 || (length > MAX_LENGTH && kind !== 'all')) return null;
  return quoteDocuments(
    quotes.filter((ofDocument) => ofDocument.length > 0),
    { language, confidence: CONFIDENCE.section },
  );
}

/**
 * Every sentence with the words of the subject, of the documents that the other words name; where they name a kind of values, every sentence with
 * one, of one document.
 */
async function quoteMentions(
  { words }: SubjectRequest,
  { structures, nameDocuments, language }: SectionSources,
): Promise<QuoteSelection | null> {
  const named = await nameDocuments(
    words,
    structures.map(({ document }) => document),
  );
  const [subject, ...others] = named.otherWords;
  if (subject === undefined) return null;
  const isValue = others.length === 0 && named.documents.length === 1 ? valuesNamedBy(subject) : null;
  const quotes = structures
    .filter(({ document }) => named.documents.includes(document))
    .map((structure) => {
      const spans = isValue ? findSentences(structure, isValue) : findMentions(named.otherWords, structure);
      return spans.flatMap(createQuoter(structure));
    })
    .filter(({ length }) => length > 0);
  if (quotes.flat().length < MIN_MENTIONS) return null;
  return quoteDocuments(quotes, { language, confidence: CONFIDENCE.mentions });
}
