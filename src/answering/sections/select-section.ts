import type { Language } from '../../protocol/language.ts';
import type { SearchResult } from '../../retrieval/search-paragraphs.ts';
import { numeralOf } from '../../text/numerals.ts';
import { tokenize } from '../../text/tokenize.ts';
import type { QuoteSelection } from '../answer.ts';
import type { NameDocuments } from '../structure/name-documents.ts';
import type { DocumentPart } from '../structure/parts-of-document.ts';
import { quoteDocuments } from '../structure/quote-documents.ts';
import { createQuoter } from '../structure/quote-spans.ts';
import type { DocumentStructure } from '../structure/read-structure.ts';
import type { StructureSelector } from '../structure/structure-answerer.ts';
import type { StructureSources } from '../structure/structure-sources.ts';
import { formsOf } from '../structure/word-forms.ts';
import { findMentions } from './find-mentions.ts';
import { hasWordOf, matchHeading } from './find-sections.ts';
import { readSubject, type SubjectRequest } from './read-subject.ts';

/** How sure it is that what stands under a heading of these words answers, and sentences that have the words. */
const CONFIDENCE = { section: 0.9, mentions: 0.8 };
/** Share of the words of a heading that a question has; all of them where it asks what something is. */
const MIN_SHARE = 0.5;
/** Documents looked at: those of the best paragraphs. */
const MAX_DOCUMENTS = 5;
const PARAGRAPHS_LOOKED_AT = 10;
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

/** What a question is answered from. */
interface Sources {
  structures: DocumentStructure[];
  nameDocuments: NameDocuments;
  language: Language;
}

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
  return isEvery || best.some(({ heading }) => heading !== null && hasWordOf(heading, words));
}

function documentsOf({ paragraphs }: SearchResult): string[] {
  return [...new Set(paragraphs.map(({ paragraph }) => paragraph.documentId))].slice(0, MAX_DOCUMENTS);
}

/** The sections whose headings have most of the words, where the others name the document. */
async function findSections(
  { words, kind }: SubjectRequest,
  { structures, nameDocuments }: Sources,
): Promise<SectionsAsked[]> {
  const least = kind === 'definition' ? 1 : MIN_SHARE;
  const matches = structures.flatMap((structure) =>
    structure.parts
      .filter((part) => part.kind === 'heading')
      .map((part) => ({ structure, part, ...matchHeading(words, part) }))
      .filter(({ share, otherWords }) => share >= least && otherWords.length < words.length),
  );
  const isNamed = await Promise.all(
    matches.map(({ structure, otherWords }) => areNames(otherWords, structure, nameDocuments)),
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

/** How many items a list has that the question is about by its lead-in or heading, where no sentence says it. */
async function countList(
  { words }: SubjectRequest,
  { structures, nameDocuments, language }: Sources,
): Promise<QuoteSelection | null> {
  const lists = structures.flatMap((structure) => listsOf(structure).map((list) => ({ structure, ...list })));
  const matches = lists.map((list) => ({ ...list, ...matchHeading(words, { label: list.about, number: null }) }));
  const about = matches.filter(({ otherWords }) => otherWords.length < words.length);
  const isNamed = await Promise.all(
    about.map(({ structure, otherWords }) => areNames(otherWords, structure, nameDocuments)),
  );
  const [only, ...others] = about.filter((_, index) => isNamed[index]);
  if (!only || others.length > 0 || saysNumber(words, only.structure)) return null;
  const quotes = createQuoter(only.structure)({
    start: only.list.leadIn?.start ?? only.list.start,
    end: only.list.end,
  });
  const count = only.list.items.filter(({ depth }) => depth === 0).length;
  return quoteDocuments([quotes], { language, confidence: CONFIDENCE.section, opening: COUNTED[language](count) });
}

/** The lists of a document, each with what it is about: its lead-in and the heading above it. */
function listsOf({ document: { blocks, text }, parts }: DocumentStructure) {
  return blocks
    .filter((block) => block.kind === 'list')
    .map((list) => {
      const section = parts.findLast(
        ({ kind, start, end }) => kind === 'heading' && start <= list.start && list.end <= end,
      );
      return {
        list,
        about: `${section?.label ?? ''}\n${list.leadIn ? text.slice(list.leadIn.start, list.leadIn.end) : ''}`,
      };
    });
}

async function areNames(
  words: string[],
  { document }: DocumentStructure,
  nameDocuments: NameDocuments,
): Promise<boolean> {
  return (await nameDocuments(words, [document])).otherWords.length === 0;
}

/** Whether a sentence has a number right before one of the words: "forty seats". */
function saysNumber(words: readonly string[], structure: DocumentStructure): boolean {
  const { text } = structure.document;
  return words.some((word) => {
    const isLike = formsOf(word);
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
  { structures, nameDocuments, language }: Sources,
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
