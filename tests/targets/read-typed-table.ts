import { readTextTable } from '../../app/training/roster/read-text-table.server.ts';

/** A table as it is typed, read as a .csv file is. */
export const readTable = (text: string) => [readTextTable(Buffer.from(text))];
