import { inflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import readSheets from 'read-excel-file/universal';
import { cleanSheet, noValue } from './clean-sheet.ts';
import { FileRefused, fileLimits } from './file-fault.ts';
import { listZipEntries, type ZipEntry } from './list-zip-entries.ts';
import { readNumber, type Cell, type TableRow } from './table.ts';

const { entriesMax, inflatedBytesMax, ratioMax } = fileLimits;
const sheetName = /^xl\/worksheets\/[^/]+\.xml$/;
/** All that the values of a workbook need; pictures, links to other files and the rest are not opened. */
const neededName = /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|styles\.xml|sharedStrings\.xml)$/;

/**
 * The sheets of an .xlsx file as rows of text. The parts are inflated one by one against a limit (zip bomb), and a new,
 * plain workbook of only these parts is what the reader gets. Throws `FileRefused`.
 */
export async function readWorkbook(bytes: Buffer): Promise<TableRow[][]> {
  const entries = listZipEntries(bytes, entriesMax);
  if (entries === null) throw new FileRefused('broken');
  refuseKind(entries);
  const inflate = startInflating(bytes.length);
  const parts: Record<string, Uint8Array> = {};
  for (const entry of entries) {
    const isSheet = sheetName.test(entry.name);
    if (!isSheet && !neededName.test(entry.name)) continue;
    const part = inflate(entry);
    parts[entry.name] = isSheet ? strToU8(cleanSheet(new TextDecoder().decode(part))) : part;
  }
  const plain = zipSync(parts, { level: 0 });
  const sheets = await readSheets(new Blob([Buffer.from(plain)]), {
    trim: false,
    parseNumber: (stored) => ({ stored }),
  }).catch(() => {
    throw new FileRefused('broken');
  });
  // A sheet of a chart has no cells.
  return sheets.map(({ data }: { data?: unknown[][] }) =>
    (data ?? []).map((cells, i) => ({ number: i + 1, cells: cells.map(toCell) })),
  );
}

/** Refuses what is no plain workbook by what it holds, whatever it is called. */
function refuseKind(entries: ZipEntry[]): void {
  const names = entries.map(({ name }) => name);
  if (entries.length > entriesMax) throw new FileRefused('bomb');
  if (entries.some(({ isEncrypted }) => isEncrypted)) throw new FileRefused('locked');
  if (names.some((name) => /vbaProject|(?:^|\/)macrosheets\//i.test(name))) throw new FileRefused('macro');
  if (new Set(names).size < names.length) throw new FileRefused('broken');
  if (!names.includes('xl/workbook.xml') || !names.some((name) => sheetName.test(name)))
    throw new FileRefused('not_a_table');
}

/** Inflates entry after entry; all together stay within the limit and the ratio, whatever the file claims. */
function startInflating(fileBytes: number): (entry: ZipEntry) => Uint8Array {
  let left = Math.min(inflatedBytesMax, Math.max(1_000_000, fileBytes * ratioMax));
  return ({ method, compressed }) => {
    if (method !== 0 && method !== 8) throw new FileRefused('broken');
    let part: Uint8Array = compressed;
    if (method === 8)
      try {
        part = inflateRawSync(compressed, { maxOutputLength: left });
      } catch (error) {
        const isTooMuch = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
        throw new FileRefused(isTooMuch ? 'bomb' : 'broken');
      }
    left -= part.length;
    if (left <= 0) throw new FileRefused('bomb');
    return part;
  };
}

function toCell(value: unknown): Cell {
  if (typeof value === 'string')
    return value.includes(noValue) ? { text: '', trouble: 'formula' } : { text: value };
  if (typeof value === 'boolean') return { text: value ? '是' : '否' };
  if (value instanceof Date) return { text: sayDate(value) };
  if (value !== null && typeof value === 'object' && 'stored' in value)
    return readNumber(String(value.stored));
  return { text: '' };
}

/** A date as people write it, with its time of day where it has one; a spreadsheet keeps a time alone on day 0 of its calendar. */
function sayDate(value: Date): string {
  if (Number.isNaN(value.getTime())) return '';
  const text = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString();
  if (text < '1900-01-02') return text.slice(11, 19);
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}
