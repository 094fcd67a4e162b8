import { seededRandom } from '../support/seeded-random.ts';

/** What breaks out of SQL, JSON, arrays, patterns and encodings, where a text is pasted into one. */
const PIECES = [
  "'",
  "''",
  '"',
  '`',
  '\\',
  "\\'",
  '$1',
  '$$',
  '$tag$',
  ';',
  '--',
  '/*',
  '*/',
  '%',
  '_',
  '{',
  '}',
  '{"a":1}',
  '\\u0000',
  '\\x00',
  "E'\\047'",
  '\u0000',
  '\u0001',
  '\u001f',
  '\u007f',
  '\u0085',
  '\u2028',
  '\uFEFF',
  '\uFFFD',
  '\uFFFE',
  '\uD800',
  '\uDC00',
  '🕊️',
  'й',
  'и\u0306',
  'ё',
  '\u202E',
  '\r\n',
  '\t',
  '\\.',
  'NULL',
  '',
  ' ',
  "'); DROP TABLE conversations; --",
  "' OR '1'='1",
  "'||pg_sleep(10)||'",
];

/** A few hundred texts that are the same with every run: each piece alone, and pieces put together. */
export function nastyTexts(): string[] {
  const random = seededRandom(1);
  const pick = () => PIECES[Math.floor(random() * PIECES.length)]!;
  const mixed = Array.from({ length: 200 }, () => Array.from({ length: 1 + Math.floor(random() * 6) }, pick).join(''));
  return [...PIECES, ...mixed];
}
