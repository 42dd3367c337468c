import writeXlsx from 'write-excel-file/node';

/** A cell as it is stored: text stays text, whatever it begins with. Days are text too (YYYY-MM-DD). */
export type CellValue = string | number | null;

/** One sheet: a head that stays in sight, and a row for each line. `width` in characters. */
export type SheetToWrite = {
  name: string;
  columns: { head: string; width?: number }[];
  rows: CellValue[][];
};

/**
 * An .xlsx file of `sheets`. Text is stored in typed text cells with the text format, so that nothing is ever taken for a
 * formula, neither when the file is opened nor when the cell is edited, and every character comes back unchanged.
 */
export function writeWorkbook(sheets: SheetToWrite[]): Promise<Buffer> {
  return writeXlsx(
    sheets.map(({ name, columns, rows }) => ({
      sheet: sheetName(name),
      columns: columns.map(({ width = 14 }) => ({ width })),
      stickyRowsCount: 1,
      data: [
        columns.map(({ head }) => ({ ...textCell(head), fontWeight: 'bold' as const })),
        ...rows.map(toCells),
      ],
    })),
  ).toBuffer();
}

/** What a browser saves `writeWorkbook` under: `fileName` may be Chinese (RFC 6266). */
export function workbookHeaders(fileName: string): Record<string, string> {
  return {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="export.xlsx"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    'cache-control': 'no-store',
  };
}

function toCells(row: CellValue[]) {
  return row.map((value) => (typeof value === 'string' ? textCell(value) : value));
}

function textCell(value: string) {
  return { value: escapeText(value), type: String, format: '@' };
}

/**
 * Text as the cells of a workbook spell it (ECMA-376, ST_Xstring): XML turns a carriage return into a line end and knows no
 * control characters, so these are written `_xHHHH_`, and what looks like one already keeps its own underscore.
 */
function escapeText(value: string): string {
  return value
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(
      /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Surrogate}/gu,
      (c: string) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
}

/** Names of sheets have at most 31 characters, none of []/\:*?. */
function sheetName(name: string): string {
  return name.replace(/[[\]/\\:*?]/g, ' ').slice(0, 31);
}
