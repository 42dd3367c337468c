import { strFromU8, unzipSync } from 'fflate';
import writeXlsx from 'write-excel-file/node';
import { describe, expect, test } from 'vitest';
import { writeCsv } from '../../app/reporting/write-csv.ts';
import { writeWorkbook } from '../../app/reporting/write-workbook.server.ts';
import { templateSheets } from '../../app/training/roster/roster-sheet.ts';
import { body, book, change, head, headRow, inline, one, read, refused, sheet } from './make-files.ts';
import { idNumberOf, nameOf, phoneOf } from './make-people.ts';

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

  test('a sheet of a chart before the table, text in several runs, an old sheet behind it', async () => {
    const chart = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet';
    const file = await writeWorkbook([
      { name: '说明', columns: [{ head: '第3期' }], rows: [] },
      { name: '名单', columns: head.map((text) => ({ head: text })), rows: [one] },
    ]);
    const parts = {
      'xl/workbook.xml': (xml: string) =>
        xml.replace('<sheets>', '<sheets><sheet name="图" sheetId="9" r:id="rId99"/>'),
      'xl/_rels/workbook.xml.rels': (xml: string) =>
        xml.replace(
          '</Relationships>',
          `<Relationship Id="rId99" Type="${chart}" Target="chartsheets/sheet1.xml"/></Relationships>`,
        ),
      'xl/chartsheets/sheet1.xml': () => '<chartsheet/>',
      'xl/sharedStrings.xml': (xml: string) =>
        xml.replace(
          `<si><t>${one[0]}</t></si>`,
          `<si><r><t>${one[0]?.slice(0, 1)}</t></r><r><rPr><b/></rPr><t>${one[0]?.slice(1)}</t></r></si>`,
        ),
    };
    const changed = change(file, parts);
    expect(strFromU8(unzipSync(changed)['xl/sharedStrings.xml'] ?? new Uint8Array())).toContain('<r><rPr>');
    expect((await read(changed))[0]).toMatchObject({ number: 2, cells: { name: one[0], idNumber: one[1] } });
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
