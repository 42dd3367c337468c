import type { Words } from '../../platform/words.ts';
import type { ExportKind, ExportState } from './export-kinds.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

export const exportKindWords: Record<ExportKind, Words> = {
  learners: w('全部学员学时', 'Hours of all learners'),
  supervision: w('监管记录', 'Supervision records'),
};

export const exportStateWords: Record<ExportState, Words> = {
  waiting: w('排队', 'Waiting'),
  working: w('正在写', 'Being written'),
  ready: w('好了', 'Ready'),
  cancelled: w('停了', 'Stopped by you'),
  stopped: w('没写成,再要一次', 'Not written; ask again'),
  expired: w('到期删了', 'Deleted'),
};

export const exportWords = {
  title: w('导出', 'Exports'),
  hint: w('文件只有您能下载,留 7 天。', 'Only you can download a file; it is kept for 7 days.'),
  ask: w('开始导出', 'Ask for it'),
  what: w('内容', 'What'),
  state: w('状态', 'State'),
  asked: w('要的时间', 'Asked'),
  rows: w('行数', 'Rows'),
  file: w('文件', 'File'),
  download: w('下载', 'Download'),
  cancel: w('停下', 'Stop'),
  reload: w('刷新看进度', 'Reload'),
  none: w('还没导出过。', 'Nothing asked for yet.'),
  until: w('留到', 'Kept until'),
  progress: w('进度', 'Progress'),
} satisfies Record<string, Words>;

/** Heads of the table of learners. */
export const learnerHeads: Words[] = [
  w('机构', 'Institution'),
  w('班级', 'Class'),
  w('开班', 'Begins'),
  w('结束', 'Ends'),
  w('姓名', 'Name'),
  w('手机号', 'Phone'),
  w('已记(分钟)', 'Credited (minutes)'),
  w('没记上(分钟)', 'Withheld (minutes)'),
  w('学完课数', 'Lessons done'),
  w('认可课时', 'Class hours recognised'),
  w('最近学习', 'Last studied'),
];
