import assert from 'node:assert/strict';
import type { DatabaseConfig } from '../../src/config/database.ts';
import { type Document, onOneLine } from '../../src/documents/document.ts';
import { openDatabase } from '../../src/stores/postgres/connection/database.ts';
import { original, storable } from '../../src/stores/postgres/storable-text.ts';
import { decodeTerms, storedFrequency } from '../../src/stores/terms-blob.ts';
import { termsOf } from '../../src/text/tokenize.ts';

interface Row {
  key: number;
  id: string;
  number: number;
  text: string;
  length: number;
  labels: string[];
  terms: Buffer;
}

/** Every paragraph of these documents is in the current index version once, with all its data, and nothing else is. */
export async function assertSharedIndex(config: DatabaseConfig, documents: readonly Document[]): Promise<void> {
  const database = openDatabase(config);
  try {
    const rows = await database.query<Row>(
      `SELECT paragraphs.key, documents.id, number, paragraphs.text, length, labels, terms
       FROM paragraphs JOIN documents ON documents.key = document_key
       WHERE documents.edition = (SELECT edition FROM state) ORDER BY documents.id, number`,
    );
    assertParagraphs(rows, documents);
    const version = await database.query(
      'SELECT paragraphs, length FROM editions WHERE key = (SELECT edition FROM state)',
    );
    assert.deepEqual(version, [{ paragraphs: rows.length, length: rows.reduce((sum, { length }) => sum + length, 0) }]);
    const counted = await database.query<{ paragraphs: number }>('SELECT count(*) AS paragraphs FROM paragraphs');
    assert.deepEqual(counted, [{ paragraphs: rows.length }], 'paragraphs of no document, or of another index version');
    await assertDerived(database.query, rows);
  } finally {
    await database.close();
  }
}

function assertParagraphs(rows: readonly Row[], documents: readonly Document[]): void {
  const expected = documents
    .toSorted((a, b) => (storable(a.id) < storable(b.id) ? -1 : 1))
    .flatMap(({ id, text, paragraphs }) =>
      paragraphs.map(({ number, start, end }) => `${id} ¶${number} ${text.slice(start, end)}`),
    );
  assert.deepEqual(
    rows.map(({ id, number, text }) => `${original(id)} ¶${number} ${original(text)}`),
    expected,
  );
}

type Query = ReturnType<typeof openDatabase>['query'];

/** Postings and labels are those of the paragraphs, and no term has fewer paragraphs than have it. */
async function assertDerived(query: Query, rows: readonly Row[]): Promise<void> {
  const words = await query<{ key: number; term: string }>('SELECT key, term FROM terms');
  const keys = new Map(words.map(({ key, term }) => [term, key]));
  const postings = rows.flatMap(({ key, text, terms, length }) => {
    const counted = [...termsOf(onOneLine(original(text)))];
    const keyed = counted.map(([term, frequency]) => [keys.get(term), storedFrequency(frequency)] as const);
    assert.deepEqual([...decodeTerms(terms)].sort(), keyed.toSorted(), original(text));
    return keyed.map(([term, frequency]) => `${term} ${key} ${frequency} ${length}`);
  });
  const kept = await query<{ posting: string }>(
    "SELECT concat_ws(' ', term_key, paragraph_key, frequency, length) AS posting FROM postings",
  );
  assert.deepEqual(kept.map(({ posting }) => posting).sort(), postings.sort());
  const labels = rows.flatMap(({ key, labels: own }) => own.map((label) => `${label} ${key}`));
  const keptLabels = await query<{ label: string }>("SELECT concat_ws(' ', label, paragraph_key) AS label FROM labels");
  assert.deepEqual(keptLabels.map(({ label }) => label).sort(), labels.sort());
  const [counts] = await query<{ gaps: number; low: number }>(
    `SELECT count(*) FILTER (WHERE terms.key <> place) AS gaps, count(*) FILTER (WHERE paragraphs < used) AS low
     FROM (SELECT key, paragraphs, edition, row_number() OVER (ORDER BY key) - 1 AS place FROM terms) AS terms
     LEFT JOIN (SELECT term_key, count(*) AS used FROM postings GROUP BY term_key) AS posted ON term_key = terms.key`,
  );
  assert.deepEqual(counts, { gaps: 0, low: 0 });
}
