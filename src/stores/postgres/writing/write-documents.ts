import type { IndexedDocument } from '../../document-reader.ts';
import { storedContext } from '../../stored-structure.ts';
import { decodeTerms, encodeTerms, storedFrequency } from '../../terms-blob.ts';
import type { Database } from '../connection/database.ts';
import { keysOfEmbeddings } from '../embedding-cache.ts';
import { original, storable, storableOrNull } from '../storable-text.ts';

type Query = Database['query'];

/** The greatest length of a paragraph that is stored, in terms: the SQLite store's index in memory keeps lengths in two bytes. */
export const MAX_STORED_LENGTH = 65_535;

/** A document whose terms have keys. */
interface KeyedDocuments {
  documents: IndexedDocument[];
  termKeys: ReadonlyMap<string, number>;
  version: number;
  model: number;
}

/** A change of how much there is, kept so that nothing has to be counted. */
export interface Growth {
  paragraphs: number;
  length: number;
  deleted: number;
}

interface ParagraphRow {
  key: number;
  length: number;
  terms: Uint8Array;
}

/** Removes documents, and everything that refers to them. Unknown ids are ignored. @returns The keys of their terms as well, once a paragraph. */
export async function removeDocuments(
  query: Query,
  version: number,
  ids: readonly string[],
): Promise<{ growth: Growth; termKeys: number[] }> {
  // In one order: writers that remove the same ones wait for each other instead of for ever.
  const documents = await query<{ key: number }>(
    'SELECT key FROM documents WHERE edition = $1 AND id = ANY($2) ORDER BY key FOR UPDATE',
    [version, ids.map(storable)],
  );
  const keys = documents.map(({ key }) => key);
  const rows = await query<ParagraphRow & { labels: string[] }>(
    'DELETE FROM paragraphs WHERE document_key = ANY($1) RETURNING key, length, terms, labels',
    [keys],
  );
  const postings = rows.flatMap((row) =>
    [...decodeTerms(row.terms).keys()].map((termKey) => [termKey, row.key] as const),
  );
  await query(
    `DELETE FROM postings USING unnest($2::int[], $3::bigint[]) AS deleted (term_key, paragraph_key)
     WHERE edition = $1 AND postings.term_key = deleted.term_key AND postings.paragraph_key = deleted.paragraph_key`,
    [version, postings.map(([termKey]) => termKey), postings.map(([, key]) => key)],
  );
  const labels = rows.flatMap((row) => row.labels.map((label) => [label, row.key] as const));
  await query(
    `DELETE FROM labels USING unnest($2::text[], $3::bigint[]) AS deleted (label, paragraph_key)
     WHERE edition = $1 AND labels.label = deleted.label AND labels.paragraph_key = deleted.paragraph_key`,
    [version, labels.map(([label]) => label), labels.map(([, key]) => key)],
  );
  await query('DELETE FROM documents WHERE key = ANY($1)', [keys]);
  return {
    growth: { paragraphs: -rows.length, length: -sumOf(rows), deleted: rows.length },
    termKeys: postings.map(([termKey]) => termKey),
  };
}

/** Adds documents that are not there, each statement for all of them. @throws Error when a vector is not kept. */
export async function addDocuments(query: Query, keyed: KeyedDocuments): Promise<Growth> {
  const rows = await paragraphRows(query, keyed, await addDocumentRows(query, keyed));
  const keys = await addParagraphRows(query, keyed.version, rows);
  const labels = rows.flatMap((row, index) => row.aspects.map((label) => ({ label, key: keys[index]! })));
  await query('INSERT INTO labels SELECT $1, * FROM unnest($2::text[], $3::bigint[])', [
    keyed.version,
    ...columnsOf(labels, [({ label }) => label, ({ key }) => key]),
  ]);
  const postings = rows.flatMap(({ terms, length }, index) =>
    [...terms].map(([termKey, frequency]) => ({ termKey, frequency, length, key: keys[index]! })),
  );
  await query('INSERT INTO postings SELECT $1, * FROM unnest($2::int[], $3::bigint[], $4::int[], $5::int[])', [
    keyed.version,
    ...columnsOf(postings, [({ termKey }) => termKey, ({ key }) => key, (row) => row.frequency, (row) => row.length]),
  ]);
  return { paragraphs: rows.length, length: sumOf(rows), deleted: 0 };
}

/** @returns The keys of the documents, by id. */
async function addDocumentRows(query: Query, { documents, version }: KeyedDocuments): Promise<Map<string, number>> {
  const added = await query<{ id: string; key: number }>(
    `INSERT INTO documents (edition, id, title, language, date, questions, tags, sha256, paragraphs, text, omissions, act, blocks,
       positions, url, fetched)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[], $10::text[],
       $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[])
     RETURNING id, key`,
    [
      version,
      ...columnsOf(documents, [
        ({ document }) => storable(document.id),
        ({ document }) => storable(document.title),
        ({ document }) => document.language,
        ({ document }) => document.date,
        ({ document }) => JSON.stringify(document.questions),
        ({ document }) => JSON.stringify(document.tags),
        ({ document }) => document.sha256,
        ({ paragraphs }) => paragraphs.length,
        ({ document }) => storable(document.text),
        ({ document }) => JSON.stringify(document.omissions),
        ({ document }) => JSON.stringify(document.act),
        ({ document }) => JSON.stringify(document.blocks),
        ({ document }) => document.positions ?? null,
        ({ document }) => document.url,
        ({ document }) => JSON.stringify(document.fetched),
      ]),
    ],
  );
  return new Map(added.map(({ id, key }) => [original(id), key]));
}

async function paragraphRows(
  query: Query,
  { documents, termKeys, model }: KeyedDocuments,
  documentKeys: ReadonlyMap<string, number>,
) {
  const hashes = documents.flatMap(({ paragraphs }) => paragraphs.map(({ embeddingHash }) => embeddingHash));
  const embeddingKeys = await keysOfEmbeddings(query, { model, hashes });
  return documents.flatMap(({ document, paragraphs }) =>
    paragraphs.map(({ embeddingHash, terms, aspects, context }, index) => {
      const place = document.paragraphs[index]!;
      return {
        ...place,
        documentKey: documentKeys.get(document.id)!,
        embeddingKey: embeddingKeys.get(embeddingHash)!,
        length: Math.min(Math.max(1, Math.trunc(sumOfValues(terms))), MAX_STORED_LENGTH),
        aspects,
        terms: new Map([...terms].map(([term, frequency]) => [termKeys.get(term)!, storedFrequency(frequency)])),
        text: document.text.slice(place.start, place.end),
        context: storedContext(context),
      };
    }),
  );
}

/** @returns The keys of the paragraphs, in the order of the rows. */
async function addParagraphRows(
  query: Query,
  version: number,
  rows: Awaited<ReturnType<typeof paragraphRows>>,
): Promise<number[]> {
  const added = await query<{ key: number }>(
    `INSERT INTO paragraphs (edition, document_key, number, "start", "end", page, heading, embedding_key, length, labels, terms, text, context)
     SELECT $1, document_key, number, "start", "end", page, heading, embedding_key, length,
       ARRAY(SELECT json_array_elements_text(labels::json)), terms, text, context
     FROM unnest($2::bigint[], $3::int[], $4::int[], $5::int[], $6::int[], $7::text[], $8::bigint[], $9::int[], $10::text[], $11::bytea[], $12::text[],
         $13::text[])
       WITH ORDINALITY
         AS added (document_key, number, "start", "end", page, heading, embedding_key, length, labels, terms, text, context, place)
     ORDER BY place RETURNING key`,
    [
      version,
      ...columnsOf(rows, [
        (row) => row.documentKey,
        (row) => row.number,
        (row) => row.start,
        (row) => row.end,
        (row) => row.page,
        (row) => storableOrNull(row.heading),
        (row) => row.embeddingKey,
        (row) => row.length,
        (row) => JSON.stringify(row.aspects),
        (row) => Buffer.from(encodeTerms(row.terms)),
        (row) => storable(row.text),
        (row) => row.context,
      ]),
    ],
  );
  // An identity column counts up in the order in which rows are inserted.
  return added.map(({ key }) => key).sort((a, b) => a - b);
}

/** Rows as one parameter a column: a statement has the same text however many there are. */
function columnsOf<Row>(rows: Row[], read: ((row: Row) => unknown)[]): unknown[][] {
  return read.map((value) => rows.map(value));
}

function sumOf(rows: { length: number }[]): number {
  return rows.reduce((sum, { length }) => sum + length, 0);
}

function sumOfValues(terms: ReadonlyMap<string, number>): number {
  return [...terms.values()].reduce((sum, frequency) => sum + frequency, 0);
}
