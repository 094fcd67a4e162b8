import Papa from 'papaparse';
import { composeText } from '../../canonical-text/compose-text.ts';
import { decodeText } from '../../canonical-text/decode-text.ts';
import type { ReadFile } from '../read-file.ts';
import { isValue } from '../sheet/is-value.ts';
import { sheetBlocks } from '../sheet/sheet-blocks.ts';
import { sniffDelimiter } from './sniff-delimiter.ts';

/** Reads a table in text: CSV and TSV in any encoding, with any of the usual delimiters. Cells stay as they are written. */
export const readCsv: ReadFile = async (bytes) => {
  const { text, omissions } = decodeText(bytes);
  const { delimiter, start } = sniffDelimiter(text);
  const written = rowsOf(text.slice(start), delimiter);
  const columns = Math.max(0, ...written.map((cells) => cells.length));
  const rows = written.map((cells) => ({
    cells: Array.from({ length: columns }, (_, column) => {
      const cell = (cells[column] ?? '').trim();
      return { text: cell, isValue: isValue(cell) };
    }),
  }));
  return { ...composeText(sheetBlocks(rows, { page: null }), { title: null }), title: null, omissions };
};

function rowsOf(text: string, delimiter: string | null): string[][] {
  if (delimiter === null) return text.split(/\r\n?|\n/).map((line) => [unquoted(line)]);
  const parse = (quoteChar: string) => Papa.parse<string[]>(text, { delimiter, quoteChar, skipEmptyLines: true });
  const { data, errors } = parse('"');
  if (!errors.some(({ type }) => type === 'Quotes')) return data;
  // A stray quotation mark swallows what is after it: then they are signs like others.
  return parse('\0').data.map((cells) => cells.map(unquoted));
}

function unquoted(cell: string): string {
  return /^"(?:[^"]|"")*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}
