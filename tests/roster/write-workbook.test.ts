import { strFromU8, unzipSync } from 'fflate';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import writeXlsx from 'write-excel-file/node';
import { expect, test } from 'vitest';
import { writeCsv } from '../../app/reporting/write-csv.ts';
import { workbookHeaders, writeWorkbook } from '../../app/reporting/write-workbook.server.ts';

const dangerous = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '=HYPERLINK("http://x","y")',
  '＝1+1',
  '_x003D_1',
  ' =1',
  '"=1',
  "'=1",
  '0001',
  '11010519491231002X',
  '<f>1+1</f>',
  'valueOf',
  'constructor',
  '__proto__',
  '\u{10ffff}名',
  '\u{1fffe}\u0000\u007f\ufffd\ufdd0',
];

/** The text of every part of a workbook. */
function partsOf(file: Buffer): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(file)).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

const write = (row: (string | number | null)[]) =>
  writeWorkbook([{ name: '名单', columns: row.map((_, i) => ({ head: `H${i}` })), rows: [row] }]);

test('no cell of a workbook is a formula, and every text comes back unchanged', async () => {
  const file = await write(dangerous);
  const sheet = partsOf(file)['xl/worksheets/sheet1.xml'] ?? '';
  expect(sheet).not.toMatch(/<f[ >]/);
  expect(sheet.match(/t="s"/g)).toHaveLength(2 * dangerous.length);
  expect(partsOf(file)['xl/styles.xml']).toContain('formatCode="@"');
  expect((await readSheet(file, { trim: false }))[1]).toEqual(dangerous);
});

test('the same look does find a formula where there is one', async () => {
  const file = await writeXlsx([[{ value: '=1+1', type: 'Formula' }]]).toBuffer();
  expect(partsOf(file)['xl/worksheets/sheet1.xml']).toMatch(/<f[ >]/);
});

test('any text and any whole number come back from a workbook', async () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...'=+-@\t\r\n_x0D<&"\'＝'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
  });
  await fc.assert(
    fc.asyncProperty(
      text.filter((t) => t !== ''),
      fc.integer(),
      async (value, number) => {
        const [, row] = await readSheet(await write([value, number]), { trim: false });
        expect(row).toEqual([value, number]);
      },
    ),
    { numRuns: 80 },
  );
});

test('several sheets, names that a workbook forbids, empty cells', async () => {
  const file = await writeWorkbook([
    { name: '第1班:[名单]/表', columns: [{ head: '姓名' }, { head: '备注' }], rows: [['王秀英', null]] },
    { name: '说明', columns: [{ head: '怎么填', width: 60 }], rows: [] },
  ]);
  expect(partsOf(file)['xl/workbook.xml']).toContain('第1班  名单  表');
  expect(await readSheet(file, '说明')).toEqual([['怎么填']]);
  expect(workbookHeaders('名单.xlsx')['content-disposition']).toContain("UTF-8''%E5%90%8D%E5%8D%95.xlsx");
});

test('a text file opens no formula, and each cell is itself again without its one TAB', () => {
  const text = writeCsv([dangerous, [1, null]]);
  expect(text.startsWith('\ufeff')).toBe(true);
  const rows = parse(text, { bom: true, relax_column_count: true }) as string[][];
  for (const cell of rows[0] ?? []) expect(cell).not.toMatch(/^[=+\-@\r\n＝＋－＠]/);
  const back = rows[0]?.map((cell) => (/^\t[=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell));
  expect(back).toEqual(dangerous);
  expect(rows[1]).toEqual(['1', '']);
});
