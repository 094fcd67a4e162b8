/** In UTF-16 code units: a list item or a table above this is divided. */
const LONG_ITEM = 200;
const MAX_LINES = 2000;
const LIST_ITEM = /^\s{0,3}(?:[-*+•–—]|\d{1,4}[.)])\s/;

/**
 * Divides a list whose items are long at its items, and any text of many lines where it becomes too long: what is cited should be
 * read at a glance. What is neither stays whole; the parts, joined by line breaks, are the text.
 */
export function splitLines(text: string): string[] {
  const lines = text.split('\n');
  const items = groupLines(lines, (line, index) => index === 0 || LIST_ITEM.test(line));
  const listed = items.filter((item) => LIST_ITEM.test(item));
  if (listed.length > 1 && listed.some((item) => item.length > LONG_ITEM)) return items;
  if (lines.length === 1 || text.length <= MAX_LINES || !(isTable(lines) || listed.length > 1)) return [text];
  let length = 0;
  return groupLines(lines, (line, index) => {
    const starts = index === 0 || length + line.length > MAX_LINES;
    length = (starts ? 0 : length) + line.length + 1;
    return starts;
  });
}

function isTable(lines: readonly string[]): boolean {
  return lines.filter((line) => line.includes('|')).length > lines.length / 2;
}

function groupLines(lines: readonly string[], starts: (line: string, index: number) => boolean): string[] {
  const groups: string[][] = [];
  for (const [index, line] of lines.entries()) {
    if (starts(line, index)) groups.push([line]);
    else groups.at(-1)!.push(line);
  }
  return groups.map((group) => group.join('\n'));
}
