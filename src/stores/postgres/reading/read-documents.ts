import type { Document } from '../../../documents/document.ts';
import type {
  DocumentReader,
  IndexedDocument,
  Source,
  StoredDocument,
  StoredParagraph,
} from '../../document-reader.ts';
import { readBlocks, readContext, withPositions } from '../../stored-structure.ts';
import { decodeTerms } from '../../terms-blob.ts';
import type { Database } from '../connection/database.ts';
import { original, originalOrNull, storable } from '../storable-text.ts';

type Query = Database['query'];

const DOCUMENT_COLUMNS = 'id, title, language, date, questions, tags, sha256, omissions, act, url, fetched';
const CURRENT = '(SELECT edition FROM state)';

type DocumentRow = Omit<StoredDocument, JsonColumn> & Record<JsonColumn, string>;
type ParagraphRow = Omit<StoredParagraph, 'context'> & { context: string | null };
type JsonColumn = 'questions' | 'tags' | 'omissions' | 'act' | 'fetched';
type PlaceRow = [number: number, start: number, end: number, page: number | null, heading: string | null];

/** Reads documents, paragraphs and files. Each call sees one state of the index. */
export function readDocuments({
  query,
  transaction,
}: Pick<Database, 'query' | 'transaction'>): Pick<
  DocumentReader,
  'documents' | 'document' | 'text' | 'positions' | 'indexedDocument' | 'paragraphs' | 'sources'
> {
  return {
    async documents(limit) {
      const rows = await query<DocumentRow>(
        `SELECT ${DOCUMENT_COLUMNS}, paragraphs FROM documents WHERE edition = ${CURRENT} ORDER BY id LIMIT $1`,
        [limit ?? null],
      );
      return rows.map(withLists);
    },
    document: (id) => readDocument(query, id),
    async text(id) {
      const sql = `SELECT text FROM documents WHERE edition = ${CURRENT} AND id = $1`;
      const [row] = await query<{ text: string }>(sql, [storable(id)]);
      return row ? original(row.text) : null;
    },
    positions: (id) => readStoredPositions(query, id),
    // All of it as it was at one moment: another process may replace the document.
    indexedDocument: (id) =>
      transaction(async (ask) => {
        await ask('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
        const document = await readDocument(ask, id);
        if (document === null) return null;
        const positions = await readStoredPositions(ask, id);
        return { document: withPositions(document, positions), paragraphs: await indexedParagraphs(ask, id) };
      }),
    async paragraphs(keys) {
      const rows = await query<ParagraphRow>(
        `SELECT paragraphs.key, id AS "documentId", title AS "documentTitle", url AS "documentUrl", language, number, "start", "end", page,
           heading, labels AS aspects, paragraphs.text, context
         FROM paragraphs JOIN documents ON documents.key = document_key WHERE paragraphs.key = ANY($1)`,
        [keys],
      );
      const byKey = new Map(rows.map((row) => [row.key, originalParagraph(row)]));
      return keys.flatMap((key) => byKey.get(key) ?? []);
    },
    sources: () => readSources(query),
  };
}

async function readDocument(query: Query, id: string): Promise<Document | null> {
  const [row] = await query<DocumentRow & { text: string; blocks: string | null; places: PlaceRow[] | null }>(
    `SELECT ${DOCUMENT_COLUMNS}, text, blocks, (
       SELECT json_agg(json_build_array(number, "start", "end", page, heading) ORDER BY number)
       FROM paragraphs WHERE document_key = documents.key
     ) AS places
     FROM documents WHERE edition = ${CURRENT} AND id = $1`,
    [storable(id)],
  );
  if (!row) return null;
  const { places, blocks, ...document } = row;
  const paragraphs = (places ?? []).map(([number, start, end, page, heading]) => ({
    number,
    start,
    end,
    page,
    heading,
  }));
  const text = original(row.text);
  return { ...withLists(document), text, paragraphs, blocks: readBlocks(blocks, { text, paragraphs }) };
}

async function readStoredPositions(query: Query, id: string): Promise<string | null> {
  const sql = `SELECT positions FROM documents WHERE edition = ${CURRENT} AND id = $1`;
  const [row] = await query<{ positions: string | null }>(sql, [storable(id)]);
  return row?.positions ?? null;
}

async function indexedParagraphs(query: Query, id: string): Promise<IndexedDocument['paragraphs']> {
  const rows = await query<{
    embeddingHash: string;
    aspects: string[];
    context: string | null;
    terms: Buffer;
    version: number;
  }>(
    `SELECT hash AS "embeddingHash", labels AS aspects, context, terms, paragraphs.edition AS version
     FROM documents JOIN paragraphs ON document_key = documents.key JOIN embeddings ON embeddings.key = embedding_key
     WHERE documents.edition = ${CURRENT} AND id = $1 ORDER BY number`,
    [storable(id)],
  );
  const frequencies = rows.map(({ terms }) => decodeTerms(terms));
  const known = await query<{ key: number; term: string }>(
    'SELECT key, term FROM terms WHERE edition = $1 AND key = ANY($2)',
    [rows[0]?.version ?? null, [...new Set(frequencies.flatMap((terms) => [...terms.keys()]))]],
  );
  const words = new Map(known.map(({ key, term }) => [key, term]));
  return rows.map(({ embeddingHash, aspects, context }, index) => ({
    embeddingHash,
    aspects,
    context: readContext(context),
    terms: new Map([...frequencies[index]!].map(([key, frequency]) => [words.get(key)!, frequency])),
  }));
}

async function readSources(query: Query): Promise<Map<string, Source>> {
  const rows = await query<Source & { path: string }>(
    `SELECT path, document_id AS "documentId", fingerprint, problem, superseded_contents AS "supersededContents"
     FROM sources ORDER BY path`,
  );
  return new Map(
    rows.map(({ path, documentId, problem, ...source }) => [
      original(path),
      { ...source, documentId: original(documentId), problem: originalOrNull(problem) },
    ]),
  );
}

function withLists<Row extends DocumentRow>(row: Row) {
  return {
    ...row,
    id: original(row.id),
    title: original(row.title),
    questions: JSON.parse(row.questions) as StoredDocument['questions'],
    tags: JSON.parse(row.tags) as string[],
    omissions: JSON.parse(row.omissions) as StoredDocument['omissions'],
    act: JSON.parse(row.act) as StoredDocument['act'],
    fetched: JSON.parse(row.fetched) as StoredDocument['fetched'],
  };
}

function originalParagraph(row: ParagraphRow): StoredParagraph {
  return {
    ...row,
    documentId: original(row.documentId),
    documentTitle: original(row.documentTitle),
    heading: originalOrNull(row.heading),
    text: original(row.text),
    context: readContext(row.context),
  };
}
