import type { Role } from '../../../db/schema/identity.ts';
import type { PictureKind } from '../../presence/face-state.ts';
import type { Words } from '../../platform/words.ts';
import type { LookKind } from './look-kinds.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** The log of who looked at personal data. */
export const lookWords = {
  title: w('查看记录', 'Looks at data'),
  about: w('谁看过学员的资料,都记在这里,不能改。', 'Every look at learners’ data is kept here, unchanged.'),
  none: w('还没有记录。', 'Nothing yet.'),
  noneFound: w('没有找到。换个条件再找。', 'Nothing found. Change the filter.'),
  when: w('时间', 'When'),
  viewer: w('谁看的', 'Who'),
  from: w('单位', 'From'),
  whose: w('看了谁', 'Whose'),
  what: w('看了什么', 'What'),
  why: w('原因', 'Why'),
  name: w('找姓名', 'Name'),
  kind: w('内容', 'What'),
  role: w('身份', 'Role'),
  all: w('全部', 'All'),
  dayFrom: w('从', 'From'),
  dayTo: w('到', 'To'),
  find: w('查找', 'Find'),
} satisfies Record<string, Words>;

export const lookKindWords: Record<LookKind, Words> = {
  picture: w('照片', 'Picture'),
  person: w('个人页', 'Own page'),
  case: w('照片核对', 'Review of a picture'),
  case_list: w('待核对名单', 'List of reviews'),
  class_learner: w('学习记录', 'Study record'),
  evidence: w('学习凭证文件', 'Evidence file'),
  learner_list: w('学员名单', 'List of learners'),
  board: w('班级进度', 'Board of the class'),
  board_file: w('班级进度文件', 'Board as a file'),
  export_file: w('导出文件', 'Export file'),
  roster: w('班级花名册', 'Roster'),
  questionnaire: w('开班问卷', 'Questionnaires'),
  sheet: w('首次登录单', 'First sign-in slips'),
  application: w('开班申请', 'Application'),
  attendance: w('线下签到', 'Attendance'),
  tests: w('结业考试成绩', 'Results of the final test'),
  ending: w('结业与考核', 'End of the class'),
  proofs: w('课时和证明', 'Hours and proofs'),
  subsidy: w('补贴名单', 'List of subsidies'),
  subsidy_file: w('补贴名单文件', 'List of subsidies as a file'),
};

/** What kind of picture was looked at, in the learner's words. */
export const lookPictureWords: Record<PictureKind, Words> = {
  snapshot: w('课上照片', 'photograph in class'),
  frame: w('刷脸画面', 'frame of a face check'),
  reference: w('留底照片', 'enrolled face'),
  id_photo: w('证件照', 'ID photograph'),
};

/** Why somebody of a role looks when nothing else was said. */
export const purposeWords: Record<Role, Words> = {
  learner: w('本人', 'Herself'),
  clerk: w('办学习的事', 'Clerk’s work'),
  teacher: w('教学', 'Teaching'),
  author: w('编写课程', 'Making lessons'),
  head: w('管理本机构', 'Heading the institution'),
  bureau: w('审批和监管', 'Approval and oversight'),
  reviewer: w('复核', 'Review'),
  inspector: w('检查', 'Inspection'),
  auditor: w('审计', 'Audit'),
  operator: w('运维', 'Operation'),
};

/** Of how many at once: 43 人. */
export const sayCount = (count: number): Words =>
  w(`${count} 人`, count === 1 ? '1 person' : `${count} people`);

/** The learner's own page: who looked at her data. */
export const ownLookWords = {
  title: w('谁看过我', 'Who looked at me'),
  say: w('谁看过您的资料,都记在这里。', 'Whoever looked at your data is listed here.'),
  detail: w('有疑问,找老师问。', 'Ask your teacher if anything surprises you.'),
  none: w('还没有人看过您的资料。', 'Nobody has looked at your data.'),
  home: w('回首页', 'Home'),
  older: w('看更早的', 'Older'),
  reason: w('原因', 'Why'),
} satisfies Record<string, Words>;

/** How often on that day: 看了 3 次. */
export const sayTimes = (times: number): Words => w(`看了 ${times} 次`, `${times} times`);

/** 王教务(教务)看了:课上照片。 */
export const sayOwnLook = (viewer: string, role: Words, what: Words, among: number): Words =>
  w(
    `${viewer}(${role.zh})看了${what.zh}${among > 1 ? `,共 ${among} 人` : ''}`,
    `${viewer} (${role.en}): ${what.en}${among > 1 ? `, of ${among} people` : ''}`,
  );
