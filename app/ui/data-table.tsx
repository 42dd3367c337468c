import type { ReactNode } from 'react';

export type Column<Row> = { head: string; cell(row: Row): ReactNode; numeric?: boolean };

/**
 * Rows of one kind, 44 px each, under a head that stays. Scrolls sideways inside itself on a narrow screen, by keyboard
 * too. `caption` names it.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  keyOf,
}: {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf(row: Row): string;
}) {
  // The first column names the row and stays at the edge, a number too.
  const cell = (place: number, numeric?: boolean) =>
    `px-3 py-1 ${numeric ? 'tabular-nums' : ''} ${numeric && place > 0 ? 'text-right' : 'text-left'}`;
  return (
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className="table-room overflow-auto rounded-button border border-hair bg-card"
    >
      <table className="w-full text-table whitespace-nowrap">
        <caption className="only-heard">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head, numeric }, place) => (
              <th
                key={head}
                scope="col"
                className={`sticky top-0 h-11 border-b-2 border-line bg-card font-bold text-ink-2 ${cell(place, numeric)}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="h-11 border-t border-hair hover:bg-accent-soft">
              {columns.map((column, place) => (
                <td key={column.head} className={cell(place, column.numeric)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
