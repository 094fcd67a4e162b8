import type { SearchResult } from '../../retrieval/search-paragraphs.ts';
import type { StoredDocument } from '../../stores/document-reader.ts';
import { exactTermsIn } from '../../text/exact-terms/exact-terms.ts';
import type { Quote } from '../answer.ts';
import { documentsInFocus } from '../structure/document-in-focus.ts';
import { quoteDocuments } from '../structure/quote-documents.ts';
import { createQuoter } from '../structure/quote-spans.ts';
import type { DocumentStructure } from '../structure/read-structure.ts';
import type { StructureSelector } from '../structure/structure-answerer.ts';
import type { StructureSources } from '../structure/structure-sources.ts';
import { describeMissing } from './describe-places.ts';
import { type FoundPlace, findPlace } from './find-place.ts';
import { type PlaceAsked, readAddress } from './read-address.ts';

/** Documents that a place is looked for in, and paragraphs that say which these are. */
const DOCUMENTS_READ = 20;
const MAX_LABELLED = 200;

/** Creates what answers a question for nothing but what stands at a place, such as "clause 4.2", with all that stands there. */
export function createPlaceSelector(sources: StructureSources): StructureSelector {
  return async (found, { question, start }) => {
    const address = readAddress(question.message);
    if (address === null || address.hasSubject) return null;
    const scope = await sources.documentsFor(question);
    const { documents, otherWords, isChosen } = await sources.nameDocuments(address.words, scope);
    if (documents.length === 0 || otherWords.length > 0) return null;

    const read = await readDocuments(documents, { sources, labels: found.match.part.labels });
    const inFocus = isChosen || documents.length < 2 ? [] : documentsInFocus(read, question.history);
    const having = [inFocus, read]
      .map((structures) => bestFitting(structures.map((structure) => placesOf(address.places, structure))))
      .find(({ length }) => length > 0);
    if (having) return quoteDocuments(having.map(quotesOf), { language: start.language, confidence: 1 });
    // A heading that is in no document is a name of something else.
    if (address.places.some((place) => place.some((part) => 'heading' in part)) || isMentioned(found)) return null;
    const closing = describeMissing(address.places, {
      ...(inFocus.length > 0 ? { read: inFocus, count: inFocus.length } : { read, count: documents.length }),
      language: start.language,
    });
    return { kind: 'unanswered', confidence: 0, reason: 'not-in-document', quotes: [], closing };
  };
}

/** The structures of documents; of many only those that have a paragraph in a part of the number asked for. */
async function readDocuments(
  documents: readonly StoredDocument[],
  { sources: { store, readStructures }, labels }: { sources: StructureSources; labels: string[] },
): Promise<DocumentStructure[]> {
  let ids = documents.map(({ id }) => id);
  if (ids.length > DOCUMENTS_READ && labels.length > 0) {
    const labelled = await store.paragraphs(await store.keysWithAspects(labels, MAX_LABELLED, ids));
    ids = [...new Set(labelled.map(({ documentId }) => documentId))];
  }
  return readStructures(ids.slice(0, DOCUMENTS_READ));
}

interface PlacesOfDocument {
  structure: DocumentStructure;
  found: FoundPlace[];
}

function placesOf(places: PlaceAsked[], structure: DocumentStructure): PlacesOfDocument {
  return { structure, found: places.flatMap((place) => findPlace(place, structure)) };
}

/** The documents that have a place, and among them those that call it what it was called. */
function bestFitting(documents: PlacesOfDocument[]): PlacesOfDocument[] {
  const fits = documents.map(({ found }) => Math.max(-1, ...found.map(({ fit }) => fit)));
  const best = Math.max(0, ...fits);
  return documents.filter((_, index) => fits[index] === best);
}

/** What stands at the places, each paragraph once. */
function quotesOf({ found, structure }: PlacesOfDocument): Quote[] {
  const seen = new Set<string>();
  const quotes = found.flatMap(createQuoter(structure));
  return quotes.filter(({ start, end }) => !seen.has(`${start} ${end}`) && seen.add(`${start} ${end}`));
}

/** Whether what is asked for is a part of something else that the documents speak of: "Article 4 of the Treaty". */
function isMentioned({ match, paragraphs }: SearchResult): boolean {
  return paragraphs.some(({ paragraph }) =>
    exactTermsIn(paragraph.text).some(({ term }) => match.part.words.has(term)),
  );
}
