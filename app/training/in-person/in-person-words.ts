import type { Words } from '../../platform/words.ts';
import type { SessionKind } from './count-hours.ts';
import type { DeviceFault } from './match-device-rows.ts';
import type { AttendanceState } from './attendance-state.ts';
import type { SessionStatus } from './show-sessions.server.ts';
import type { WithheldReason } from './sum-hours.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

export const kindWords: Record<SessionKind, Words> = {
  theory: w('理论', 'Theory'),
  practice: w('实操', 'Practice'),
};

export const statusWords: Record<SessionStatus, Words> = {
  planned: w('待上课', 'To come'),
  due: w('要点名', 'Attendance due'),
  waiting: w('等见证', 'Waits for a second person'),
  held: w('已上课', 'Held'),
  cancelled: w('已取消', 'Cancelled'),
};

export const markWords: Record<AttendanceState, Words> = {
  present: w('到', 'Present'),
  late: w('迟到', 'Late'),
  absent: w('缺', 'Absent'),
};

/** Why hours do not count, and what repairs it. */
export const withheldWords: Record<WithheldReason, { say: Words; fix: Words }> = {
  absent: { say: w('缺课', 'missed'), fix: w('安排补课。', 'Plan a make-up lesson.') },
  witness: {
    say: w('等见证', 'not confirmed'),
    fix: w('请另一人确认点名。', 'Have somebody else confirm it.'),
  },
  recording: {
    say: w('录像不够', 'recording missing'),
    fix: w('登记够的录像,或补课。', 'Register recordings, or make it up.'),
  },
};

export const inPersonWords = {
  title: w('线下课', 'In person'),
  timetable: w('课表', 'Timetable'),
  plan: w('排一节课', 'Plan a session'),
  add: w('排课', 'Add'),
  day: w('日期', 'Day'),
  from: w('从', 'From'),
  to: w('到', 'To'),
  time: w('时间', 'Time'),
  kind: w('内容', 'Kind'),
  hours: w('课时', 'Class hours'),
  room: w('地点', 'Room'),
  teacher: w('教师', 'Teacher'),
  state: w('状态', 'State'),
  present: w('实到', 'Present'),
  recorded: w('录像够的课时', 'Hours recorded'),
  makeUp: w('补课', 'Make-up'),
  none: w('还没排课。', 'No sessions yet.'),
  noneHint: w('先排课,再上课、点名。', 'Plan sessions before they are held.'),
  noTeachers: w('先在计划里选教师。', 'Choose teachers in the plan first.'),
  learners: w('学员课时', 'Hours of learners'),
  noLearners: w('名单还空着。', 'The roster is empty.'),
  name: w('姓名', 'Name'),
  theory: w('理论课时', 'Theory hours'),
  practice: w('实操课时', 'Practice hours'),
  rate: w('到课率', 'Attendance'),
  notCounted: w('没算的', 'Not counted'),
  nothing: w('无', 'None'),
  headcount: w('实到平均', 'Mean present'),
  inspected: w('检查在位平均', 'Mean at inspections'),
  keptUntil: w('录像保存到', 'Recordings kept until'),
  unshown: w('没拍全的录像', 'Recordings that miss people'),
  bringFile: w('导入签到文件', 'Import device file'),
  subsidy: w('补贴资格', 'Subsidy'),
  cancelled: w('补贴资格已取消。', 'The subsidy is cancelled.'),
  cancelledWhy: w('录像没拍全学员满 3 次。', 'Three recordings did not show everybody.'),
  lifted: w('补贴资格已恢复。', 'The subsidy was given back.'),
  lift: w('恢复资格', 'Give back'),
  askBureau: w('请主管部门复核。', 'Ask the bureau to review it.'),
  reason: w('原因', 'Reason'),
  stored: w('存好了。', 'Stored.'),
  attendance: w('点名', 'Attendance'),
  notOver: w('下课后再点名。', 'Attendance is taken when it is over.'),
  lateBy: w('迟到几分钟', 'Minutes late'),
  lateHead: w('几分钟', 'Minutes'),
  lateMissing: w('迟到的人,填迟到几分钟。', 'Say how many minutes late.'),
  save: w('存点名', 'Save'),
  correctionReason: w('改动的原因', 'Why it is changed'),
  correctionHint: w('改已确认的点名才填。', 'Only to change what was confirmed.'),
  waits: w('点名等另一人确认。', 'It waits for a second person.'),
  ownSheet: w('您点的名,请另一位老师或教务确认。', 'You took it; ask another teacher or clerk.'),
  confirm: w('确认', 'Confirm'),
  decline: w('退回', 'Return'),
  before: w('原来', 'Before'),
  sheets: w('点名记录', 'Records'),
  by: w('谁', 'Who'),
  at: w('时间', 'When'),
  how: w('方式', 'How'),
  byHand: w('手工', 'By hand'),
  byDevice: w('设备文件', 'Device file'),
  entries: w('人数', 'Learners'),
  witness: w('见证', 'Second person'),
  declined: w('退回了', 'Returned'),
  recordings: w('录像', 'Recordings'),
  noRecordings: w('还没登记录像,课时先不算。', 'No recording yet; the hours do not count.'),
  recordingFirst: w('点名确认后再登记录像。', 'Register recordings after attendance is confirmed.'),
  keptAt: w('存放位置或设备', 'Where it is kept'),
  piece: w('连续录像', 'Piece'),
  visible: w('拍到几人', 'Shown'),
  visibleHint: w('没拍全会记 1 次,不能改。', 'One that misses people is counted and stays.'),
  sha256: w('SHA-256(可不填)', 'SHA-256 (optional)'),
  register: w('登记', 'Register'),
  shown: w('拍全了', 'Shows everybody'),
  notShown: w('没拍全', 'Misses people'),
  makeUpFor: w('补这天的课', 'Makes up for'),
  planMakeUp: w('安排补课', 'Plan a make-up lesson'),
  makeUpWho: w('谁来补', 'Who'),
  makeUpReason: w('缺课原因', 'Why they missed it'),
  makeUpHint: w('考核前补,全程录像才算。', 'Before the assessment, recorded in full.'),
  change: w('改这节课', 'Change it'),
  saveChange: w('保存', 'Save'),
  cancelSession: w('取消这节课', 'Cancel it'),
  cancel: w('取消课', 'Cancel'),
  past: w('改动记录', 'Changes'),
  back: w('回课表', 'Timetable'),
  device: w('导入签到文件', 'Import device file'),
  file: w('签到设备导出的文件', 'File of the device'),
  fileHint: w(
    '.xlsx 或 .csv,要有签到时间、签退时间,和身份证号、姓名加手机号、设备编号之一。',
    '.xlsx or .csv with time in, time out, and ID number, name with phone, or device number.',
  ),
  check: w('检查', 'Check'),
  importIt: w('导入', 'Import'),
  drop: w('不导入了', 'Drop'),
  nothingYet: w('还没存。看一遍再导入。', 'Nothing is stored yet. Look at it first.'),
  row: w('行', 'Row'),
  problem: w('检查结果', 'Result'),
  good: w('可以导入', 'Ready'),
  nothingNew: w('都存过了,没有新的。', 'Everything is stored already.'),
} satisfies Record<string, Words>;

export const sayInPerson = {
  planned: (planned: number, most: number, kind: Words) =>
    planned > most
      ? w(
          `${kind.zh}排了 ${planned} 课时,比计划多 ${planned - most}。`,
          `${planned} of ${most} hours of ${kind.en}: ${planned - most} too many.`,
        )
      : w(
          planned === most
            ? `${kind.zh} ${most} 课时排满了。`
            : `${kind.zh}排了 ${planned} 课时,计划 ${most},还差 ${most - planned}。`,
          `${planned} of ${most} hours of ${kind.en}.`,
        ),
  withheld: (hours: number, say: Words) => w(`${hours} 课时${say.zh}`, `${hours} h ${say.en}`),
  hours: (hours: number) => w(`${hours} 课时`, `${hours} class hours`),
  people: (count: number, of: number) => w(`${count} / ${of} 人`, `${count} of ${of}`),
  late: (minutes: number) => w(`迟到 ${minutes} 分钟`, `${minutes} min late`),
  unshown: (count: number) => w(`${count} 次(满 3 次取消补贴)`, `${count} (3 cancel the subsidy)`),
  clash: (who: string, time: string) =>
    w(`${who === 'class' ? '本班' : '这位教师'} ${time} 已有课。`, `There is a session at ${time}.`),
  least: (minutes: number) => w(`至少 ${minutes} 分钟。`, `${minutes} minutes at least.`),
  left: (left: number) => w(`还能排 ${left} 课时。`, `${left} hours are left.`),
  atMost: (present: number) => w(`这段时间实到 ${present} 人。`, `${present} were there.`),
  counted: (changes: number, bad: number) =>
    w(
      `${changes} 条要存${bad > 0 ? `,${bad} 行没收` : ''}。`,
      `${changes} to store${bad > 0 ? `, ${bad} rows left out` : ''}.`,
    ),
  imported: (count: number) => w(`存了 ${count} 条签到。`, `${count} records stored.`),
  corrections: (count: number) =>
    w(`其中 ${count} 条会改原来的记录,要写原因。`, `${count} change what stands; say why.`),
  theLearner: (name: string) => w(`${name}的点名`, `Attendance of ${name}`),
};

export const deviceFaultWords: Record<DeviceFault, Words> = {
  who_missing: w('没写是谁。加身份证号或设备编号。', 'It names nobody. Add an ID or device number.'),
  who_unknown: w('本班没有这个人。核对姓名和证件号。', 'Nobody of this class. Check name and number.'),
  who_other: w('姓名、证件号、编号不是同一个人。', 'Name and numbers are of different people.'),
  number_unknown: w(
    '不知道这个编号是谁。加一列身份证号导入一次。',
    'Whose number it is is not known. Add the ID number once.',
  ),
  time_wrong: w('时间读不出来。写成 2026-03-02 08:00。', 'The time cannot be read. Write 2026-03-02 08:00.'),
  time_order: w('签退要在同一天、签到以后。', 'Time out comes after time in, on the same day.'),
  time_ahead: w('这节课还没结束。下课后再导入。', 'The session is not over. Import it later.'),
  no_session: w('这个时间没有课。看看课表。', 'There is no session then. See the timetable.'),
  not_named: w('补课名单里没有这个人。', 'The make-up lesson does not name this person.'),
  session_waits: w('这节课的点名还等见证。先处理。', 'Attendance of this session waits. Answer it first.'),
};

const fileWords: Record<string, Words> = {
  empty: w('文件是空的。', 'The file is empty.'),
  too_large: w('文件超过 5 MB。分开几份传。', 'Over 5 MB. Send it in parts.'),
  too_many_rows: w('最多 500 行。分开几份传。', '500 rows at most. Send it in parts.'),
  old_xls: w('这是旧的 .xls。另存为 .xlsx 再传。', 'An old .xls. Save it as .xlsx.'),
  locked: w('文件有密码。去掉密码再传。', 'It has a password. Remove it.'),
  macro: w('文件里有宏,没有打开。另存为 .xlsx 再传。', 'It holds macros. Save it as .xlsx.'),
  not_a_table: w('这不是表格文件。请传 .xlsx 或 .csv。', 'This is no table. Send .xlsx or .csv.'),
  no_header: w(
    '没找到表头。要有“签到时间”“签退时间”和“身份证号”这类列。',
    'No header with time in, time out and who it is.',
  ),
  no_rows: w('表头下面没有记录。', 'There is nothing below the header.'),
};

/** Why a device's file is refused. */
export const sayDeviceFile = (fault: string): Words =>
  fileWords[fault] ?? w('文件打不开。从设备另导一份再传。', 'It cannot be opened. Export it again.');
