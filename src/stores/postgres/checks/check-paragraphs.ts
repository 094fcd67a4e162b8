import { problemOfPositions } from '../../../documents/positions/stored-positions.ts';
import { type CheckProgress, collectProblems, type Outcome } from '../../check.ts';
import { problemOfBlocks } from '../../stored-structure.ts';
import type { IndexVersion } from '../reading/index-version.ts';
import { original } from '../storable-text.ts';
import type { Query } from './snapshot.ts';

/** What to run when something is wrong with a table. */
export interface Cures {
  /** Makes all again that is made of the documents. */
  rebuild: string;
  /** Documents that are nowhere else: what they have lost cannot be made again. */
  isOnlyHere(documentId: string): boolean;
}

/** Documents are read together up to so many bytes; one may be larger. */
const BYTES_PER_BATCH = 5_000_000;
const DOCUMENTS_PER_BATCH = 500;

interface DocumentRow {
  key: number;
  id: string;
  text: string;
  blocks: string | null;
  positions: string | null;
  paragraphs: number;
}

interface ParagraphRow {
  documentKey: number;
  number: number;
  start: number;
  end: number;
  text: string;
}

/** Whether each document has its paragraphs and blocks, and each of those is the words of its document. */
export async function checkParagraphs(
  query: Query,
  { key: version }: IndexVersion,
  onProgress: CheckProgress,
  { rebuild, isOnlyHere }: Cures,
): Promise<Outcome> {
  const [total] = await query<{ documents: number; paragraphs: number }>(
    `SELECT (SELECT count(*) FROM documents WHERE edition = $1) AS documents,
       (SELECT count(*) FROM paragraphs WHERE edition = $1) AS paragraphs`,
    [version],
  );
  const problems = collectProblems();
  const damaged = new Set<string>();
  let [documents, found, last] = [0, 0, 0];
  for (;;) {
    const rows = await readDocuments(query, { version, after: last });
    if (rows.length === 0) break;
    const paragraphs = await readParagraphs(query, rows);
    for (const row of rows) {
      const own = paragraphs.get(row.key)!;
      const id = originalOrItself(row.id);
      const wrong = problemsOf(row, own);
      for (const problem of wrong) problems.add(`"${id}" ${problem}`);
      if (wrong.length > 0) damaged.add(id);
      found += own.length;
    }
    documents += rows.length;
    last = rows.at(-1)!.key;
    onProgress({ done: documents, total: total!.documents });
  }
  const others = total!.paragraphs - found;
  if (others > 0) problems.add(`${others} paragraphs are of no document`);
  const lost = [...damaged].filter(isOnlyHere);
  return {
    found: `${found} in ${documents} documents, each the exact words of its document`,
    wrong: problems.summary(),
    run: lost.length === 0 ? rebuild : `${describeLost(lost)}; then ${rebuild}`,
  };
}

/** What came over HTTP is made again of what is stored of it: that is no help when this is what is damaged. */
function describeLost(ids: string[]): string {
  const named = ids.slice(0, 3).map((id) => `"${id}"`);
  const more = ids.length > named.length ? ` and ${ids.length - named.length} more` : '';
  return `go back to a backup with pg_restore, or remove ${named.join(', ')}${more} and send them again (DELETE and POST /api/documents), because no file has them`;
}

async function readDocuments(query: Query, { version, after }: { version: number; after: number }) {
  return query<DocumentRow>(
    `SELECT key, id, text, blocks, positions, paragraphs FROM (
       SELECT *, sum(octet_length(text)) OVER (ORDER BY key) - octet_length(text) AS before
       FROM (SELECT * FROM documents WHERE edition = $1 AND key > $2 ORDER BY key LIMIT ${DOCUMENTS_PER_BATCH}) AS next
     ) AS measured WHERE before < ${BYTES_PER_BATCH} ORDER BY key`,
    [version, after],
  );
}

async function readParagraphs(query: Query, documents: DocumentRow[]): Promise<Map<number, ParagraphRow[]>> {
  const rows = await query<ParagraphRow>(
    `SELECT document_key AS "documentKey", number, "start", "end", text FROM paragraphs
     WHERE document_key = ANY($1) ORDER BY document_key, number`,
    [documents.map(({ key }) => key)],
  );
  const byDocument = new Map<number, ParagraphRow[]>(documents.map(({ key }) => [key, []]));
  for (const row of rows) byDocument.get(row.documentKey)!.push(row);
  return byDocument;
}

function problemsOf(
  { text: stored, blocks, positions, paragraphs: count }: DocumentRow,
  paragraphs: ParagraphRow[],
): string[] {
  const text = originalOrNothing(stored);
  if (text === null) return ['has a text that cannot be read'];
  if (paragraphs.length !== count) return [`has ${paragraphs.length} paragraphs instead of ${count}`];
  const wrong = problemOfBlocks(blocks, text) ?? problemOfPositions(positions, text);
  const ofParagraphs = paragraphs.flatMap(({ number, start, end, text: words }, index) => {
    if (number !== index + 1) return [`has ¶${number} where ¶${index + 1} should be`];
    const isExact = start < end && originalOrNothing(words) === text.slice(start, end);
    return isExact ? [] : [`¶${number} is not what its document says there`];
  });
  return wrong === null ? ofParagraphs : [wrong, ...ofParagraphs];
}

/** Null for what cannot be read. */
function originalOrNothing(stored: string): string | null {
  try {
    return original(stored);
  } catch {
    return null;
  }
}

function originalOrItself(stored: string): string {
  return originalOrNothing(stored) ?? stored;
}
