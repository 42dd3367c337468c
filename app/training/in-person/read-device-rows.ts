import { FileRefused, fileLimits } from '../roster/file-fault.ts';
import { plainText } from '../roster/read-rows.ts';
import type { TableRow } from '../roster/table.ts';

export const deviceFields = ['name', 'idNumber', 'phone', 'number', 'day', 'in', 'out', 'at'] as const;
export type DeviceField = (typeof deviceFields)[number];

/** One line of a sign-in device's file: its row number there, and its texts; `at` is the time of a single punch. */
export type DeviceRow = { number: number; cells: Record<DeviceField, string> };

/** The heads that devices write, without spaces, marks and what stands in brackets; the one to be preferred first. */
const heads: Record<DeviceField, readonly string[]> = {
  name: ['姓名', '名字', '学员姓名', '学员', '人员姓名', 'name'],
  idNumber: ['身份证号', '身份证号码', '身份证', '证件号码', '证件号', '公民身份号码', 'idnumber'],
  phone: ['手机号', '手机号码', '手机', '电话', '联系电话', 'phone', 'mobile'],
  number: [
    '人员编号',
    '工号',
    '考勤号',
    '考勤号码',
    '登记号',
    '用户编号',
    '学号',
    'userid',
    'employeeno',
    'personid',
    '编号',
    'no',
    '设备号',
  ],
  day: ['日期', '考勤日期', '打卡日期', '签到日期', '上课日期', 'date'],
  in: [
    '签到',
    '签到时间',
    '上课时间',
    '上课打卡',
    '进入时间',
    '上班',
    '上班时间',
    '开始时间',
    '首次打卡',
    '最早打卡',
    'timein',
    'in',
  ],
  out: [
    '签退',
    '签退时间',
    '下课时间',
    '下课打卡',
    '离开时间',
    '下班',
    '下班时间',
    '结束时间',
    '末次打卡',
    '最晚打卡',
    'timeout',
    'out',
  ],
  at: [
    '打卡时间',
    '刷卡时间',
    '刷脸时间',
    '识别时间',
    '通行时间',
    '验证时间',
    '考勤时间',
    '签到签退时间',
    '记录时间',
    '日期时间',
    'checktime',
    'punchtime',
    'datetime',
    'timestamp',
    '时间',
    'time',
  ],
};
/** What a head may end with, where it is none of those; a machine and a teacher have numbers and names of their own. */
const endings: Partial<Record<DeviceField, RegExp>> = {
  name: /姓名$/,
  idNumber: /(身份证|证件)(号|号码)$/,
  phone: /(手机|电话)(号|号码)?$/,
  number: /(编号|工号|考勤号|登记号)码?$/,
  in: /(签到|上课打卡|首次打卡)时间$/,
  out: /(签退|下课打卡|末次打卡)时间$/,
  at: /(打卡|刷卡|刷脸|识别|通行|验证|考勤|记录)(日期)?时间$/,
};
const isTime = (field: DeviceField) => field === 'in' || field === 'out' || field === 'at';
const ofOthers = /^(教师|老师|班主任|家长|部门|机构|设备|终端|机器|门禁)/;
const headRowsMax = 20;

const plainHead = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([【〔「][^)\]】〕」]*[)\]】〕」]?/g, '')
    .replace(/[\s*:_.,、。·/\\-]/g, '');

/**
 * The lines of the first table that says who was there and when: a time in and a time out in a row, or one punch a row.
 * Throws `FileRefused`.
 */
export function readDeviceRows(tables: TableRow[][]): DeviceRow[] {
  for (const rows of tables) {
    const header = rows.slice(0, headRowsMax).find((row) => isHeader(columnsOf(row)));
    if (!header) continue;
    const columns = columnsOf(header);
    const lines = rows
      .filter(({ number }) => number > header.number)
      .map(({ number, cells }): DeviceRow => {
        const text = (field: DeviceField) => plainText(cells[columns[field] ?? -1]?.text ?? '');
        return {
          number,
          cells: Object.fromEntries(deviceFields.map((field) => [field, text(field)])) as DeviceRow['cells'],
        };
      })
      .filter(({ cells }) => deviceFields.some((field) => field !== 'day' && cells[field] !== ''));
    if (lines.length === 0) throw new FileRefused('no_rows');
    if (lines.length > fileLimits.rowsMax) throw new FileRefused('too_many_rows', lines.length);
    return lines;
  }
  throw new FileRefused('no_header');
}

function columnsOf({ cells }: TableRow): Partial<Record<DeviceField, number>> {
  const texts = cells.map(({ text }) => plainHead(text));
  const columns: Partial<Record<DeviceField, number>> = {};
  for (const field of deviceFields) {
    const known = heads[field].map((head) => texts.indexOf(head)).find((column) => column !== -1);
    const like = () =>
      texts.findIndex(
        (text) => endings[field]?.test(text) === true && (isTime(field) || !ofOthers.test(text)),
      );
    const column = known ?? like();
    if (column !== -1) columns[field] = column;
  }
  // One time column alone is one of punches, whatever it is called.
  const { in: timeIn, out, at, ...who } = columns;
  if (timeIn !== undefined && out !== undefined) return columns;
  const punch = at ?? timeIn ?? out;
  return punch === undefined ? who : { ...who, at: punch };
}

function isHeader({
  name,
  idNumber,
  phone,
  number,
  in: timeIn,
  out,
  at,
}: Partial<Record<DeviceField, number>>): boolean {
  const names = idNumber !== undefined || number !== undefined || (name !== undefined && phone !== undefined);
  return names && (at !== undefined || (timeIn !== undefined && out !== undefined));
}

/** A moment of a day in China as a device writes it. */
export type DeviceTime = { day: string; second: number };

/**
 * A moment from a cell, with the day of its own column where it has none itself; null: it is none. Dates by dashes, slashes,
 * dots or 年月日, eight digits, or a spreadsheet's count of days.
 */
export function readDeviceTime(text: string, dayText: string): DeviceTime | null {
  const serial = readSerial(text);
  if (serial && serial.second !== null && serial.day !== null)
    return { day: serial.day, second: serial.second };
  const time = /(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*$/.exec(text);
  const second = time
    ? Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3] ?? 0)
    : (serial?.second ?? null);
  if (second === null || second >= 86_400 || (time && (Number(time[2]) > 59 || Number(time[3] ?? 0) > 59)))
    return null;
  const day = readDay(time ? text.slice(0, time.index) : '') ?? readDay(dayText);
  return day === null ? null : { day, second };
}

function readDay(text: string): string | null {
  const found =
    /^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})/.exec(text) ??
    /^\s*(\d{4})(\d{2})(\d{2})\s*$/.exec(text);
  if (!found) return readSerial(text)?.day ?? null;
  const day = `${found[1]}-${(found[2] ?? '').padStart(2, '0')}-${(found[3] ?? '').padStart(2, '0')}`;
  const stands = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(stands.getTime()) && stands.toISOString().startsWith(day) ? day : null;
}

/** Days since 30 December 1899, with the time of day as their fraction; below one it is a time alone. */
function readSerial(text: string): { day: string | null; second: number | null } | null {
  if (!/^\d{0,5}(\.\d+)?$/.test(text) || text === '') return null;
  const number = Number(text);
  const seconds = Math.round(number * 86_400);
  if (number < 1) return text.includes('.') ? { day: null, second: seconds } : null;
  if (number < 40_000 || number > 80_000) return null;
  const moment = new Date(Date.UTC(1899, 11, 30) + seconds * 1000).toISOString();
  return { day: moment.slice(0, 10), second: text.includes('.') ? seconds % 86_400 : null };
}
