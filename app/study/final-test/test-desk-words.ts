import type { Words } from '../../platform/words.ts';
import type { GrantCause } from './test-state.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

export const causeWords: Record<GrantCause, Words> = {
  interruption: w('服务中断过', 'The service was interrupted'),
  other: w('其他原因', 'Another reason'),
};

/** Words of the desk page of the final test. */
export const testDeskWords = {
  results: w('考试情况', 'Tests'),
  fixed: w('成绩由服务器判定,任何人不能改。', 'Results are judged by the server; nobody can change them.'),
  noLearners: w('班里还没有学员。', 'No learners in this class yet.'),
  name: w('姓名', 'Name'),
  phone: w('手机号', 'Phone'),
  state: w('情况', 'State'),
  score: w('成绩', 'Result'),
  tries: w('考了', 'Tries'),
  when: w('时间', 'When'),
  notes: w('备注', 'Notes'),
  passed: w('考过了', 'Passed'),
  failed: w('没考过', 'Not passed'),
  running: w('正在考', 'In the test'),
  notTaken: w('还没考', 'Not taken'),
  lessonsLeft: w('课没学完', 'Lessons left'),
  judging: w('等判卷', 'Being judged'),
  expired: w('时间到了收的卷', 'Its time was over'),
  witnessed: w('教务看过本人,由主管部门定', 'Seen by a clerk: for the bureau'),
  noPhotograph: w('没有算数的照片,由主管部门定', 'No photograph that counts: for the bureau'),
  grants: w('加考一次', 'One more try'),
  noGrants: w('没有加考。', 'Nobody was given one.'),
  grant: w('加考一次', 'Give one more'),
  learner: w('学员', 'Learner'),
  cause: w('原因', 'Cause'),
  reason: w('说明', 'Reason'),
  reasonHint: w('写清什么时候、出了什么事。主管部门看得到。', 'When and what happened. The bureau sees it.'),
  reasonShort: w('至少写 4 个字。', 'Write 4 characters at least.'),
  nobody: w('现在没有人要加考。', 'Nobody needs one now.'),
  grantedBy: w('谁给的', 'Given by'),
  decidedBy: w('谁确认', 'Confirmed by'),
  waits: w('等另一人确认', 'Waits for a second person'),
  confirmed: w('已确认', 'Confirmed'),
  declined: w('没同意', 'Declined'),
  confirm: w('确认', 'Confirm'),
  decline: w('不同意', 'Decline'),
  second: w(
    '另一位教务、本班教师或主管部门确认后才算。',
    'It counts once another clerk, the teacher or the bureau confirms.',
  ),
  saved: w('记下了。', 'Recorded.'),
} satisfies Record<string, Words>;

/** Sentences with numbers. */
export const sayTestDesk = {
  score: (right: number, of: number) => w(`${right} / ${of}`, `${right} / ${of}`),
  tries: (n: number, of: number) => w(`${n} / ${of} 次`, `${n} of ${of}`),
  plan: (questions: number, minutes: number, passPct: number, tries: number, waitH: number) =>
    w(
      `${questions} 题,${minutes} 分钟,答对 ${passPct}% 及格,可考 ${tries} 次,隔 ${waitH} 小时再考。没有条款规定这些数,由平台设定。`,
      `${questions} questions, ${minutes} min, ${passPct} % to pass, ${tries} tries, ${waitH} h between them. No clause sets these numbers; the platform does.`,
    ),
  bank: (n: number) => w(`题库 ${n} 题`, `${n} questions in the bank`),
  bankShort: (n: number, of: number) =>
    w(
      `题库只有 ${n} 题,一张卷要 ${of} 题,还不能考。`,
      `The bank has ${n} questions, a paper needs ${of}: no test yet.`,
    ),
  counts: (passed: number, of: number) => w(`${passed} / ${of} 人考过`, `${passed} of ${of} passed`),
} satisfies Record<string, (...facts: never[]) => Words>;
