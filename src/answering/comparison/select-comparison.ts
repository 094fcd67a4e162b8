import type { Language } from '../../protocol/language.ts';
import type { Search } from '../../retrieval/search-paragraphs.ts';
import { tokenize } from '../../text/tokenize.ts';
import type { Quote, QuoteSelection, QuoteSelector } from '../answer.ts';
import { outlineDocument } from '../outline/outline-document.ts';
import { OUTLINE_WORDS } from '../outline/outline-words.ts';
import { ASKING_FOR_PLACE } from '../places/asking-for-place.ts';
import type { StructureSelector } from '../structure/structure-answerer.ts';
import type { StructureSources } from '../structure/structure-sources.ts';
import { type Comparison, readComparison } from './read-comparison.ts';
import { readSidesInDocuments } from './sides-in-documents.ts';

/** Quotes of each side, at most, and UTF-16 code units of the outline of each document. */
const MAX_QUOTES = 2;
const MAX_LENGTH = 1000;

const MISSING: Record<Language, (side: string) => string> = {
  ru: (side) => `${side}: об этом не сказано.`,
  en: (side) => `${side}: the documents do not say.`,
};

/** How what is said of a side is found. */
export interface SideSearch {
  search: Search;
  selectQuotes: QuoteSelector;
}

/** Creates what answers a question that compares two things with what is said of each, and of two documents with the outlines of both. */
export function createComparisonSelector(
  sources: StructureSources,
  { search, selectQuotes }: SideSearch,
): StructureSelector {
  return async (_, { question, start }) => {
    const comparison = readComparison(question.message);
    if (comparison === null) return null;
    const { named, sides } = comparison;
    const outlines = await outlineBoth(named, { sources, question, language: start.language });
    if (outlines) return outlines;
    const select = async (side: string, documentIds = question.documentIds) =>
      selectQuotes(await search({ question: side, context: [] }, documentIds));
    const inNamed = await readSidesInDocuments(sides, await sources.documentsFor(question), sources);
    if (inNamed) {
      const [one, other] = await Promise.all(inNamed.documentIds.map((id) => select(inNamed.subject, [id])));
      if (one!.quotes.length > 0 && other!.quotes.length > 0) return quoteBoth(sides, [one!, other!], start.language);
    }
    const [one, other] = await Promise.all(sides.map((side) => select(side)));
    return quoteBoth(sides, [one!, other!], start.language);
  };
}

/** What is said of each side under its name; null where nothing is, or of both the same. */
function quoteBoth(
  sides: Comparison['sides'],
  selections: [QuoteSelection, QuoteSelection],
  language: Language,
): QuoteSelection | null {
  const seen = new Set<string>();
  const isNew = ({ paragraph, start }: Quote) => {
    const place = `${paragraph.documentId} ${start}`;
    return !seen.has(place) && seen.add(place);
  };
  // An answer has the quotes of each document together: one of a second document could come to stand below the other side's name.
  const quoted = selections.map(({ quotes }) =>
    quotes
      .filter(isNew)
      .filter(({ paragraph }, _, fresh) => paragraph.documentId === fresh[0]!.paragraph.documentId)
      .slice(0, MAX_QUOTES),
  );
  const isSame = quoted.some(({ length }, index) => length === 0 && selections[index]!.quotes.length > 0);
  if (isSame || quoted.flat().length === 0) return null;
  const missing = sides.filter((_, index) => quoted[index]!.length === 0);
  const isAnswered = selections.every(({ kind }) => kind === 'answered');
  return {
    kind: isAnswered ? 'answered' : 'related',
    confidence: Math.min(...selections.map(({ confidence }) => confidence)),
    reason: null,
    quotes: quoted.flatMap((quotes, index) => underTitle(quotes, sides[index]!)),
    ...(missing.length > 0 && { closing: missing.map((side) => MISSING[language](side)).join('\n') }),
  };
}

/** The outlines of both documents, where each side names one and nothing else. */
async function outlineBoth(
  names: Comparison['named'],
  {
    sources,
    question,
    language,
  }: { sources: StructureSources; question: { documentIds?: string[] | undefined }; language: Language },
): Promise<QuoteSelection | null> {
  const scope = await sources.documentsFor(question);
  const named = await Promise.all(
    names.map((name) =>
      sources.nameDocuments(
        tokenize(name).filter((word) => !ASKING_FOR_PLACE.has(word)),
        scope,
      ),
    ),
  );
  const ids = named.flatMap(({ documents, isChosen, otherWords }) =>
    isChosen && otherWords.length === 0 && documents.length === 1 ? [documents[0]!.id] : [],
  );
  if (new Set(ids).size < 2) return null;
  const structures = await sources.readStructures(ids);
  const quotes = structures.flatMap((structure) =>
    underTitle(outlineDocument(structure, MAX_LENGTH).quotes, structure.document.title),
  );
  return { kind: 'answered', confidence: 1, reason: null, quotes, opening: OUTLINE_WORDS[language].documents };
}

function underTitle(quotes: Quote[], title: string): Quote[] {
  return quotes.map((quote, index) => (index === 0 ? { ...quote, lead: `${title}:\n${quote.lead ?? ''}` } : quote));
}
