import type { Words } from '../../platform/words.ts';
import type { SupervisionKind } from './supervision-record.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

export const recordKindWords: Record<SupervisionKind, Words> = {
  class_approved: w('开班批准', 'Class approved'),
  learner_enrolled: w('学员', 'Learner'),
  teacher_assigned: w('教师', 'Teacher'),
  lesson_earned: w('学完一课', 'Lesson earned'),
  session_held: w('线下上课', 'Session held'),
  attendance_taken: w('签到', 'Attendance'),
  make_up_held: w('补课', 'Make-up lesson'),
  session_recorded: w('线下录像', 'Recording'),
  hours_recognised: w('认可课时', 'Hours recognised'),
  satisfaction: w('满意度', 'Satisfaction'),
  assessment_result: w('考核结果', 'Assessment result'),
  class_closed: w('班级结束', 'Class closed'),
};

/** Words of the page of deliveries, and of what a class says about them. */
export const deliveryWords = {
  title: w('报送监管', 'Supervision'),
  allDone: w('都送到了。', 'Everything is delivered.'),
  none: w('还没有要报送的。', 'Nothing to deliver yet.'),
  number: w('序号', 'No.'),
  what: w('内容', 'What'),
  class: w('班级', 'Class'),
  institution: w('机构', 'Institution'),
  when: w('发生', 'When'),
  state: w('报送', 'Delivery'),
  delivered: w('送到', 'Delivered'),
  waits: w('等着送', 'Waits'),
  hash: w('指纹', 'Hash'),
  all: w('全部', 'All'),
  onlyWaiting: w('只看没送到的', 'Only what waits'),
  older: w('看更早的', 'Older'),
  newest: w('回到最新', 'Newest'),
  show: w('看', 'Show'),
  notYet: w('还没送到监管平台,暂不认可。', 'Not delivered to the supervision platform: not yet recognised.'),
  nothing: w('批准后开始报送。', 'Delivery begins with the approval.'),
  clause: w(
    '“补贴培训进系统、系统之外零补贴”;“对未纳入监管系统的互联网平台组织的培训结果不予认可”',
    'No subsidy outside the system (P023); what the supervision system does not hold is not recognised (P003).',
  ),
  basis: w('看依据', 'Basis'),
  file: w('文件', 'file'),
  http: w('接口', 'interface'),
} satisfies Record<string, Words>;

export const sayDelivery = {
  waiting: (n: number, most: number): Words =>
    n >= most ? w(`${most} 条以上等着送。`, `More than ${most} wait.`) : w(`${n} 条等着送。`, `${n} wait.`),
  since: (moment: string): Words => w(`最早一条 ${moment}`, `The oldest since ${moment}`),
  next: (moment: string): Words => w(`${moment} 再送`, `again at ${moment}`),
  ofClass: (delivered: number, records: number): Words =>
    w(`送到 ${delivered}/${records} 条`, `${delivered} of ${records} delivered`),
  last: (moment: string): Words => w(`最近 ${moment}`, `last at ${moment}`),
};
