import { type CheckProgress, collectProblems, type Outcome } from '../../check.ts';
import { decodeTerms, HIGHEST_FREQUENCY } from '../../terms-blob.ts';
import type { IndexVersion } from '../reading/index-version.ts';
import { MAX_STORED_LENGTH } from '../writing/write-documents.ts';
import type { Query } from './snapshot.ts';

const PARAGRAPHS_PER_BATCH = 1000;
/** Of so many paragraphs every posting is looked up, of more paragraphs those of a part. How many there are is counted in any case. */
const LOOKED_UP = 20_000;
const MAX_PROBLEMS = 1000;

interface ParagraphRow {
  key: number;
  length: number;
  terms: Buffer;
}

/** Whether the keys of words are the places in a list, and the postings say what the paragraphs do. */
export async function checkWords(
  query: Query,
  { key: version }: IndexVersion,
  onProgress: CheckProgress,
): Promise<Outcome> {
  const [counted] = await query<Record<'terms' | 'next' | 'paragraphs' | 'postings', number>>(
    `SELECT (SELECT count(*) FROM terms WHERE edition = $1) AS terms,
       (SELECT coalesce(max(key), -1) + 1 FROM terms WHERE edition = $1) AS next,
       (SELECT count(*) FROM paragraphs WHERE edition = $1) AS paragraphs,
       (SELECT count(*) FROM postings WHERE edition = $1) AS postings`,
    [version],
  );
  const { terms, next, paragraphs, postings } = counted!;
  const problems = collectProblems();
  if (next !== terms) problems.add(`there are ${terms} words, and keys up to ${next - 1}`);
  const every = Math.ceil(paragraphs / LOOKED_UP);
  let [done, expected, last] = [0, 0, 0];
  for (;;) {
    const rows = await query<ParagraphRow>(
      `SELECT key, length, terms FROM paragraphs WHERE edition = $1 AND key > $2 ORDER BY key LIMIT ${PARAGRAPHS_PER_BATCH}`,
      [version, last],
    );
    if (rows.length === 0) break;
    const decoded = rows.map(({ terms: bytes, ...row }) => ({ ...row, frequencies: decodeTerms(bytes) }));
    const sound = decoded.filter((row) => {
      const problem = problemOf(row, next);
      if (problem !== null) problems.add(`paragraph ${row.key} ${problem}`);
      return problem === null;
    });
    const lookedUp = sound.filter((_, index) => (done + index) % every === 0);
    for (const key of await withOtherPostings(query, version, lookedUp)) {
      problems.add(`paragraph ${key} is not found by all of its words`);
    }
    expected += decoded.reduce((sum, { frequencies }) => sum + frequencies.size, 0);
    done += rows.length;
    last = rows.at(-1)!.key;
    onProgress({ done, total: paragraphs });
  }
  if (postings !== expected) problems.add(`paragraphs are found by ${postings} words instead of ${expected}`);
  return { found: `${terms} different ones, in ${postings} places`, wrong: problems.summary() };
}

/** Whether each label of a paragraph is listed, and no other. */
export async function checkLabels(query: Query, { key: version }: IndexVersion): Promise<Outcome> {
  const missing = await query<{ key: number; label: string }>(
    `SELECT key, own.label FROM paragraphs CROSS JOIN unnest(labels) AS own (label)
     WHERE edition = $1 AND NOT EXISTS (
       SELECT FROM labels WHERE labels.edition = $1 AND labels.label = own.label AND paragraph_key = key
     ) ORDER BY key LIMIT ${MAX_PROBLEMS}`,
    [version],
  );
  const [listed] = await query<{ all: number; others: number }>(
    `SELECT count(*) AS all, count(*) FILTER (WHERE key IS NULL) AS others FROM labels
     LEFT JOIN paragraphs ON key = paragraph_key AND paragraphs.edition = $1 AND label = ANY(labels) WHERE labels.edition = $1`,
    [version],
  );
  const problems = collectProblems();
  for (const { key, label } of missing) problems.add(`paragraph ${key} is not listed under "${label}"`);
  if (listed!.others > 0) problems.add(`${listed!.others} labels are of no paragraph`);
  return { found: String(listed!.all), wrong: problems.summary() };
}

function problemOf({ length, frequencies }: { length: number; frequencies: Map<number, number> }, terms: number) {
  let sum = 0;
  let isMore = false;
  for (const [key, frequency] of frequencies) {
    if (!(key >= 0 && key < terms)) return 'has a word that is not in the list';
    sum += frequency;
    isMore ||= frequency === HIGHEST_FREQUENCY;
  }
  const stored = Math.min(Math.max(1, sum), MAX_STORED_LENGTH);
  return stored === length || (isMore && sum < length) ? null : `has ${sum} words instead of ${length}`;
}

/** The paragraphs whose postings are missing, or say something else. */
async function withOtherPostings(
  query: Query,
  version: number,
  paragraphs: { key: number; length: number; frequencies: Map<number, number> }[],
): Promise<number[]> {
  const expected = paragraphs.flatMap(({ key, length, frequencies }) =>
    [...frequencies].map(([termKey, frequency]) => ({ termKey, key, frequency, length })),
  );
  const rows = await query<{ key: number }>(
    `SELECT DISTINCT expected.paragraph_key AS key
     FROM unnest($2::int[], $3::bigint[], $4::int[], $5::int[]) AS expected (term_key, paragraph_key, frequency, length)
     LEFT JOIN postings ON edition = $1 AND postings.term_key = expected.term_key AND postings.paragraph_key = expected.paragraph_key
     WHERE postings.frequency IS DISTINCT FROM expected.frequency OR postings.length IS DISTINCT FROM expected.length ORDER BY 1`,
    [
      version,
      expected.map(({ termKey }) => termKey),
      expected.map(({ key }) => key),
      expected.map(({ frequency }) => frequency),
      expected.map(({ length }) => length),
    ],
  );
  return rows.map(({ key }) => key);
}
