import type { Document } from '../../../documents/document.ts';
import type { Source, StoredDocument, StoredParagraph } from '../../document-reader.ts';
import type { ParagraphStore } from '../../paragraph-store.ts';
import { decodeTerms } from '../../sqlite/keywords/terms-blob.ts';
import type { Database } from '../connection/database.ts';
import { original, originalOrNull, storable } from '../storable-text.ts';

const DOCUMENT_COLUMNS = 'id, title, language, date, questions, tags, sha256';
const CURRENT = '(SELECT edition FROM state)';

type DocumentRow = Omit<StoredDocument, 'questions' | 'tags'> & { questions: string; tags: string };
type PlaceRow = [number: number, start: number, end: number, page: number | null, heading: string | null];

/** Reads what was stored: documents, paragraphs, files. Each call sees one state of the index. */
export function readDocuments({
  query,
}: Pick<Database, 'query'>): Pick<
  ParagraphStore,
  'documents' | 'document' | 'sources' | 'paragraphs' | 'keysWithAspects' | 'wordsOf'
> {
  return {
    async documents(limit) {
      const rows = await query<DocumentRow>(
        `SELECT ${DOCUMENT_COLUMNS}, paragraphs FROM documents WHERE edition = ${CURRENT} ORDER BY id LIMIT $1`,
        [limit ?? null],
      );
      return rows.map(withLists);
    },
    async document(id) {
      const [row] = await query<DocumentRow & { text: string; places: PlaceRow[] | null }>(
        `SELECT ${DOCUMENT_COLUMNS}, text, (
           SELECT json_agg(json_build_array(number, "start", "end", page, heading) ORDER BY number)
           FROM paragraphs WHERE document_key = documents.key
         ) AS places
         FROM documents WHERE edition = ${CURRENT} AND id = $1`,
        [storable(id)],
      );
      if (!row) return null;
      const { places, ...document } = row;
      const paragraphs = (places ?? []).map(([number, start, end, page, heading]) => ({
        number,
        start,
        end,
        page,
        heading,
      }));
      return { ...withLists(document), text: original(row.text), paragraphs } as Document;
    },
    async sources() {
      const rows = await query<Source & { path: string }>(
        'SELECT path, document_id AS "documentId", fingerprint, problem, superseded_contents AS "supersededContents" FROM sources ORDER BY path',
      );
      return new Map(
        rows.map(({ path, documentId, problem, ...source }) => [
          original(path),
          { ...source, documentId: original(documentId), problem: originalOrNull(problem) },
        ]),
      );
    },
    async paragraphs(keys) {
      const rows = await query<StoredParagraph>(
        `SELECT paragraphs.key, id AS "documentId", title AS "documentTitle", language, number, "start", "end", page, heading, labels AS aspects,
           paragraphs.text
         FROM paragraphs JOIN documents ON documents.key = document_key WHERE paragraphs.key = ANY($1)`,
        [keys],
      );
      const byKey = new Map(rows.map((row) => [row.key, originalParagraph(row)]));
      return keys.flatMap((key) => byKey.get(key) ?? []);
    },
    async keysWithAspects(aspects, limit, documentIds) {
      // An aspect may be on half of all paragraphs: no more are looked at than could be needed.
      const rows = await query<{ key: number }>(
        documentIds
          ? `SELECT DISTINCT paragraph_key AS key FROM documents JOIN paragraphs ON document_key = documents.key
             JOIN labels ON labels.edition = documents.edition AND paragraph_key = paragraphs.key
             WHERE documents.edition = ${CURRENT} AND id = ANY($3) AND label = ANY($1) ORDER BY 1 LIMIT $2`
          : `SELECT DISTINCT paragraph_key AS key FROM unnest($1::text[]) AS asked (label), LATERAL (
               SELECT paragraph_key FROM labels WHERE edition = ${CURRENT} AND labels.label = asked.label ORDER BY paragraph_key LIMIT $2
             ) AS labelled ORDER BY 1 LIMIT $2`,
        documentIds ? [aspects, limit, documentIds.map(storable)] : [aspects, limit],
      );
      return rows.map(({ key }) => key);
    },
    async wordsOf(paragraphKeys) {
      const rows = await query<{ key: number; length: number; terms: Buffer }>(
        'SELECT key, length, terms FROM paragraphs WHERE key = ANY($1)',
        [paragraphKeys],
      );
      return new Map(rows.map(({ key, length, terms }) => [key, { length, frequencies: decodeTerms(terms) }]));
    },
  };
}

function withLists<Row extends DocumentRow>(row: Row) {
  return {
    ...row,
    id: original(row.id),
    title: original(row.title),
    questions: JSON.parse(row.questions) as StoredDocument['questions'],
    tags: JSON.parse(row.tags) as string[],
  };
}

function originalParagraph(row: StoredParagraph): StoredParagraph {
  return {
    ...row,
    documentId: original(row.documentId),
    documentTitle: original(row.documentTitle),
    heading: originalOrNull(row.heading),
    text: original(row.text),
  };
}
