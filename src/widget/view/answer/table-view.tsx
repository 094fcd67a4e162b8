import type { ComponentChild } from 'preact';

/** A table that scrolls where it is wider than the chat. @param columns What the columns are called, where that is known. */
export function TableView({
  columns,
  rows,
  language,
}: {
  columns: ComponentChild[] | null;
  rows: ComponentChild[][];
  language?: string | undefined;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div class="table" tabIndex={0} lang={language}>
      <table dir="auto">
        {columns && (
          <thead>
            <tr>
              {columns.map((name, index) => (
                <th key={index} scope="col" dir="auto">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((cells, index) => (
            <tr key={index}>
              {cells.map((cell, column) => (
                <td key={column} dir="auto">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
