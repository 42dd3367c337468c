/** What makes a spreadsheet read the cell of a text file as a formula; the full-width forms do so in East Asian settings. */
const opensFormula = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * One row of a text file with commas (RFC 4180), with its line end. A text file has no types: a quoted cell is still a
 * formula. So a cell that would open one gets a TAB in front, inside its quotes: it is shown as text, and, unlike with an
 * apostrophe, nothing visible is added. `readTable` takes that one TAB off again; a cell that begins with a TAB gets a
 * second, so every cell comes back unchanged (H05).
 */
export function csvLine(row: (string | number | null)[]): string {
  return `${row.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = opensFormula.test(value) ? `\t${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
