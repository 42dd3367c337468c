/** What makes a spreadsheet read the cell of a text file as a formula; the full-width forms do so in East Asian settings. */
const opensFormula = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * Rows as a UTF-8 text file with commas, its mark first, so that a Chinese spreadsheet reads it as UTF-8 (RFC 4180).
 * A text file has no types: a quoted cell is still a formula. So a cell that would open one gets a TAB in front, inside its
 * quotes: it is shown as text, and, unlike with an apostrophe, nothing visible is added. `readTable` takes that one TAB off
 * again; a cell that begins with a TAB gets a second, so every cell comes back unchanged.
 */
export function writeCsv(rows: (string | number | null)[][]): string {
  const lines = rows.map((row) => row.map(csvCell).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = opensFormula.test(value) ? `\t${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
