import { problemOfPositions } from '../../../documents/positions/stored-positions.ts';
import { type CheckProgress, collectProblems, type Outcome } from '../../check.ts';
import { problemOfBlocks } from '../../stored-structure.ts';
import type { Database } from '../connection/sqlite.ts';
import { countRows } from './count-rows.ts';

interface ParagraphRow {
  key: number;
  number: number;
  start: number;
  end: number;
  text: string;
}

/** Whether each document has its paragraphs and blocks, and each of those is the words of its document. */
export function checkParagraphs(database: Database, onProgress: CheckProgress): Outcome {
  const problems = collectProblems();
  const total = countRows(database, 'documents');
  const paragraphs = database.prepare(
    `SELECT key, number, "start", "end", text FROM paragraphs WHERE key BETWEEN ? AND ? AND document_key = ? ORDER BY key`,
  );
  let documents = 0;
  let found = 0;
  for (const row of database
    .prepare('SELECT key, id, text, blocks, positions, first_paragraph AS first, last_paragraph AS last FROM documents')
    .iterate()) {
    const { key, id, text, blocks, positions, first, last } = row as {
      key: number;
      id: string;
      text: string;
      blocks: string | null;
      positions: string | null;
      first: number;
      last: number;
    };
    let expected = first;
    for (const paragraph of paragraphs.all(first, last, key) as ParagraphRow[]) {
      const { number, start, end } = paragraph;
      if (paragraph.key !== expected || number !== expected - first + 1) {
        problems.add(`the paragraphs of "${id}" are not in a row at ¶${number}`);
      } else if (paragraph.text !== text.slice(start, end) || start >= end) {
        problems.add(`"${id}" ¶${number} is not what its document says there`);
      }
      expected = paragraph.key + 1;
      found += 1;
    }
    if (expected !== last + 1) problems.add(`"${id}" lacks its last paragraphs`);
    const wrong = problemOfBlocks(blocks, text) ?? problemOfPositions(positions, text);
    if (wrong !== null) problems.add(`"${id}" ${wrong}`);
    documents += 1;
    if (documents % 100 === 0) onProgress({ done: documents, total });
  }
  const all = countRows(database, 'paragraphs');
  if (all > found) problems.add(`${all - found} paragraphs are of no document`);
  return {
    found: `${found} in ${documents} documents, each the exact words of its document`,
    wrong: problems.summary(),
  };
}
