import type { Words } from '../../platform/words.ts';
import type { LearnerCategory } from '../learner-category.ts';
import { fileLimits, type FileFault } from './file-fault.ts';
import type { RosterField } from './find-header.ts';
import { categoryNames } from './read-category.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of the roster page. */
export const rosterWords = {
  learners: w('班级名单', 'Roster'),
  none: w('名单还是空的。', 'Nobody is on the roster yet.'),
  startHere: w('下载模板填好,或直接传您的表。', 'Fill in the template, or send the table that you have.'),
  bring: w('导入名单', 'Import a roster'),
  template: w('下载模板', 'Template'),
  file: w('名单文件', 'Roster file'),
  fileHint: w(
    '.xlsx 或 .csv,最多 500 行、5 MB。先检查,您确认后才进班。',
    '.xlsx or .csv, at most 500 rows and 5 MB. It is checked first; nobody enters before you confirm.',
  ),
  dropHere: w('把文件拖到这里,或选文件。', 'Drop the file here, or choose it.'),
  check: w('检查名单', 'Check it'),
  checking: w('正在检查', 'Checking'),
  toCorrect: w('要改的行', 'Rows to correct'),
  ready: w('没问题的行', 'Rows that are ready'),
  downloadBad: w('只下载有问题的行', 'Download only these rows'),
  drop: w('不要了', 'Discard'),
  nothingYet: w('确认以前,谁也没有进班。', 'Nobody enters the class before you confirm.'),
  row: w('行', 'Row'),
  problem: w('问题', 'What is wrong'),
  note: w('提示', 'Note'),
  correct: w('改', 'Correct'),
  leaveOut: w('去掉', 'Leave out'),
  recheck: w('改好,再查', 'Save and check'),
  close: w('关上', 'Close'),
  remove: w('移出', 'Take off'),
  action: w('处理', 'Action'),
  signedIn: w('登录过', 'Signed in'),
  account: w('账号', 'Account'),
  notYet: w('还没登录', 'Not yet'),
  fixed: w('已交申请,名单不能改。', 'The class was handed in; its roster stays.'),
  how: w('怎么填', 'How to fill in'),
  column: w('列', 'Column'),
  basis: w('看依据', 'The rule'),
} satisfies Record<string, Words>;

/** Heads of the template, which are also the labels of a row's fields. */
export const fieldWords: Record<RosterField, Words> = {
  name: w('姓名', 'Name'),
  idNumber: w('身份证号', 'ID number'),
  phone: w('手机号', 'Phone'),
  category: w('人员类别', 'Category'),
  employer: w('工作单位', 'Employer'),
  post: w('岗位', 'Post'),
  oldPost: w('原岗位', 'Post before'),
  school: w('学校类型', 'Kind of school'),
  graduationYear: w('毕业年份', 'Year of graduation'),
  wantsTraining: w('培训意愿', 'Wants training'),
  wantsJob: w('就业意愿', 'Wants a job'),
  isAble: w('就业能力', 'Able to work'),
};

/** The categories as the template and the pages name them. */
export const categoryWords: Record<LearnerCategory, Words> = {
  employee: w(categoryNames.employee[0] ?? '', 'Employee'),
  transfer: w(categoryNames.transfer[0] ?? '', 'Changing post'),
  unemployed: w(categoryNames.unemployed[0] ?? '', 'Out of work'),
  rural: w(categoryNames.rural[0] ?? '', 'Rural worker'),
  graduate: w(categoryNames.graduate[0] ?? '', 'Graduate'),
  student: w(categoryNames.student[0] ?? '', 'In school'),
  other: w(categoryNames.other[0] ?? '', 'Other'),
};

/** What each column of the template takes. */
export const fieldHints: Record<RosterField, Words> = {
  name: w('与身份证一致。', 'As on the ID card.'),
  idNumber: w('18 位。这一列已设成文本,别改成数字。', '18 characters. Keep the column as text.'),
  phone: w('11 位手机号,用来登录。', '11 digits; used to sign in.'),
  category: w(
    Object.values(categoryNames)
      .map(([name]) => name)
      .join('、'),
    'One of the categories.',
  ),
  employer: w('企业职工要填。', 'For employees.'),
  post: w('企业职工要填职业编码,如 4-10-01-05。', 'For employees: occupation code, such as 4-10-01-05.'),
  oldPost: w('转岗职工填原来的职业编码。', 'For those changing post: the code of the old one.'),
  school: w('在校生填:特殊职业教育、普通高校、其他。', 'For those in school.'),
  graduationYear: w('在校生填 4 位年份。', 'For those in school: four digits.'),
  wantsTraining: w('是或否,可以不填。', 'Yes or no; may be left empty.'),
  wantsJob: w('是或否,可以不填。', 'Yes or no; may be left empty.'),
  isAble: w('是或否,可以不填。', 'Yes or no; may be left empty.'),
};

/** Sentences with numbers. */
export const sayRoster = {
  import: (count: number) => w(`导入 ${count} 人`, `Import ${count}`),
  imported: (count: number) => w(`导入了 ${count} 人。`, `${count} imported.`),
  counted: (good: number, bad: number) => {
    if (bad === 0) return w(`${good} 行都没问题。`, `All ${good} rows are ready.`);
    if (good === 0) return w(`${bad} 行要改。`, `${bad} rows to correct.`);
    return w(`${good} 行没问题,${bad} 行要改。`, `${good} rows are ready, ${bad} to correct.`);
  },
  people: (count: number) => w(`${count} 人`, `${count} learners`),
  atRow: (row: number) => w(`第 ${row} 行`, `Row ${row}`),
};

const many = fileLimits.rowsMax;
const fileWords: Record<FileFault, (row: number) => Words> = {
  empty: () => w('文件是空的。填好名单再传。', 'The file is empty. Fill it in first.'),
  too_large: () => w('文件超过 5 MB。只留名单再传。', 'The file is over 5 MB. Keep only the roster.'),
  bomb: () =>
    w(
      '文件解开太大,没有打开。用模板填好再传。',
      'It unpacks to too much and was not opened. Use the template.',
    ),
  old_xls: () => w('这是旧的 .xls。另存为 .xlsx 再传。', 'This is an old .xls. Save it as .xlsx.'),
  locked: () => w('文件有密码。去掉密码再传。', 'The file has a password. Remove it.'),
  macro: () =>
    w('文件里有宏,没有打开。另存为 .xlsx 再传。', 'It holds macros and was not opened. Save it as .xlsx.'),
  not_a_table: () => w('这不是表格文件。请传 .xlsx 或 .csv。', 'This is no table. Send .xlsx or .csv.'),
  broken: () => w('文件坏了,打不开。另存一份再传。', 'The file is damaged. Save it anew.'),
  not_text: () => w('文件里的字读不出来。另存为 .xlsx 再传。', 'Its text cannot be read. Save it as .xlsx.'),
  too_many_rows: (row) =>
    w(`有 ${row} 行,最多 ${many} 行。一个班一份。`, `${row} rows; ${many} at most. One file a class.`),
  far_row: (row) => w(`第 ${row} 行还有内容。删掉再传。`, `There is something in row ${row}. Delete it.`),
  too_wide: (row) =>
    w(`第 ${row} 行太宽。只留名单的列。`, `Row ${row} is too wide. Keep the columns of the roster.`),
  no_header: () =>
    w('没找到表头。要有“姓名”和“身份证号”两列。', 'No header with 姓名 and 身份证号 was found.'),
  no_rows: () => w('表头下面没有人。填好再传。', 'There is nobody below the header.'),
};

/** Why a file is refused, in one sentence that names the row where there is one. */
export function sayFileFault(fault: string, row: number): Words {
  return (fileWords[fault as FileFault] ?? fileWords.broken)(row);
}
