import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import writeXlsx from 'write-excel-file/node';
import { describe, expect, test } from 'vitest';
import { writeCsv } from '../../app/reporting/write-csv.ts';
import { writeWorkbook } from '../../app/reporting/write-workbook.server.ts';
import { FileRefused, fileFaults } from '../../app/training/roster/file-fault.ts';
import { readRows } from '../../app/training/roster/read-rows.ts';
import { readTables } from '../../app/training/roster/read-table.server.ts';
import { templateSheets } from '../../app/training/roster/roster-sheet.ts';
import { sayFileFault } from '../../app/training/roster/roster-words.ts';
import { idNumberOf, nameOf, phoneOf } from './make-people.ts';

const head = ['姓名', '身份证号', '手机号'];
const one = [nameOf(1), idNumberOf(1), phoneOf(1)];
const read = async (file: Buffer | Uint8Array) => readRows(await readTables(Buffer.from(file)));
const refused = (file: Buffer | Uint8Array) =>
  read(file).then(
    () => null,
    (error: unknown) => {
      if (!(error instanceof FileRefused)) throw error;
      return { fault: error.fault, row: error.row };
    },
  );
const book = (rows: unknown[][]) => writeXlsx(rows as never).toBuffer();

/** A workbook with one part changed, added or taken away. */
function change(file: Buffer, parts: Record<string, (xml: string) => string | Uint8Array>): Uint8Array {
  const all: Record<string, Uint8Array> = unzipSync(file);
  for (const [name, edit] of Object.entries(parts)) {
    const made = edit(all[name] ? strFromU8(all[name]) : '');
    all[name] = typeof made === 'string' ? strToU8(made) : made;
  }
  return zipSync(all);
}
const sheet = 'xl/worksheets/sheet1.xml';
const body = (cells: string) => (xml: string) =>
  xml.replace(/<sheetData>.*<\/sheetData>/s, `<sheetData>${cells}</sheetData>`);
const inline = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const headRow = `<row r="1">${head.map((text, i) => inline(`${'ABC'[i]}1`, text)).join('')}</row>`;

describe('what a person would expect is read', () => {
  test('a plain workbook, with its row numbers', async () => {
    const [row, ...more] = await read(await book([head, one]));
    expect(row).toMatchObject({
      number: 2,
      trouble: {},
      cells: { name: one[0], idNumber: one[1], phone: one[2] },
    });
    expect(more).toEqual([]);
  });

  test('titles above, a head in two rows, an empty line, a remark below', async () => {
    const rows = [
      ['2026年第3期养老护理员学员名册'],
      [],
      ['序号', '姓名', '证件信息', null, '联系方式'],
      [null, null, '类型', '身份证号码(18位)', null],
      [1, one[0], '身份证', one[1], one[2]],
      [],
      ['填表人:李老师'],
    ];
    const [row, ...more] = await read(await book(rows));
    expect(row).toMatchObject({ number: 5, cells: { name: one[0], idNumber: one[1], phone: one[2] } });
    expect(more).toEqual([]);
  });

  test('full-width digits and letters, spaces of alignment, phone as number, day as date, truth as yes', async () => {
    const wide = (text: string) =>
      text.replace(/[0-9X]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    const rows = [
      ['姓 名', ' 身份证号:', '＊手机', '毕业时间', '培训意愿'],
      [
        `${nameOf(1)[0]} ${nameOf(1)[1]} ${nameOf(1)[2]}`,
        ` ${wide(idNumberOf(1))} `,
        Number(phoneOf(1)),
        new Date('2026-06-30'),
        true,
      ],
    ];
    const file = await writeXlsx(
      rows.map((cells) =>
        cells.map((value) => (value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : value)),
      ),
    ).toBuffer();
    const [row] = await read(file);
    expect(row?.cells).toMatchObject({
      idNumber: idNumberOf(1),
      phone: phoneOf(1),
      graduationYear: '2026-06-30',
      wantsTraining: '是',
    });
  });

  test.each([
    ['UTF-8 with its mark', Buffer.from(`\ufeff${[head, one].map((r) => r.join(',')).join('\r\n')}`)],
    ['UTF-8 without', Buffer.from([head, one].map((r) => r.join(',')).join('\n'))],
    ['semicolons', Buffer.from([head, one].map((r) => r.join(';')).join('\n'))],
    ['TABs in UTF-16', Buffer.from(`\ufeff${[head, one].map((r) => r.join('\t')).join('\r\n')}`, 'utf16le')],
    ['signs that keep a number text', Buffer.from(`${head.join(',')}\n${one[0]},="${one[1]}",\t${one[2]}`)],
    ['our own text file', Buffer.from(writeCsv([head, one]))],
  ])('a text file: %s', async (_, file) => {
    const [row] = await read(file);
    expect(row).toMatchObject({ number: 2, cells: { name: one[0], idNumber: one[1], phone: one[2] } });
  });

  test('a text file in GB18030', async () => {
    // 姓名,身份证号 / 王秀秀 as a Chinese Excel saves them.
    const gb = Buffer.from('d0d5c3fb2cc9edb7ddd6a4bac50acdf5d0e3d0e32c', 'hex');
    const [row] = await read(Buffer.concat([gb, Buffer.from(idNumberOf(1))]));
    expect(row?.cells).toMatchObject({ name: '王秀秀', idNumber: idNumberOf(1) });
  });

  test('a formula with a plain value gives its value', async () => {
    const cells = `${headRow}<row r="2"><c r="A2" t="str"><f>B9&amp;"x"</f><v>${one[0]}</v></c>${inline('B2', one[1] ?? '')}</row>`;
    const [row] = await read(change(await book([head]), { [sheet]: body(cells) }));
    expect(row).toMatchObject({ trouble: {}, cells: { name: one[0] } });
  });

  test('styled empty rows to the end of the sheet, links to other files: passed over', async () => {
    const empty = Array.from(
      { length: 2000 },
      (_, i) => `<row r="${i + 3}"><c r="A${i + 3}" s="1"/></row>`,
    ).join('');
    const cells = `${headRow}<row r="2">${inline('A2', one[0] ?? '')}${inline('B2', one[1] ?? '')}</row>${empty}<row r="1048576"><c r="XFD1048576" s="1"/></row>`;
    const parts = { [sheet]: body(cells), 'xl/externalLinks/externalLink1.xml': () => '<externalLink/>' };
    expect(await read(change(await book([head]), parts))).toHaveLength(1);
  });

  test('the template, filled in, is read again, and is empty before', async () => {
    const [first, ...rest] = templateSheets();
    if (!first) throw new Error('no template');
    expect(await refused(await writeWorkbook([first, ...rest]))).toEqual({
      fault: 'no_rows',
      row: undefined,
    });
    first.rows[0] = first.columns.map((_, i) => one[i] ?? '');
    expect((await read(await writeWorkbook([first, ...rest])))[0]?.cells).toMatchObject({
      name: one[0],
      phone: one[2],
    });
  });
});

describe('a cell that cannot be taken is told with its row', () => {
  test('formulas without a value and errors', async () => {
    const cells = `${headRow}<row r="2"><c r="A2"><f>NOW()</f></c>${inline('B2', one[1] ?? '')}<c r="C2" t="e"><v>#REF!</v></c></row>`;
    const [row] = await read(change(await book([head]), { [sheet]: body(cells) }));
    expect(row).toMatchObject({ number: 2, trouble: { name: 'formula', phone: 'formula' } });
  });

  test('an ID number that became a number, in a workbook and in a text', async () => {
    const [row] = await read(await book([head, [one[0], Number(one[1]?.slice(0, 17)) * 10, one[2]]]));
    expect(row).toMatchObject({ number: 2, trouble: { idNumber: 'digits' } });
    const [text] = await read(Buffer.from(`${head.join(',')}\n${one[0]},9.99999E+17,${one[2]}`));
    expect(text).toMatchObject({ trouble: { idNumber: 'digits' } });
  });

  test('a formula in a text file', async () => {
    const [row] = await read(
      Buffer.from(`${head.join(',')}\n"=HYPERLINK(""http://x"")",${one[1]},${one[2]}`),
    );
    expect(row).toMatchObject({ trouble: { name: 'formula' } });
  });
});

describe('anything else is refused in one sentence', () => {
  const plain = () => book([head, one]);
  const cases: [string, () => Promise<Uint8Array>, object][] = [
    ['nothing', async () => Buffer.alloc(0), { fault: 'empty' }],
    ['too many bytes', async () => Buffer.alloc(5_000_001, 65), { fault: 'too_large' }],
    [
      'a zip bomb',
      async () => change(await plain(), { 'xl/sharedStrings.xml': () => new Uint8Array(60_000_000) }),
      { fault: 'bomb' },
    ],
    [
      'a zip bomb that lies about its size',
      async () => {
        const file = Buffer.from(
          change(await plain(), { 'xl/sharedStrings.xml': () => new Uint8Array(60_000_000) }),
        );
        const size = Buffer.alloc(4);
        size.writeUInt32LE(60_000_000);
        for (let at = file.indexOf(size); at >= 0; at = file.indexOf(size)) file.writeUInt32LE(100, at);
        return file;
      },
      { fault: 'bomb' },
    ],
    [
      'thousands of entries',
      async () => {
        const many = Object.fromEntries(
          Array.from({ length: 2000 }, (_, i) => [`xl/media/${i}.png`, new Uint8Array(1)]),
        );
        return zipSync({ ...unzipSync(await plain()), ...many });
      },
      { fault: 'bomb' },
    ],
    ['macros', async () => change(await plain(), { 'xl/vbaProject.bin': () => 'x' }), { fault: 'macro' }],
    [
      'old macros',
      async () => change(await plain(), { 'xl/macrosheets/sheet1.xml': () => '<x/>' }),
      { fault: 'macro' },
    ],
    [
      'a text document',
      async () => zipSync({ 'word/document.xml': strToU8('<w/>') }),
      { fault: 'not_a_table' },
    ],
    [
      'a program in a zip',
      async () => zipSync({ 'setup.exe': new Uint8Array(99) }),
      { fault: 'not_a_table' },
    ],
    ['a zip cut off', async () => (await plain()).subarray(0, 1500), { fault: 'broken' }],
    [
      'an old workbook',
      async () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      { fault: 'old_xls' },
    ],
    [
      'a workbook with a password',
      async () =>
        Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      { fault: 'locked' },
    ],
    ['a picture', async () => Buffer.from('89504e470d0a1a0a00', 'hex'), { fault: 'not_a_table' }],
    ['bytes of no alphabet', async () => Buffer.from([65, 0, 1, 2, 0xff, 0xff, 0xff]), { fault: 'not_text' }],
    [
      'entities',
      async () =>
        change(await plain(), {
          [sheet]: (xml) => xml.replace('<sheetData>', '<!DOCTYPE x [<!ENTITY a "b">]><sheetData>'),
        }),
      { fault: 'broken' },
    ],
    [
      'a sheet that is no XML',
      async () => change(await plain(), { [sheet]: () => '<c r="1A"><v>1</v></c>' }),
      { fault: 'broken' },
    ],
    ['no header', async () => book([['谁', '号码'], one]), { fault: 'no_header' }],
    ['a header only', async () => book([head]), { fault: 'no_rows' }],
    [
      '501 people',
      async () =>
        book([head, ...Array.from({ length: 501 }, (_, i) => [nameOf(i), idNumberOf(i), phoneOf(i)])]),
      { fault: 'too_many_rows', row: 501 },
    ],
    [
      '100,000 rows',
      async () => {
        const rows = Array.from(
          { length: 100_000 },
          (_, i) => `<row r="${i + 2}">${inline(`A${i + 2}`, '王')}</row>`,
        );
        return change(await plain(), { [sheet]: body(headRow + rows.join('')) });
      },
      { fault: 'too_many_rows', row: 100_001 },
    ],
    [
      '100,000 lines',
      async () => Buffer.from(`${head.join(',')}\n${'王秀英,1,1\n'.repeat(100_000)}`),
      { fault: 'too_many_rows', row: 100_000 },
    ],
    [
      'a cell far below',
      async () =>
        change(await plain(), { [sheet]: body(`${headRow}<row r="900000">${inline('A900000', 'x')}</row>`) }),
      { fault: 'far_row', row: 900_000 },
    ],
    [
      'a cell far right',
      async () =>
        change(await plain(), { [sheet]: body(`${headRow}<row r="2">${inline('XFD2', 'x')}</row>`) }),
      { fault: 'too_wide', row: 2 },
    ],
  ];
  test.each(cases)('%s', async (_, make, expected) => {
    const file = await make();
    const before = process.cpuUsage();
    expect(await refused(file)).toMatchObject(expected);
    // Whoever studies meanwhile is served by the same processor.
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(3_000_000);
  });

  test('every sentence is short, and names the row where there is one', () => {
    for (const fault of fileFaults) {
      const { zh } = sayFileFault(fault, 77);
      expect(zh).not.toMatch(/非法|违规|失败|异常|操作|系统|错误码/);
      for (const sentence of zh.split('。')) expect(sentence.length).toBeLessThanOrEqual(20);
    }
    expect(sayFileFault('far_row', 77).zh).toContain('77');
  });
});
