/** Why a whole file is refused; the sentences are in roster-words.ts. */
export const fileFaults = [
  'empty',
  'too_large',
  'bomb',
  'old_xls',
  'locked',
  'macro',
  'not_a_table',
  'broken',
  'not_text',
  'too_many_rows',
  'far_row',
  'too_wide',
  'no_header',
  'no_rows',
] as const;
export type FileFault = (typeof fileFaults)[number];

/** A file that is not read any further. `row` as a spreadsheet counts, or how many rows there are. */
export class FileRefused extends Error {
  readonly fault: FileFault;
  readonly row: number | undefined;
  constructor(fault: FileFault, row?: number) {
    super(fault);
    this.fault = fault;
    this.row = row;
  }
}

export const fileLimits = {
  /** Bytes of the file as it is sent. */
  bytesMax: 5_000_000,
  /** Files inside a workbook. */
  entriesMax: 300,
  /** Bytes of the parts that are read, once inflated. */
  inflatedBytesMax: 20_000_000,
  /** A megabyte of inflated bytes may come from no less than a 250th of it. */
  ratioMax: 250,
  /** Rows with something in them; a class has 80 learners. */
  rowsMax: 500,
  /** The last row that may have something in it, and the last column. */
  lastRowMax: 5_000,
  columnsMax: 100,
} as const;
