import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { fileFaults } from '../../app/training/roster/file-fault.ts';
import { sayFileFault } from '../../app/training/roster/roster-words.ts';
import { body, book, change, head, headRow, inline, one, refused, sheet } from './make-files.ts';
import { idNumberOf, nameOf, phoneOf } from './make-people.ts';

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

  test('a workbook with any bytes changed is read or refused, and nothing else happens', async () => {
    const file = await plain();
    const shared = 'xl/sharedStrings.xml';
    const spot = fc.record({
      at: fc.nat(),
      put: fc.oneof(
        fc.string(),
        fc.constantFrom('<c r="', '</c>', '<row r="99999999">', '<v>', '&#0;', ']]>'),
      ),
    });
    const parts = [sheet, shared, 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...parts),
        fc.array(spot, { minLength: 1, maxLength: 4 }),
        async (name, spots) => {
          const edit = (xml: string) =>
            spots.reduce(
              (text, { at, put }) =>
                text.slice(0, at % text.length) + put + text.slice((at % text.length) + 3),
              xml,
            );
          await refused(change(file, { [name]: edit }));
        },
      ),
      { numRuns: 150 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (bytes) => {
          const changed = Buffer.from(file);
          for (const [at, byte] of bytes) changed[at % changed.length] = byte;
          await refused(changed);
        },
      ),
      { numRuns: 150 },
    );
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
