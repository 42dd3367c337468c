import type { Words } from '../platform/words.ts';
import type { ClassState } from './class-life.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

export const classStateWords: Record<ClassState, Words> = {
  draft: w('在写', 'Draft'),
  applied: w('等审批', 'Applied'),
  returned: w('退回了', 'Returned'),
  rejected: w('没批准', 'Rejected'),
  approved: w('已批准', 'Approved'),
  closed: w('已结班', 'Closed'),
};

/** Words of classes. */
export const classWords = {
  title: w('班级', 'Classes'),
  name: w('班名', 'Class'),
  institution: w('机构', 'Institution'),
  course: w('课程', 'Course'),
  state: w('状态', 'State'),
  dates: w('日期', 'Dates'),
  learners: w('学员', 'Learners'),
  hours: w('总课时', 'Class hours'),
  waiting: w('等审批的', 'To be decided'),
  stuck: w('卡住', 'Stuck'),
  behind: w('落后', 'Behind'),
  never: w('没学过', 'Not begun'),
  none: w('还没有班级。', 'No classes yet.'),
  plan: w('计划', 'Plan'),
  application: w('开班申请', 'Application'),
  questionnaire: w('问卷', 'Questionnaires'),
  roster: w('名单', 'Roster'),
  board: w('学习进度', 'Progress'),
  tests: w('考试', 'Test'),
  ending: w('结业', 'End'),
  proofs: w('课时和证明', 'Hours and proofs'),
  sheet: w('登录单', 'Sign-in sheet'),
} satisfies Record<string, Words>;
