import type { Language } from '../../protocol/language.ts';
import type { SearchResult } from '../../retrieval/search-paragraphs.ts';
import { numeralOf } from '../../text/numerals.ts';
import { tokenize } from '../../text/tokenize.ts';
import { wordFamily } from '../../text/word-families.ts';
import type { QuoteSelection } from '../answer.ts';
import { createDocumentNamer, type NameDocuments } from '../structure/name-documents.ts';
import type { DocumentPart } from '../structure/parts-of-document.ts';
import { quoteDocuments } from '../structure/quote-documents.ts';
import { createQuoter } from '../structure/quote-spans.ts';
import { type DocumentStructure, readStructure } from '../structure/read-structure.ts';
import type { DocumentSources, StructureSelector } from '../structure/structure-answerer.ts';
import { findMentions } from './find-mentions.ts';
import { hasWordOf, matchHeading } from './find-sections.ts';
import { readSubject, type SubjectRequest } from './read-subject.ts';

/** How sure it is that what stands under a heading of these words answers, and sentences that have the words. */
const CONFIDENCE = { section: 0.9, mentions: 0.8 };
/** Share of the words of a heading that a question has; all of them where it asks what something is. */
const MIN_SHARE = 0.5;
/** Documents looked at: those of the best paragraphs. */
const MAX_DOCUMENTS = 5;
/** UTF-16 code units of sections that answer a question which does not ask for all. */
const MAX_LENGTH = 2500;
/** Words between a number and what it counts. */
const NEAR = 2;
/** Fewer sentences are no list. */
const MIN_MENTIONS = 2;

const COUNTED: Record<Language, (count: number) => string> = {
  ru: (count) => `В перечне: ${count}.`,
  en: (count) => `In the list: ${count}.`,
};

/** The sections of a document that a question is about. */
interface SectionsAsked {
  structure: DocumentStructure;
  sections: DocumentPart[];
}

/**
 * Creates what answers a question for all that is said on a subject: with what stands under the heading that has its words, whole; where all is
 * asked for, and there is no such heading, with every sentence that has them.
 */
export function createSectionSelector({ store, embedder }: DocumentSources): StructureSelector {
  const nameDocuments = createDocumentNamer({ embedder });
  return async (found, { question, start }) => {
    const request = readSubject(question.message);
    if (request === null) return null;
    // What has the words in its heading is found by them.
    const isNear = found.paragraphs.some(
      ({ paragraph: { heading } }) => heading !== null && hasWordOf(heading, request.words),
    );
    if (!isNear && !request.isEvery) return null;
    const structures = await readDocumentsOf(found, store);
    const asked = await findSections(request, structures, nameDocuments);
    if (request.kind === 'count') return countList(asked, request, start.language);
    if (asked.length > 0) return quoteSections(asked, request, start.language);
    return request.isEvery ? quoteMentions(request, { structures, nameDocuments, language: start.language }) : null;
  };
}

async function readDocumentsOf(
  { paragraphs }: SearchResult,
  store: DocumentSources['store'],
): Promise<DocumentStructure[]> {
  const ids = [...new Set(paragraphs.map(({ paragraph }) => paragraph.documentId))].slice(0, MAX_DOCUMENTS);
  const read = await Promise.all(ids.map((id) => store.document(id)));
  return read.filter((document) => document !== null).map(readStructure);
}

/** The sections whose headings have most of the words, where the others name the document. */
async function findSections(
  { words, kind }: SubjectRequest,
  structures: DocumentStructure[],
  nameDocuments: NameDocuments,
): Promise<SectionsAsked[]> {
  const least = kind === 'definition' ? 1 : MIN_SHARE;
  const matches = structures.flatMap((structure) =>
    structure.parts
      .filter((part) => part.kind === 'heading')
      .map((part) => ({ structure, part, ...matchHeading(words, part) }))
      .filter(({ share, otherWords }) => share >= least && otherWords.length < words.length),
  );
  const isNamed = await Promise.all(
    matches.map(
      async ({ structure, otherWords }) =>
        (await nameDocuments(otherWords, [structure.document])).otherWords.length === 0,
    ),
  );
  const fitting = matches.filter((_, index) => isNamed[index]);
  const fewest = Math.min(...fitting.map(({ otherWords }) => otherWords.length));
  const closest = fitting.filter(({ otherWords }) => otherWords.length === fewest);
  const best = Math.max(...closest.map(({ share }) => share));
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

/** How many items the only list under the headings has, where no sentence says it. */
function countList(asked: SectionsAsked[], { words }: SubjectRequest, language: Language): QuoteSelection | null {
  const lists = asked.flatMap(({ structure, sections }) =>
    structure.document.blocks
      .filter((block) => block.kind === 'list')
      .filter(({ start, end }) => sections.some((section) => section.start <= start && end <= section.end))
      .map((list) => ({ structure, list })),
  );
  const [only, ...others] = lists;
  if (!only || others.length > 0 || asked.some(({ structure }) => saysNumber(words, structure))) return null;
  const { list, structure } = only;
  const count = list.items.filter(({ depth }) => depth === 0).length;
  const quotes = createQuoter(structure)({ start: list.leadIn?.start ?? list.start, end: list.end });
  return quoteDocuments([quotes], { language, confidence: CONFIDENCE.section, opening: COUNTED[language](count) });
}

/** Whether a sentence has a number right before one of the words: "forty seats". */
function saysNumber(words: readonly string[], structure: DocumentStructure): boolean {
  const { text } = structure.document;
  return words.some((word) => {
    const isLike = wordFamily(word);
    return findMentions([word], structure).some(({ start, end }) => {
      const own = tokenize(text.slice(start, end));
      const isNumber = (token: string | undefined) =>
        token !== undefined && (/^\p{N}/u.test(token) || numeralOf(token) !== null);
      return own.some((token, place) => isLike(token) && own.slice(Math.max(0, place - NEAR), place).some(isNumber));
    });
  });
}

/** Every sentence with the words of the subject, of the documents that the other words name. */
async function quoteMentions(
  { words }: SubjectRequest,
  {
    structures,
    nameDocuments,
    language,
  }: { structures: DocumentStructure[]; nameDocuments: NameDocuments; language: Language },
): Promise<QuoteSelection | null> {
  const { documents, otherWords } = await nameDocuments(
    words,
    structures.map(({ document }) => document),
  );
  if (otherWords.length === 0) return null;
  const quotes = structures
    .filter(({ document }) => documents.includes(document))
    .map((structure) => findMentions(otherWords, structure).flatMap(createQuoter(structure)))
    .filter(({ length }) => length > 0);
  return quotes.flat().length < MIN_MENTIONS
    ? null
    : quoteDocuments(quotes, { language, confidence: CONFIDENCE.mentions });
}
