import type { DocumentBlock } from '../../protocol/document-blocks.ts';
import type { Language } from '../../protocol/language.ts';
import type { Span } from '../../protocol/places.ts';
import type { RankedParagraph } from '../../retrieval/rank-paragraphs.ts';
import { pauseDue } from '../../runtime/pauses.ts';
import { tokenize } from '../../text/tokenize.ts';
import type { QuoteSelection } from '../answer.ts';
import { quoteDocuments } from '../structure/quote-documents.ts';
import { createQuoter } from '../structure/quote-spans.ts';
import type { DocumentStructure } from '../structure/read-structure.ts';
import type { StructureSelector } from '../structure/structure-answerer.ts';
import type { StructureSources } from '../structure/structure-sources.ts';
import { formsOf } from '../structure/word-forms.ts';
import { type Measure, measuresOf } from './measures.ts';
import { readSuperlative, type SuperlativeRequest } from './read-superlative.ts';

/** How sure it is that the numbers compared are the ones that are asked for. */
const CONFIDENCE = 0.8;
/** Paragraphs whose tables and lists are looked at: the best. */
const PARAGRAPHS_LOOKED_AT = 5;
const OPENING: Record<Language, Record<SuperlativeRequest['direction'], string>> = {
  ru: { 1: 'Наибольшее значение:', [-1]: 'Наименьшее значение:' },
  en: { 1: 'The highest value:', [-1]: 'The lowest value:' },
};

/**
 * Creates what answers a question for the most or the least: the row of a table, or the item of a list, whose number is the highest or
 * lowest, where the table or list has all the words of the question and it can be seen which numbers are meant.
 */
export function createExtremeSelector({ readStructures }: StructureSources): StructureSelector {
  return async (found, { question, start }): Promise<QuoteSelection | null> => {
    const request = readSuperlative(question.message);
    if (request === null) return null;
    for (const { paragraph } of found.paragraphs.slice(0, PARAGRAPHS_LOOKED_AT)) {
      const [structure] = await readStructures([paragraph.documentId]);
      const block = structure && blockAt(structure, paragraph);
      if (!block || !(await isAbout(structure, { block, paragraph, words: request.words }))) continue;
      const spans = extremesOf(measuresOf(block, structure.document), request);
      if (spans.length === 0) continue;
      const quotes = spans.flatMap(createQuoter(structure));
      const { language } = start;
      return quoteDocuments([quotes], {
        language,
        confidence: CONFIDENCE,
        opening: OPENING[language][request.direction],
      });
    }
    return null;
  };
}

/** The table or list that a paragraph is of. */
function blockAt({ document: { blocks } }: DocumentStructure, { start }: Span): DocumentBlock | undefined {
  const block = blocks.findLast((one) => one.start <= start);
  const next = block && blocks[blocks.indexOf(block) + 1];
  // A list that stands in one paragraph with its lead-in starts after it.
  return block?.kind === 'paragraph' && next?.kind === 'list' ? next : block;
}

/** Whether a table or list, with its headings and what leads into it, has each of the words, in any of their forms. */
async function isAbout(
  { document: { text } }: DocumentStructure,
  { block, paragraph, words }: { block: DocumentBlock; paragraph: RankedParagraph['paragraph']; words: string[] },
): Promise<boolean> {
  const { heading, context, documentTitle } = paragraph;
  const about = [documentTitle, heading, context?.caption, context?.leadIn].filter((part) => part != null);
  const lines = [...about, ...piecesOf(text.slice(block.start, block.end))];
  const seen = new Set<string>();
  let missing = words.map(formsOf);
  for (const line of lines) {
    if (missing.length === 0) return true;
    const pause = pauseDue();
    if (pause) await pause;
    for (const word of tokenize(line)) {
      if (seen.has(word)) continue;
      seen.add(word);
      missing = missing.filter((isLike) => !isLike(word));
    }
  }
  return missing.length === 0;
}

/** A text in pieces that end with a line or a blank, each of a few hundred letters but for longer words. */
function piecesOf(text: string): Iterable<string> {
  return text.match(/\S[^\n]{0,400}\S*/gu) ?? [];
}

/** The rows or items that are the most or the least by the measures that are meant; none where these disagree. */
function extremesOf(measures: Measure[], { direction, isMoney, words }: SuperlativeRequest): Span[] {
  const comparable = isMoney ? measures.filter((measure) => measure.isMoney) : measures;
  const named = comparable.filter(({ name }) => {
    const own = tokenize(name);
    return words.map(formsOf).some((isLike) => own.some(isLike));
  });
  const meant = named.length > 0 ? named : comparable;
  const extremes = meant.map(({ entries }) => {
    const most = Math.max(...entries.map(({ value }) => direction * value));
    return entries.filter(({ value }) => direction * value === most).map(({ span }) => span);
  });
  const [first = []] = extremes;
  const agree = extremes.every(
    (spans) => spans.length === first.length && spans.every((span, index) => span.start === first[index]!.start),
  );
  return agree ? first : [];
}
