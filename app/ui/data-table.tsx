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
  const cell = (numeric?: boolean) => `px-3 py-1 ${numeric ? 'text-right tabular-nums' : 'text-left'}`;
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
            {columns.map(({ head, numeric }) => (
              <th
                key={head}
                scope="col"
                className={`sticky top-0 h-11 border-b-2 border-line bg-card font-bold text-ink-2 ${cell(numeric)}`}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="h-11 border-t border-hair hover:bg-accent-soft">
              {columns.map((column) => (
                <td key={column.head} className={cell(column.numeric)}>
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
