import type { Block, ListItem } from '../../canonical-text/blocks.ts';

const HEADING = /^ {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const ITEM = /^(\s*)(?:[-*+]|(\d+[.)]))\s+(.*)$/;
const TABLE_LINE = /^\s*\|.*\|\s*$/;
const DELIMITER_ROW = /^[\s|:-]+$/;
/** Blanks that an item of an inner list is further right. */
const INDENT = 2;

/** The blocks of a cell in Markdown; marks of emphasis and links stay as they are written. */
export function markdownCell(text: string, page: number): Block[] {
  const blocks: Block[] = [];
  let fence: string | null = null;
  let lines: string[] = [];
  const end = () => {
    if (lines.length > 0) blocks.push(blockOf(lines, page));
    lines = [];
  };
  for (const line of text.split(/\r\n?|\n/)) {
    const mark = FENCE.exec(line)?.[1];
    const [, signs, heading] = HEADING.exec(line) ?? [];
    if (fence !== null) {
      if (mark?.startsWith(fence)) {
        blocks.push({ kind: 'paragraph', text: lines.join('\n'), page, isPreformatted: true });
        lines = [];
        fence = null;
      } else lines.push(line);
    } else if (mark !== undefined) {
      end();
      fence = mark;
    } else if (signs !== undefined) {
      end();
      blocks.push({ kind: 'heading', level: signs.length, text: heading!, page });
    } else if (line.trim() === '') end();
    else lines.push(line);
  }
  end();
  return blocks;
}

function blockOf(lines: readonly string[], page: number): Block {
  if (lines.length > 1 && lines.every((line) => TABLE_LINE.test(line)) && DELIMITER_ROW.test(lines[1]!)) {
    const rows = lines
      .filter((_, index) => index !== 1)
      .map((line, index) => ({ isHeader: index === 0, cells: cellsOf(line) }));
    return { kind: 'table', page, rows };
  }
  return ITEM.test(lines[0]!)
    ? { kind: 'list', page, items: itemsOf(lines) }
    : { kind: 'paragraph', text: lines.join('\n'), page };
}

function cellsOf(line: string) {
  return line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((text) => ({ text: text.replaceAll('\\|', '|').trim() }));
}

function itemsOf(lines: readonly string[]): ListItem[] {
  const items: ListItem[] = [];
  for (const line of lines) {
    const [, indent = '', marker, text] = ITEM.exec(line) ?? [];
    if (text === undefined) items.at(-1)!.text += `\n${line.trim()}`;
    else items.push({ marker: marker ?? null, depth: Math.floor(indent.length / INDENT), text });
  }
  return items;
}
