/** In the order in which they win: a comma may be a decimal one. */
const DELIMITERS = ['\t', ';', '|', ','];
const SAMPLE_ROWS = 50;
/** Share of rows that have as many cells as most have. */
const MIN_SHARE = 0.6;
const BEFORE_CELL = /[\n\r\t;|,"]/;
const DECLARED = /^\ufeff?(["']?)sep=(.)\1\r?\n/i;

/**
 * The delimiter of a table in text: what its first line `sep=;` says, else the one that divides most rows into as many cells; null when
 * none does.
 *
 * @returns `start`: where the rows begin, after such a line.
 */
export function sniffDelimiter(text: string): { delimiter: string | null; start: number } {
  const [line, , declared] = DECLARED.exec(text) ?? [];
  if (line !== undefined && declared !== undefined) return { delimiter: declared, start: line.length };
  const rows = firstRows(text);
  const found = DELIMITERS.map((delimiter) => ({ delimiter, share: agreement(rows, delimiter) })).filter(
    ({ share }) => share >= MIN_SHARE,
  );
  const [best] = found.sort((a, b) => Number(b.share === 1) - Number(a.share === 1));
  return { delimiter: best?.delimiter ?? null, start: 0 };
}

/** The first rows, without what stands in quotation marks. Inside a cell a quotation mark is a sign like others: 5" pipe. */
function firstRows(text: string): string[] {
  const rows: string[] = [];
  let row = '';
  let isQuoted = false;
  let before = '\n';
  for (const character of text) {
    if (character === '"' && (isQuoted || BEFORE_CELL.test(before))) isQuoted = !isQuoted;
    else if (!isQuoted && (character === '\n' || character === '\r')) {
      if (row.trim() !== '') rows.push(row);
      if (rows.length === SAMPLE_ROWS) return rows;
      row = '';
    } else if (!isQuoted) row += character;
    before = character;
  }
  return row.trim() === '' || isQuoted ? rows : [...rows, row];
}

/** The share of rows that a delimiter divides as most, 0 when most are not divided. */
function agreement(rows: readonly string[], delimiter: string): number {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const count = row.split(delimiter).length - 1;
    counts.set(count, (counts.get(count) ?? 0) + 1);
  }
  const [[count, most] = [0, 0]] = [...counts].sort((a, b) => b[1] - a[1]);
  return count === 0 ? 0 : most / rows.length;
}
