import type { Document } from '../../../documents/document.ts';
import { mapWithPauses, pauseDue } from '../../../runtime/pauses.ts';
import type {
  DocumentReader,
  IndexedDocument,
  Source,
  StoredDocument,
  StoredParagraph,
} from '../../document-reader.ts';
import { readBlocks, readContext, withPositions } from '../../stored-structure.ts';
import { decodeTerms } from '../../terms-blob.ts';
import type { Database } from '../connection/sqlite.ts';
import { prepareStatements, type Statements } from './statements.ts';

type Place = Document['paragraphs'][number];
/** A document as SQLite gives it: its lists are JSON. */
type DocumentRow<Fields> = Omit<Fields, JsonColumn> & Record<JsonColumn, string>;
type JsonColumn = 'questions' | 'tags' | 'omissions' | 'act' | 'fetched';
type ParagraphRow = Omit<StoredParagraph, 'aspects' | 'context'> & { labels: string; context: string | null };

/** A document but for what its paragraphs and blocks are, and the keys of those paragraphs. */
interface FoundDocument {
  document: Omit<Document, 'paragraphs' | 'blocks'>;
  blocks: string | null;
  bounds: { first: number; last: number };
}

/** Paragraphs of a document whose places are read without a pause, which takes a few milliseconds. */
const PLACES_AT_ONCE = 2000;

/** Reads documents, paragraphs and files, from a database that is open. */
export function readDocuments(
  database: Database,
  sql: Statements = prepareStatements(database),
): Pick<
  DocumentReader,
  'documents' | 'document' | 'text' | 'positions' | 'indexedDocument' | 'paragraphs' | 'sources'
> {
  // Another process may write between two statements: what belongs together is read in one transaction.
  const readDocument = database.transaction((id: string): Document | null => {
    const found = findDocument(sql, id);
    return found && completeDocument(found, sql.places.all(found.bounds) as Place[]);
  });
  const readIndexed = database.transaction((id: string): IndexedDocument | null => {
    const found = findDocument(sql, id);
    return found && indexedDocument(sql, found);
  });
  return {
    documents: async (limit = -1) => (sql.documents.all(limit) as DocumentRow<StoredDocument>[]).map(withLists),
    document: (id) => readInPieces(sql, id, readDocument),
    text: async (id) => (sql.text.get(id) as string | undefined) ?? null,
    positions: async (id) => positionsOf(sql, id),
    indexedDocument: async (id) => readIndexed(id),
    async paragraphs(keys) {
      const rows = sql.paragraphs.all(JSON.stringify(keys)) as ParagraphRow[];
      const byKey = new Map(
        rows.map(({ labels, context, ...row }) => [
          row.key,
          { ...row, aspects: aspectsOf(labels), context: readContext(context) },
        ]),
      );
      return keys.flatMap((key) => byKey.get(key) ?? []);
    },
    async sources() {
      const rows = sql.sources.all() as (Source & { path: string })[];
      return new Map(rows.map(({ path, ...source }) => [path, source]));
    },
  };
}

/** Reads a document with pauses: one of ten thousand paragraphs takes 40 ms. Where others wrote meanwhile, it is read again at once. */
async function readInPieces(
  sql: Statements,
  id: string,
  readAtOnce: (id: string) => Document | null,
): Promise<Document | null> {
  await pauseDue();
  const version = sql.dataVersion.get();
  const found = findDocument(sql, id);
  if (found === null) return null;
  const { first, last } = found.bounds;
  const starts = Array.from(
    { length: Math.ceil((last - first + 1) / PLACES_AT_ONCE) },
    (_, index) => first + index * PLACES_AT_ONCE,
  );
  const pieces = await mapWithPauses(
    starts,
    (start) => sql.places.all({ first: start, last: Math.min(start + PLACES_AT_ONCE - 1, last) }) as Place[],
  );
  if (sql.dataVersion.get() !== version) return readAtOnce(id);
  await pauseDue();
  return completeDocument(found, pieces.flat());
}

function findDocument(sql: Statements, id: string): FoundDocument | null {
  const row = sql.document.get(id) as
    | (DocumentRow<FoundDocument['document']> & Pick<FoundDocument, 'blocks'> & FoundDocument['bounds'])
    | undefined;
  if (!row) return null;
  const { first, last, blocks, ...document } = row;
  return { document: withLists(document), blocks, bounds: { first, last } };
}

function completeDocument({ document, blocks }: FoundDocument, paragraphs: Place[]): Document {
  return { ...document, paragraphs, blocks: readBlocks(blocks, { text: document.text, paragraphs }) };
}

function positionsOf(sql: Statements, id: string): string | null {
  return (sql.positions.get(id) as string | null | undefined) ?? null;
}

function indexedDocument(sql: Statements, found: FoundDocument): IndexedDocument {
  const rows = sql.indexed.all(found.bounds) as (Place & {
    labels: string;
    terms: Uint8Array;
    context: string | null;
    embeddingHash: string;
  })[];
  const paragraphs = rows.map(({ terms, ...row }) => ({ ...row, frequencies: decodeTerms(terms) }));
  const termKeys = new Set(paragraphs.flatMap(({ frequencies }) => [...frequencies.keys()]));
  const terms = sql.terms.all(JSON.stringify([...termKeys])) as { termKey: number; term: string }[];
  const termOf = new Map(terms.map(({ termKey, term }) => [termKey, term]));
  const places = paragraphs.map(({ number, start, end, page, heading }) => ({ number, start, end, page, heading }));
  return {
    document: withPositions(completeDocument(found, places), positionsOf(sql, found.document.id)),
    paragraphs: paragraphs.map(({ embeddingHash, labels, context, frequencies }) => ({
      embeddingHash,
      terms: new Map([...frequencies].map(([termKey, frequency]) => [termOf.get(termKey)!, frequency])),
      aspects: aspectsOf(labels),
      context: readContext(context),
    })),
  };
}

/** A row with its lists read. */
function withLists<Fields>(
  row: Fields & Record<JsonColumn, string>,
): Omit<Fields, JsonColumn> & Pick<StoredDocument, JsonColumn> {
  return {
    ...row,
    questions: JSON.parse(row.questions) as StoredDocument['questions'],
    tags: JSON.parse(row.tags) as string[],
    omissions: JSON.parse(row.omissions) as StoredDocument['omissions'],
    act: JSON.parse(row.act) as StoredDocument['act'],
    fetched: JSON.parse(row.fetched) as StoredDocument['fetched'],
  };
}

/** The aspects of a paragraph, which are stored as its labels. */
function aspectsOf(labels: string): string[] {
  return labels === '' ? [] : labels.split(',');
}
