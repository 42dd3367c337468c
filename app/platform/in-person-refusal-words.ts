import type { RefusalCode } from './refusal.ts';
import type { RefusalWords, Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What is said of timetable, attendance and recordings of hours in person. */
export const inPersonRefusalWords = {
  session_clash: {
    say: w('这个时间已经有课。', 'There is a session at this time.'),
    fix: w('换时间,或换教师。', 'Choose another time or teacher.'),
  },
  session_outside: {
    say: w('这天不在班期里。', 'This day is outside the class.'),
    fix: w('选班期里的日子。', 'Choose a day of the class.'),
  },
  session_short: {
    say: w('时间不够这么多课时。', 'The time is too short for these hours.'),
    why: w('“每课时不低于40分钟”', 'A class hour has 40 minutes at least (P032).'),
    fix: w('延长时间,或减课时。', 'Make it longer, or fewer hours.'),
  },
  session_past: {
    say: w('这个时间已经过了。', 'This time is over.'),
    why: w(
      '先排课再上课,主管部门才查得到。',
      'A session is planned before it is held, so that it can be inspected.',
    ),
    fix: w('排在现在以后。', 'Choose a later time.'),
  },
  session_held: {
    say: w('这节课已经开始,不能再改。', 'This session has begun and stays.'),
    fix: w('没上成的写明原因再取消。', 'If it was not held, cancel it with the reason.'),
  },
  session_changed: {
    say: w('这节课刚改过。', 'This session has just been changed.'),
    fix: w('看一遍再改。', 'Look at it again.'),
  },
  session_hours_over: {
    say: w('排的课时比计划多。', 'More hours than planned.'),
    fix: w('减这节课的课时。', 'Give this session fewer hours.'),
  },
  make_up_late: {
    say: w('补课要在结业考核前。', 'A make-up lesson comes before the assessment.'),
    why: w('“可在结业考核前通过补课等方式完成规定课程(须全程录像)”', 'Before the final assessment (P055).'),
    fix: w('选考核前的日子。', 'Choose a day before it.'),
  },
  make_up_unmissed: {
    say: w('有人没缺这节课。', 'Somebody did not miss this session.'),
    why: w(
      '“可在结业考核前通过补课等方式完成规定课程”',
      'A make-up lesson completes what was missed (P055).',
    ),
    fix: w('只选缺课的人。', 'Choose those who missed it.'),
  },
  attendance_closed: {
    say: w('批准的班才能点名。', 'Attendance is taken in approved classes.'),
    why: w('“严格开班审批”', 'No hour counts before approval (P019).'),
    fix: w('看看班级的状态。', 'See where the class stands.'),
  },
  attendance_early: {
    say: w('这节课还没结束。', 'The session is not over.'),
    fix: w('下课后再点名。', 'Take attendance when it is over.'),
  },
  attendance_changed: {
    say: w('点名刚变过。', 'Attendance has just changed.'),
    fix: w('看一遍再存。', 'Look at it again.'),
  },
  attendance_waits: {
    say: w('上次点名还等见证。', 'The last sheet still waits for a second person.'),
    fix: w('先请另一人确认或退回。', 'Ask somebody else to confirm or return it.'),
  },
  attendance_missing: {
    say: w('这节课还没点名。', 'No attendance was taken yet.'),
    fix: w('点名确认后再登记录像。', 'Register recordings after attendance is confirmed.'),
  },
  attendance_file: {
    say: w('这个文件收不了。', 'This file cannot be taken.'),
    fix: w('从设备另导一份再传。', 'Export it from the device again.'),
  },
  witness_own: {
    say: w('点名的人不能自己见证。', 'Whoever took it cannot confirm it.'),
    fix: w('请另一位老师或教务确认。', 'Ask another teacher or clerk.'),
  },
  recording_outside: {
    say: w('录像不在上课时间里。', 'The recording is not of this session.'),
    fix: w('填上课那段的起止。', 'Enter the part of the session.'),
  },
  recording_twice: {
    say: w('这段录像登记过了。', 'This recording is registered already.'),
    why: w('一段录像只能证明一节课。', 'One recording proves one session.'),
    fix: w('登记另一段。', 'Register another one.'),
  },
} satisfies Partial<Record<RefusalCode, RefusalWords>>;
