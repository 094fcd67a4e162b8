import { onOneLine } from '../../../../documents/document.ts';
import type { DocumentBlock } from '../../../../protocol/document-blocks.ts';
import { attributesHtml } from '../../pages/html.ts';
import type { TextCursor } from './text-cursor.ts';

type TableBlock = Extract<DocumentBlock, { kind: 'table' }>;
type Row = TableBlock['rows'][number];

/** A cell that is shown, with its place in the grid. */
interface ShownCell {
  start: number;
  end: number;
  columns: number;
  rows: number;
  isHeader: boolean;
}

/** A row as it is shown: cells that are repeated below the first of their rows are part of that one. */
interface ShownRow {
  end: number;
  isHeader: boolean;
  cells: ShownCell[];
}

/**
 * The rows of a table that stand in a paragraph. A part without the header shows it all the same: as what its cells are called, which is no part
 * of the text.
 */
export function tableHtml({ caption, rows }: TableBlock, cursor: TextCursor, text: string): string {
  const isIn = ({ start, end }: { start: number; end: number }) => start < cursor.end && cursor.start < end;
  const own = rows.filter(isIn);
  const above = rows.filter((row) => row.isHeader && row.end <= cursor.start);
  const shown = shownRows(own);
  const named = caption && isIn(caption) ? `<caption>${cursor.to(caption.end)}</caption>` : '';
  const html = shown.map(({ cells, end }) =>
    rowHtml(cells, (cell, place) => {
      const after = cells[place + 1]?.start ?? end;
      return cursor.hidden(cell.start) + cursor.to(cell.end) + cursor.hidden(after);
    }),
  );
  const headers = shown.findIndex(({ isHeader }) => !isHeader);
  const heads = headers === -1 ? 0 : headers;
  const repeated = shownRows(above).map(({ cells }) => rowHtml(cells, () => '', text));
  return `<table>${named}${headHtml(repeated, 'repeated')}${headHtml(html.slice(0, heads))}<tbody>${html.slice(heads).join('')}</tbody></table>`;
}

function headHtml(rows: readonly string[], name: string | null = null): string {
  return rows.length === 0 ? '' : `<thead${attributesHtml({ class: name })}>${rows.join('')}</thead>`;
}

/** @param text Given where the cells are named by their text instead of holding it. */
function rowHtml(
  cells: readonly ShownCell[],
  contentOf: (cell: ShownCell, place: number) => string,
  text: string | null = null,
): string {
  const html = cells.map((cell, place) => {
    const tag = cell.isHeader ? 'th' : 'td';
    const name = text === null ? null : onOneLine(text.slice(cell.start, cell.end));
    const attributes = {
      scope: cell.isHeader ? (cell.columns > 1 ? 'colgroup' : 'col') : null,
      colspan: cell.columns > 1 ? String(cell.columns) : null,
      rowspan: cell.rows > 1 ? String(cell.rows) : null,
      'aria-label': name,
      'data-text': name,
    };
    return `<${tag}${attributesHtml(attributes)}>${contentOf(cell, place)}</${tag}>`;
  });
  return `<tr>${html.join('')}</tr>`;
}

/** Rows with the cells that each shows. A row of nothing but repeated cells shows them: their text has to stand somewhere. */
function shownRows(rows: readonly Row[]): ShownRow[] {
  const grid = rows.map(({ cells, ...row }, index) => {
    let column = 0;
    const canHide = index > 0 && cells.some(({ isRepeated }) => !isRepeated);
    const placed = cells.map((cell) => {
      const place = { ...cell, column, isHidden: canHide && cell.isRepeated === true };
      column += cell.columns ?? 1;
      return place;
    });
    return { ...row, cells: placed };
  });
  const heightOf = (column: number, row: number) => {
    let height = 1;
    while (grid[row + height]?.cells.some((cell) => cell.column === column && cell.isHidden)) height += 1;
    return height;
  };
  return grid.map(({ isHeader, end, cells }, row) => ({
    end,
    isHeader,
    cells: cells
      .filter(({ isHidden }) => !isHidden)
      .map(({ start, end, column, columns = 1 }) => ({ start, end, columns, rows: heightOf(column, row), isHeader })),
  }));
}
