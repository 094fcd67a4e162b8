import { cellsOf, itemOf } from '../../../protocol/quotes/quote-lines.ts';
import { TableView } from './table-view.tsx';

type Kind = 'item' | 'row' | 'text';

/** Lines of a quote, the items of a list and the rows of a table in a row as one. */
export function QuoteLines({ lines, columns }: { lines: string[]; columns: string[] | null }) {
  return (
    <>
      {groupLines(lines).map(({ kind, lines: own }, index) => {
        if (kind === 'item') return <Items key={index} lines={own} />;
        if (kind === 'row') return <Rows key={index} rows={own.map((line) => cellsOf(line)!)} columns={columns} />;
        return <p key={index}>{own[0]}</p>;
      })}
    </>
  );
}

function groupLines(lines: string[]): { kind: Kind; lines: string[] }[] {
  const groups: { kind: Kind; lines: string[] }[] = [];
  for (const line of lines) {
    const kind: Kind = cellsOf(line) ? 'row' : itemOf(line) ? 'item' : 'text';
    const last = groups.at(-1);
    if (kind !== 'text' && last?.kind === kind) last.lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  return groups;
}

function Items({ lines }: { lines: string[] }) {
  return (
    <ul class="quote-items">
      {lines.map((line, index) => {
        const { marker, text } = itemOf(line)!;
        return (
          <li key={index}>
            <span class="quote-bullet">{marker === '-' ? '–' : marker}</span> <span>{text}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** One row says of each cell what it is; several are a table. */
function Rows({ rows, columns }: { rows: string[][]; columns: string[] | null }) {
  const [first = []] = rows;
  if (columns?.length === first.length && rows.length === 1) {
    return (
      <dl class="quote-cells">
        {first.map(
          (cell, index) =>
            cell !== '' && (
              <div key={index}>
                <dt>{columns[index]}</dt>
                <dd>{cell}</dd>
              </div>
            ),
        )}
      </dl>
    );
  }
  return <TableView columns={columns} rows={rows} />;
}
