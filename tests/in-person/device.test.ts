import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  checkDeviceFile,
  confirmDeviceFile,
} from '../../app/training/in-person/confirm-device-file.server.ts';
import { matchDeviceRows } from '../../app/training/in-person/match-device-rows.ts';
import { readDeviceTime, type DeviceRow } from '../../app/training/in-person/read-device-rows.ts';
import { readInPersonHours } from '../../app/training/in-person/read-in-person-hours.server.ts';
import { readDeviceFile, storeDeviceFile } from '../../app/training/in-person/store-device-file.server.ts';
import { openTestDatabase, type TestDatabase } from '../harness/open-test-database.ts';
import { testMasterKey } from '../harness/test-house.ts';
import { book } from '../roster/make-files.ts';
import { idNumberOf, nameOf, phoneOf } from '../roster/make-people.ts';
import {
  after,
  attend,
  clerk,
  inspector,
  openGroup,
  otherClerk,
  piece,
  plan,
  record,
  take,
  teacher,
  why,
  type Group,
} from './open-in-person.ts';

// P049: the file of a sign-in device, as devices write it; read by row, stored once, by whoever the class concerns.

let base: TestDatabase;
beforeAll(async () => {
  base = await openTestDatabase();
});
afterAll(() => base?.close());

const house = () => ({ sql: base.sql, masterKey: testMasterKey });
const csv = (rows: string[][]) => Buffer.from(rows.map((row) => row.join(',')).join('\r\n'));
const bring = (group: Group, file: Buffer, by = teacher) =>
  storeDeviceFile(house(), by, group.classId, file, after);

/** What the page shows of the open file. */
async function look(group: Group, by = teacher) {
  const file = await readDeviceFile(base.sql, testMasterKey, by, group.classId);
  if (!file) throw new Error('there is no open file');
  const found = await checkDeviceFile(base.sql, testMasterKey, group.classId, file, after);
  return { importId: file.id, ...found };
}

const confirm = (group: Group, seen: { importId: string; seenSha256: string }, reason = '', by = teacher) =>
  confirmDeviceFile(house(), by, group.classId, { ...seen, reason }, after);

const countSheets = async ({ classId }: Group) =>
  (
    await base.sql`select 1 from attendance_sheet a join class_session s on s.id = a.session_id where s.class_id = ${classId}`
  ).length;

it('moments as devices and spreadsheets write them', () => {
  const eight = { day: '2026-03-02', second: 8 * 3600 + 5 * 60 };
  for (const [text, day] of [
    ['2026-03-02 08:05', ''],
    ['2026/3/2 8:05:00', ''],
    ['2026年3月2日 08:05', ''],
    ['2026-03-02T08:05:00', ''],
    ['20260302 08:05', ''],
    ['08:05', '2026-03-02'],
    ['8:05:00', '2026年3月2日'],
    ['46083.336805555555', ''],
    ['0.336805555555', '46083'],
  ] as const)
    expect([text, readDeviceTime(text, day)]).toEqual([text, eight]);
  for (const [text, day] of [
    ['08:05', ''],
    ['25:00', '2026-03-02'],
    ['08:61', '2026-03-02'],
    ['2026-02-29 08:05', ''],
    ['', '2026-03-02'],
    ['上午', '2026-03-02'],
  ] as const)
    expect([text, readDeviceTime(text, day)]).toEqual([text, null]);
});

it('the order of the lines changes nothing, and nobody is longer there than the session lasted', () => {
  const learners = [1, 2].map((n) => ({
    enrolmentId: `e${n}`,
    name: nameOf(n),
    phone: phoneOf(n),
    idKey: `k${n}`,
  }));
  const sessions = [
    { id: 's', day: '2026-03-02', fromS: 28_800, toS: 39_600, isWaiting: false, named: null },
  ];
  const time = fc.integer({ min: 25_200, max: 43_200 });
  const line = fc.record({ n: fc.constantFrom(1, 2), from: time, to: time });
  const say = (second: number) =>
    [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60]
      .map((part) => String(part).padStart(2, '0'))
      .join(':');
  const toRow = ({ n, from, to }: { n: number; from: number; to: number }, i: number): DeviceRow => ({
    number: i + 2,
    cells: {
      name: nameOf(n),
      idNumber: '',
      phone: phoneOf(n),
      number: '',
      day: '2026-03-02',
      in: say(from),
      out: say(to),
      at: '',
    },
  });
  const now = { day: '2026-03-03', second: 0 };
  const match = (rows: DeviceRow[]) =>
    matchDeviceRows(rows, new Map(), learners, new Map(), sessions, now).entries;
  const key = (entries: ReturnType<typeof match>) => entries.map((one) => JSON.stringify(one)).sort();
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const rows = lines.map(toRow);
      const entries = match(rows);
      expect(key(match([...rows].reverse()))).toEqual(key(entries));
      expect(key(match([...rows, ...rows]))).toEqual(key(entries));
      for (const { spans } of entries) {
        expect(spans.reduce((sum, [from, to]) => sum + to - from, 0)).toBeLessThanOrEqual(10_800);
        expect(spans.every(([from, to]) => from >= 28_800 && to <= 39_600 && from < to)).toBe(true);
      }
    }),
  );
});

describe('a file', () => {
  it('with one punch a row: pairs come in, a lone one is said and left out', async () => {
    const { sql } = base;
    const group = await openGroup(sql, 381, 2);
    const id = await plan(sql, group, '2026-03-16');
    const [a, b] = group.learners.map(({ n }) => n) as [number, number];
    await bring(
      group,
      csv([
        ['导出日期:2026-03-16'],
        ['序号', '部门', '姓名', '证件号码', '考勤时间', '设备名称'],
        ['1', '一班', nameOf(a), idNumberOf(a), '2026-03-16 07:58:03', '前门'],
        ['2', '一班', nameOf(b), idNumberOf(b), '2026-03-16 08:02:00', '前门'],
        ['3', '一班', nameOf(a), idNumberOf(a), '2026-03-16 11:01:44', '后门'],
      ]),
    );
    const seen = await look(group);
    expect(seen.rows.map(({ fault }) => fault)).toEqual([null, 'punch_alone', null]);
    expect(await confirm(group, seen)).toEqual({ count: 1 });
    await record(sql, group, id, piece('08:00', '11:00', 1));
    const hours = await readInPersonHours(sql, group.classId);
    expect(group.learners.map(({ enrolmentId }) => hours.get(enrolmentId)?.practiceHours)).toEqual([4, 0]);
  });

  it('as a workbook with dates as dates: by ID number, by name and phone, by the number learnt from either', async () => {
    const { sql } = base;
    const group = await openGroup(sql, 301, 3);
    const id = await plan(sql, group, '2026-03-02');
    const [a, b, c] = group.learners.map(({ n }) => n) as [number, number, number];
    const moment = (text: string) => ({
      value: new Date(`2026-03-02T${text}Z`),
      type: Date,
      format: 'yyyy-mm-dd hh:mm:ss',
    });
    const text = (value: string) => ({ value, type: String });
    const file = await book([
      ['某某考勤机', '', '', '', '', ''].map(text),
      ['考勤号', '姓名', '身份证号', '手机号', '签到时间', '签退时间'].map(text),
      [text('17'), text(nameOf(a)), text(idNumberOf(a)), text(''), moment('07:55:12'), moment('11:02:40')],
      [text('18'), text(nameOf(b)), text(''), text(phoneOf(b)), moment('08:20:00'), moment('11:02:41')],
      [text('19'), text(nameOf(c)), text(''), text(''), moment('07:58:00'), moment('11:00:00')],
    ]);
    await bring(group, file);
    const seen = await look(group);
    expect(seen.rows.map(({ fault }) => fault)).toEqual([null, null, 'number_unknown']);
    // Nothing is stored before it is confirmed.
    expect(await countSheets(group)).toBe(0);
    expect(await confirm(group, seen)).toEqual({ count: 2 });
    expect(await confirm(group, seen)).toEqual({ count: 2 });
    expect(await countSheets(group)).toBe(1);
    await record(sql, group, id, piece('08:00', '11:00', 2));
    const hours = await readInPersonHours(sql, group.classId);
    expect(group.learners.map(({ enrolmentId }) => hours.get(enrolmentId)?.practiceHours)).toEqual([4, 3, 0]);

    // The same file again brings nothing; a number alone is known by now.
    await bring(group, file);
    const again = await look(group);
    expect(again.changes).toEqual([]);
    expect(await confirm(group, again)).toEqual({ count: 0 });
    expect(await countSheets(group)).toBe(1);
    await bring(
      group,
      csv([
        ['编号', '日期', '签到', '签退'],
        ['17', '2026/3/2', '08:30', '11:00'],
      ]),
    );
    const changed = await look(group);
    expect([changed.changes.length, changed.corrections]).toEqual([1, 1]);
    expect(await why(confirm(group, changed))).toBe('reason_missing');
    expect(await confirm(group, changed, '设备时间快了')).toEqual({ count: 1 });
    expect(await countSheets(group)).toBe(2);
  });

  it('each line that cannot be taken says why', async () => {
    const { sql } = base;
    const group = await openGroup(sql, 311, 3);
    await plan(sql, group, '2026-03-05');
    await plan(sql, group, '2026-03-20', { from: '18:00', to: '21:00' });
    const waits = await plan(sql, group, '2026-03-06');
    await take(sql, group, waits);
    const [a, b] = group.learners.map(({ n }) => n) as [number, number];
    const rows: [string[], string | null][] = [
      [[nameOf(a), idNumberOf(a), '2026-03-05 08:00', '2026-03-05 11:00'], null],
      [[nameOf(b), idNumberOf(a), '2026-03-05 08:00', '2026-03-05 11:00'], 'who_other'],
      [['王某某', idNumberOf(999), '2026-03-05 08:00', '2026-03-05 11:00'], 'who_unknown'],
      [[nameOf(a), '', '2026-03-05 08:00', '2026-03-05 11:00'], 'who_missing'],
      [[nameOf(a), idNumberOf(a), '2026-03-05 八点', '2026-03-05 11:00'], 'time_wrong'],
      [[nameOf(a), idNumberOf(a), '2026-03-05 11:00', '2026-03-05 08:00'], 'time_order'],
      [[nameOf(a), idNumberOf(a), '2026-03-05 12:00', '2026-03-05 13:00'], 'no_session'],
      // It is 20:00 on the 20th: ahead of the clock, and a session that is not over.
      [[nameOf(a), idNumberOf(a), '2026-03-20 18:00', '2026-03-20 21:00'], 'time_ahead'],
      [[nameOf(a), idNumberOf(a), '2026-03-20 18:00', '2026-03-20 19:30'], 'time_ahead'],
      [[nameOf(a), idNumberOf(a), '2026-03-06 08:00', '2026-03-06 11:00'], 'session_waits'],
    ];
    await bring(group, csv([['姓名', '身份证号', '签到时间', '签退时间'], ...rows.map(([cells]) => cells)]));
    const seen = await look(group);
    expect(seen.rows.map(({ fault }) => fault)).toEqual(rows.map(([, fault]) => fault));
    expect(seen.changes).toHaveLength(1);
  });

  it('that is none is refused, and only whom the class concerns brings one', async () => {
    const group = await openGroup(base.sql, 321, 1);
    const good = csv([
      ['编号', '签到时间', '签退时间'],
      ['1', '2026-03-05 08:00', '2026-03-05 11:00'],
    ]);
    expect(await why(bring(group, Buffer.alloc(0)))).toBe('attendance_file');
    expect(
      await why(
        bring(
          group,
          csv([
            ['姓名', '时间'],
            ['王', '8:00'],
          ]),
        ),
      ),
    ).toBe('attendance_file');
    expect(await why(bring(group, good, otherClerk))).toBe('not_found');
    expect(await why(bring(group, good, inspector))).toBe('forbidden');
    const draft = await openGroup(base.sql, 331, 1, { state: 'draft' });
    expect(await why(bring(draft, good))).toBe('attendance_closed');
    expect(await why(bring(group, good))).toBe('done');
    // Another person of the institution has a file of her own.
    expect(await readDeviceFile(base.sql, testMasterKey, clerk, group.classId)).toBeNull();
  });

  it('confirmed twice at once comes in once; what changed meanwhile is looked at again', async () => {
    const { sql } = base;
    for (let round = 0; round < 4; round++) {
      const group = await openGroup(sql, 341 + round * 3, 2);
      const id = await plan(sql, group, `2026-03-${10 + round}`);
      const line = group.learners.map(({ n }) => [
        nameOf(n),
        phoneOf(n),
        `2026-03-${10 + round} 08:00`,
        `2026-03-${10 + round} 11:00`,
      ]);
      await bring(group, csv([['姓名', '手机号', '签到时间', '签退时间'], ...line]));
      const seen = await look(group);
      const both = await Promise.all([1, 2, 3].map(() => confirm(group, seen)));
      expect(both).toEqual([{ count: 2 }, { count: 2 }, { count: 2 }]);
      expect(await countSheets(group)).toBe(1);
      await bring(
        group,
        csv([
          ['姓名', '手机号', '签到时间', '签退时间'],
          ...line.map((cells) => cells.with(2, `2026-03-${10 + round} 08:30`)),
        ]),
      );
      const stale = await look(group);
      const first = group.learners[0]?.enrolmentId ?? '';
      await attend(sql, group, id, { [first]: { state: 'late', lateMinutes: 30 } }, '核对录像');
      expect(await why(confirm(group, stale, '设备'))).toBe('attendance_changed');
    }
  });
});
