import { expect, it } from 'vitest';
import { matchDeviceRows } from '../../app/training/in-person/match-device-rows.ts';
import {
  readDeviceRows,
  readDeviceTime,
  type DeviceRow,
} from '../../app/training/in-person/read-device-rows.ts';
import { nameOf } from '../roster/make-people.ts';

// P049: machines that write one row a punch.

it('punches: the first and the last of a session are a stay; what has no second one proves nothing', () => {
  const day = '2026-03-02';
  const clock = (time: string) => Number(time.slice(0, 2)) * 3600 + Number(time.slice(3, 5)) * 60;
  const session = (id: string, from: string, to: string) => ({
    ...{ id, day, fromS: clock(from), toS: clock(to), isWaiting: false, named: null },
  });
  const sessions = [
    ...[session('early', '08:00', '11:00'), session('noon', '11:00', '12:30')],
    session('late', '14:00', '17:00'),
  ];
  const learners = [1, 2].map((n) => ({ enrolmentId: `e${n}`, name: nameOf(n), phone: '', idKey: null }));
  const numbers = new Map([
    ['1', 'e1'],
    ['2', 'e2'],
  ]);
  const match = (...punches: [number: string, time: string][]) => {
    const rows = punches.map(([number, time], i): DeviceRow => ({
      ...{
        number: i + 2,
        cells: { name: '', idNumber: '', phone: '', number, day, in: '', out: '', at: time },
      },
    }));
    const now = { day: '2026-03-03', second: 0 };
    const { rows: told, entries } = matchDeviceRows(rows, new Map(), learners, numbers, sessions, now);
    return {
      faults: told.map(({ fault }) => fault),
      entries: entries.map(({ sessionId, enrolmentId, spans }) => [sessionId, enrolmentId, spans]),
    };
  };
  // 11:04 ends the first and begins the second; what lies between two punches counts, what is doubled does not.
  expect(match(['1', '07:51'], ['1', '09:30:00'], ['1', '11:04'], ['1', '12:31'])).toEqual({
    faults: [null, null, null, null],
    entries: [
      ['early', 'e1', [[clock('08:00'), clock('11:00')]]],
      ['noon', 'e1', [[clock('11:04'), clock('12:30')]]],
    ],
  });
  expect(match(['1', '14:00:01'], ['1', '14:00:09'], ['2', '13:20'], ['2', '17:45'])).toEqual({
    faults: ['punch_alone', 'punch_alone', null, null],
    entries: [['late', 'e2', [[clock('14:00'), clock('17:00')]]]],
  });
  // One who leaves in the first session is not in the second by that punch.
  expect(match(['1', '08:00'], ['1', '10:55'], ['1', '12:29'], ['2', '19:00'])).toEqual({
    faults: [null, null, 'punch_alone', 'no_session'],
    entries: [['early', 'e1', [[clock('08:00'), clock('10:55')]]]],
  });
  // Twice before it begins is no stay, and nobody borrows the punch of another.
  expect(match(['1', '07:50'], ['1', '07:58'], ['2', '10:00']).entries).toEqual([]);
});

it.each([
  [['工号', '打卡时间'], '17', '2026-03-02 08:00:00'],
  [['设备编号', '员工工号', '设备打卡时间'], '17', '2026/3/2 8:00'],
  [['教师姓名', '学员编号（设备）', '日期', '时间'], '17', '08:00'],
  [['用户编号', '签到时间'], '17', '20260302 08:00'],
])('a head of punches: %s', (heads, number, time) => {
  const cells = heads.map((head) => {
    if (/工号|学员编号|用户编号/.test(head)) return number;
    if (head === '日期') return '2026-03-02';
    return /时间/.test(head) ? time : 'X9';
  });
  const table = [heads, cells].map((texts, i) => ({ number: i + 1, cells: texts.map((text) => ({ text })) }));
  const [row] = readDeviceRows([table as never]);
  expect(row?.cells).toMatchObject({ number, at: time, in: '', out: '', name: '' });
  expect(readDeviceTime(row?.cells.at ?? '', row?.cells.day ?? '')).toEqual({
    day: '2026-03-02',
    second: 28_800,
  });
});
