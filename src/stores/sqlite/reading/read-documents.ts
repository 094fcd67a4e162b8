import type Database from 'better-sqlite3';
import type { Document } from '../../../documents/document.ts';
import type {
  DocumentReader,
  IndexedDocument,
  Source,
  StoredDocument,
  StoredParagraph,
} from '../../document-reader.ts';
import { decodeTerms } from '../../terms-blob.ts';
import { prepareStatements, type Statements } from './statements.ts';

type Place = Document['paragraphs'][number];
/** A document as SQLite gives it: its lists are JSON. */
type DocumentRow<Fields> = Omit<Fields, 'questions' | 'tags'> & { questions: string; tags: string };

/** A document but for what its paragraphs are, and the keys of those. */
interface FoundDocument {
  document: Omit<Document, 'paragraphs'>;
  bounds: { first: number; last: number };
}

/** Reads documents, paragraphs and files, from a database that is open. */
export function readDocuments(
  database: Database.Database,
  sql: Statements = prepareStatements(database),
): Pick<DocumentReader, 'documents' | 'document' | 'indexedDocument' | 'paragraphs' | 'sources'> {
  // Another process may write between two statements: what belongs together is read in one transaction.
  const readDocument = database.transaction((id: string): Document | null => {
    const found = findDocument(sql, id);
    return found && { ...found.document, paragraphs: sql.places.all(found.bounds) as Place[] };
  });
  const readIndexed = database.transaction((id: string): IndexedDocument | null => {
    const found = findDocument(sql, id);
    return found && indexedDocument(sql, found);
  });
  return {
    documents: async (limit = -1) => (sql.documents.all(limit) as DocumentRow<StoredDocument>[]).map(withLists),
    document: async (id) => readDocument(id),
    indexedDocument: async (id) => readIndexed(id),
    async paragraphs(keys) {
      const rows = sql.paragraphs.all(JSON.stringify(keys)) as (Omit<StoredParagraph, 'aspects'> & {
        labels: string;
      })[];
      const byKey = new Map(rows.map(({ labels, ...row }) => [row.key, { ...row, aspects: aspectsOf(labels) }]));
      return keys.flatMap((key) => byKey.get(key) ?? []);
    },
    async sources() {
      const rows = sql.sources.all() as (Source & { path: string })[];
      return new Map(rows.map(({ path, ...source }) => [path, source]));
    },
  };
}

function findDocument(sql: Statements, id: string): FoundDocument | null {
  const row = sql.document.get(id) as (DocumentRow<FoundDocument['document']> & FoundDocument['bounds']) | undefined;
  if (!row) return null;
  const { first, last, ...document } = row;
  return { document: withLists(document), bounds: { first, last } };
}

function indexedDocument(sql: Statements, { document, bounds }: FoundDocument): IndexedDocument {
  const rows = sql.indexed.all(bounds) as (Place & { labels: string; terms: Uint8Array; embeddingHash: string })[];
  const paragraphs = rows.map(({ terms, ...row }) => ({ ...row, frequencies: decodeTerms(terms) }));
  const termKeys = new Set(paragraphs.flatMap(({ frequencies }) => [...frequencies.keys()]));
  const terms = sql.terms.all(JSON.stringify([...termKeys])) as { termKey: number; term: string }[];
  const termOf = new Map(terms.map(({ termKey, term }) => [termKey, term]));
  return {
    document: {
      ...document,
      paragraphs: paragraphs.map(({ number, start, end, page, heading }) => ({ number, start, end, page, heading })),
    },
    paragraphs: paragraphs.map(({ embeddingHash, labels, frequencies }) => ({
      embeddingHash,
      terms: new Map([...frequencies].map(([termKey, frequency]) => [termOf.get(termKey)!, frequency])),
      aspects: aspectsOf(labels),
    })),
  };
}

/** A row with its lists read. */
function withLists<Fields>(
  row: Fields & { questions: string; tags: string },
): Omit<Fields, 'questions' | 'tags'> & Pick<StoredDocument, 'questions' | 'tags'> {
  return {
    ...row,
    questions: JSON.parse(row.questions) as StoredDocument['questions'],
    tags: JSON.parse(row.tags) as string[],
  };
}

/** The aspects of a paragraph, which are stored as its labels. */
function aspectsOf(labels: string): string[] {
  return labels === '' ? [] : labels.split(',');
}
