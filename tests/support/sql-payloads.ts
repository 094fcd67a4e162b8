/** Is in every payload, and in no statement of ours. */
export const SQL_MARKER = 'zq7x';

/** What would do harm, where it were run. */
const HARM = [
  'DROP TABLE documents',
  'DROP TABLE turns CASCADE',
  'DELETE FROM conversations',
  'TRUNCATE postings',
  "UPDATE documents SET title = 'owned'",
  "UPDATE editions SET manifest = 'owned'",
  'INSERT INTO documents SELECT * FROM documents',
  'DROP SCHEMA public CASCADE',
  "COPY documents TO PROGRAM 'true'",
  'SELECT pg_sleep(30)',
  'ALTER TABLE documents ADD COLUMN owned text',
  'COMMIT',
  'ROLLBACK',
  "SET search_path = 'owned'",
];
/** What ends the value it stands in, in SQL, JSON, arrays, patterns and the languages around. */
const ENDS = [
  "'",
  "''",
  '"',
  "\\'",
  "\\\\'",
  '$$',
  '$1',
  '$tag$',
  ')',
  "')",
  "'))",
  '}',
  "'}",
  '"}',
  ']',
  '%27',
  '\u02bc',
  '\uff07',
  "\u0000'",
  "\ud800'",
  "E'\\047'",
];
/** Whole payloads of lists in use: tautologies, unions, errors, comments, stacked and blind ones. */
const WHOLE = [
  "' OR '1'='1",
  "' OR 1=1 --",
  "admin' --",
  "') OR ('a'='a",
  "' UNION SELECT version(), NULL, NULL --",
  "' UNION ALL SELECT id, text FROM documents --",
  "' AND 1=CAST((SELECT version()) AS int) --",
  "' AND (SELECT 1 FROM pg_sleep(30)) IS NOT NULL --",
  "'||(SELECT string_agg(id, ',') FROM documents)||'",
  '1; SELECT 1',
  "1' ORDER BY 99 --",
  "' HAVING 1=1 --",
  "'/**/OR/**/1=1/**/--",
  "%' OR '%'='",
  '_%_%',
  '{"a":"\' OR 1=1"}',
  '{a,b',
  '{"',
  "'::regclass",
  '\' COLLATE "C" --',
  '1e309',
  'NaN',
  '[1,2,3]',
  '\\copy documents',
  '<=> $1',
  "' <=> '[0]' --",
];
const TAILS = ['--', '/*', ';', "; SELECT '", '#', ''];

/** So many different texts that would do harm if they were pasted into a statement. */
export function sqlPayloads(count: number): string[] {
  const made = WHOLE.map((text) => `${SQL_MARKER} ${text}`);
  for (const tail of TAILS) {
    for (const end of ENDS) for (const harm of HARM) made.push(`${SQL_MARKER}${end}; ${harm} ${tail}`);
  }
  if (made.length < count) throw new Error(`Cannot make ${count} payloads: there are ${made.length}; add more`);
  // From all kinds: those that come first are not all of one.
  return Array.from({ length: count }, (_, index) => made[Math.floor((index * made.length) / count)]!);
}
