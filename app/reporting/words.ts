import type { Words } from '../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

export { roleWords } from '../identity/role-words.ts';

/** Words of the desk. */
export const deskWords = {
  learners: w('学员', 'Learners'),
  learnersOwn: w('本机构学员', 'Learners of this institution'),
  learnersAll: w('全部机构的学员', 'Learners of all institutions'),
  lessons: w('课程视频', 'Lesson videos'),
  help: w('求助', 'Help'),
  signOut: w('退出', 'Sign out'),
  name: w('姓名', 'Name'),
  phone: w('手机号', 'Phone'),
  institution: w('机构', 'Institution'),
  className: w('班级', 'Class'),
  credited: w('已记', 'Credited'),
  withheld: w('没记上', 'Withheld'),
  lastStudied: w('最近学习', 'Last studied'),
  evidence: w('学习凭证', 'Evidence'),
  export: w('导出', 'Export'),
  never: w('没学过', 'Never'),
  none: w('无', 'None'),
  findHint: w('姓名开头,或手机号后四位', 'How the name begins, or the last four digits'),
  noLearners: w('还没有学员。', 'No learners yet.'),
  noLessons: w('还没有课程视频。', 'No lesson videos yet.'),
  readOnly: w('学时由服务器记录,任何人不能改。', 'Credit is decided by the server; nobody can change it.'),
  lesson: w('课程', 'Lesson'),
  occupation: w('工种', 'Occupation'),
  version: w('版本', 'Version'),
  state: w('状态', 'State'),
  length: w('时长', 'Length'),
  hash: w('内容指纹', 'Content hash'),
} satisfies Record<string, Words>;

/** How many rows are shown. */
export const sayRows = (n: number): Words => w(`共 ${n} 行`, n === 1 ? '1 row' : `${n} rows`);

/** Words about class hours on a clerk's word. */
export const witnessedWords = {
  title: w('教务当面看过的课时,由主管部门定', 'Class hours on a clerk’s word, for the bureau'),
  hours: w('第几课时', 'Class hours'),
  clerk: w('谁看的', 'Seen by'),
  when: w('时间', 'When'),
  reason: w('怎么认的', 'How she was known'),
} satisfies Record<string, Words>;
