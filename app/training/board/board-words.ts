import type { Words } from '../../platform/words.ts';
import type { HoldUp, ProgressState } from './judge-progress.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

export const progressWords: Record<ProgressState, Words> = {
  stuck: w('卡住了', 'Stuck'),
  behind: w('落后', 'Behind'),
  never: w('没学过', 'Never started'),
  on_plan: w('正常', 'On plan'),
  finished: w('学完了', 'Finished'),
  not_open: w('没开班', 'Class not open'),
};

/** Why, in words a clerk can say to her on the telephone. */
export const holdUpWords: Record<HoldUp, Words> = {
  needs_person: w('照相几次没通过,要当面看一下。', 'Her face checks did not pass; somebody has to see her.'),
  declined: w('她不同意拍脸,请安排去教室上。', 'She declined the face check; arrange the classroom.'),
  waits_witness: w('照好了相,等老师确认。', 'Her face waits for somebody to confirm it.'),
  withheld: w('有时间没记上,一天没来补。', 'Some time was withheld and not made up for a day.'),
  never_signed_in: w('还没登录过。把登录单给她。', 'Never signed in. Give her the sign-in sheet.'),
  no_consent: w('登录了,还没看说明。', 'Signed in; has not read the notice yet.'),
  no_face: w('看了说明,还没照相。', 'Read the notice; has not enrolled her face yet.'),
};

/** Words of the board of a class. */
export const boardWords = {
  learner: w('学员', 'Learner'),
  phone: w('手机号', 'Phone'),
  state: w('状态', 'State'),
  why: w('原因', 'Why'),
  credited: w('已记', 'Credited'),
  due: w('应学到', 'Due by now'),
  withheld: w('没记上', 'Withheld'),
  lessons: w('学完课数', 'Lessons done'),
  lastStudied: w('最近学习', 'Last studied'),
  never: w('没学过', 'Never'),
  none: w('无', 'None'),
  all: w('全部', 'All'),
  search: w('找人', 'Search'),
  searchHint: w('姓名或手机后四位', 'Name, or last four digits of the phone'),
  show: w('看', 'Show'),
  sort: w('排序', 'Sort'),
  sortState: w('卡住的在前', 'Stuck first'),
  sortName: w('按姓名', 'By name'),
  sortCredited: w('学得少的在前', 'Least first'),
  sortLast: w('久没学的在前', 'Longest away first'),
  help: w('帮她解决', 'Help her'),
  empty: w('名单还空着。', 'The roster is empty.'),
  importRoster: w('导入名单', 'Import roster'),
  nobody: w('没有这样的学员。', 'Nobody like that.'),
  readOnly: w('学时由服务器记录,任何人不能改。', 'Credit is decided by the server; nobody can change it.'),
  perLesson: w('每课', 'Each lesson'),
  perHour: w('每课时', 'Each class hour'),
  lesson: w('课程', 'Lesson'),
  length: w('时长', 'Length'),
  completed: w('学完', 'Done'),
  classHour: w('课时', 'Class hour'),
  recognised: w('认可', 'Recognised'),
  recognisedHours: w('认可课时', 'Class hours recognised'),
  minutes: w('分钟', 'minutes'),
  notYet: w('还没有', 'Not yet'),
  photographs: w('照片', 'Photographs'),
  faceChecks: w('看脸', 'Face checks'),
  begun: w('还没开始学。', 'Not begun yet.'),
  export: w('导出表格', 'Export'),
  person: w('她的照相记录', 'Her face record'),
} satisfies Record<string, Words>;

export const missingWords = {
  study: w('还没学满', 'Not studied in full'),
  photograph: w('缺照片', 'Photograph missing'),
  face: w('缺看脸', 'Face check missing'),
  bureau: w('当面看过,等人社局定', 'Seen in person; the bureau decides'),
  refused: w('人社局没认可', 'Not accepted by the bureau'),
} satisfies Record<string, Words>;

export const sayBoard = {
  count: (n: number): Words => w(`${n} 人`, n === 1 ? '1 person' : `${n} people`),
  lessons: (done: number, all: number): Words => w(`${done}/${all} 课`, `${done} of ${all}`),
  call: (institution: string, phone: string): Words =>
    w(`账号在${institution},打 ${phone}`, `Her account is with ${institution}: call ${phone}`),
  recognised: (hours: number): Words => w(`${hours} 课时`, hours === 1 ? '1 class hour' : `${hours} class hours`),
};
