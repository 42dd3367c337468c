import { bankQuestionsMin } from './draw-test.ts';
import type { Words } from '../platform/words.ts';
import type { CourseIntent } from './course/edit-course.server.ts';
import { topicTags, type TopicTag } from './topic-tags.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of the pages on which authors build courses. */
export const courseWords = {
  title: w('课程', 'Courses'),
  all: w('全部课程', 'All courses'),
  occupation: w('工种', 'Occupation'),
  occupationName: w('工种名称', 'Occupation'),
  code: w('职业代码', 'Code'),
  codeHint: w('国家职业分类大典的代码,如 4-10-01-05。', 'Of the national classification, as 4-10-01-05.'),
  codePending: w('编码待核对', 'Code to be checked'),
  newOccupation: w('新工种', 'New occupation'),
  newCourse: w('新课程', 'New course'),
  courseTitle: w('课程名称', 'Course'),
  level: w('等级', 'Level'),
  owner: w('单位', 'Institution'),
  lessons: w('课', 'Lessons'),
  published: w('已上线', 'Published'),
  planned: w('计划', 'Planned'),
  released: w('发布', 'Release'),
  notReleased: w('没发布', 'Not released'),
  bank: w('题库', 'Question bank'),
  readOnly: w('只能看', 'Read only'),
  readOnlyWhy: w('这是别的单位的课程,只能看。', 'This course belongs to another institution.'),
  noCourses: w('还没有课程。先建一个。', 'No courses yet. Create one.'),
  standard: w('国家职业标准', 'National standard'),
  standardName: w('标准名称', 'Name of the standard'),
  standardYear: w('年份', 'Year'),
  standardCode: w('标准代码', 'Code of the standard'),
  standardItems: w('工作内容', 'Work contents'),
  standardItemsHint: w(
    '一行一项,后面可写理论权重,如:生活照护 60',
    'One a line, with its theory weight: 生活照护 60',
  ),
  verified: w('已对过原文', 'Compared with the text'),
  unverified: w('还要对原文', 'Still to be compared'),
  hours: w('培训课时', 'Programme hours'),
  noStandard: w('还没写标准', 'No standard named'),
  save: w('保存', 'Save'),
  create: w('建好', 'Create'),
  describe: w('改课程说明', 'Change the description'),
  outline: w('模块和课', 'Modules and lessons'),
  moduleName: w('模块名称', 'Module'),
  addModule: w('加模块', 'Add module'),
  rename: w('改名', 'Rename'),
  noModules: w('还没有模块。先加一个。', 'No modules yet. Add one.'),
  emptyModule: w('这个模块还没有课。', 'This module has no lessons.'),
  up: w('上移', 'Up'),
  down: w('下移', 'Down'),
  remove: w('拿掉', 'Remove'),
  keysHint: w('停在一课上按 Alt+↑ 或 Alt+↓,也能移。', 'Alt+↑ and Alt+↓ on a lesson move it too.'),
  shared: w('公共', 'Shared'),
  demo: w('演示批准', 'Demo approval'),
  outlined: w('只有提纲', 'Outline'),
  newLesson: w('新课', 'New lesson'),
  lessonTitle: w('课名', 'Title'),
  item: w('对应的工作内容', 'Work content'),
  noItem: w('还没对应', 'None yet'),
  tags: w('讲到的主题', 'Topics'),
  addLesson: w('加已有的课', 'Add a lesson'),
  addThis: w('加这一课', 'Add'),
  coverage: w('主题', 'Topics'),
  coverageWhy: w('九个主题每门课程都要讲到。', 'Every course has to cover these nine (P093).'),
  advised: w('建议也讲', 'Advised too'),
  weights: w('课时和标准权重', 'Minutes and weights'),
  weight: w('理论权重', 'Theory weight'),
  share: w('计划占比', 'Share planned'),
  untied: w('没对应标准', 'Tied to no content'),
  notPublic: w('没公布', 'Not public'),
  release: w('发布课程版本', 'Release a version'),
  releaseWhy: w('发布后顺序固定,班级照这个学。', 'A release freezes the order; classes study it (P008).'),
  fieldWrong: w('这一项再看一看。', 'Please look at this again.'),
} satisfies Record<string, Words>;

/** What a form did. */
export const doneWords: Record<CourseIntent, Words> = {
  describe: w('保存了。', 'Saved.'),
  'add-module': w('模块加好了。', 'Module added.'),
  'rename-module': w('改好了。', 'Renamed.'),
  'move-module': w('移好了。', 'Moved.'),
  'remove-module': w('拿掉了。', 'Removed.'),
  'create-lesson': w('新课建好了。', 'Lesson created.'),
  'add-lesson': w('课加好了。', 'Lesson added.'),
  'move-lesson': w('移好了。', 'Moved.'),
  'remove-lesson': w('拿掉了。', 'Removed.'),
  release: w('发布好了。', 'Released.'),
};

export const topicWords = (tag: TopicTag): Words => topicTags[tag];

/** Words with numbers and names for authors. */
export const sayCourse = {
  version: (n: number): Words => w(`第 ${n} 版`, `Version ${n}`),
  bank: (n: number): Words =>
    w(`${n} 题,至少 ${bankQuestionsMin}`, `${n} questions, at least ${bankQuestionsMin}`),
  releasedAs: (n: number): Words => w(`已发布为第 ${n} 版。`, `Released as version ${n}.`),
  sameAs: (n: number): Words => w(`和第 ${n} 版一样,没有新版本。`, `The same as version ${n}; nothing new.`),
  minutes: (n: number): Words => w(`${n} 分钟`, `${n} min`),
  of: (n: number, all: number): Words => w(`${n} / ${all} 课`, `${n} / ${all} lessons`),
  missing: (names: string[]): Words => {
    const [first, more] = [names.slice(0, 9), Math.max(0, names.length - 9)];
    return w(
      `还缺:${first.join('、')}${more > 0 ? `,还有 ${more} 个` : ''}`,
      `Missing: ${first.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    );
  },
  /** What a button of one of many rows does, for those who hear it. */
  on: (verb: Words, name: string): Words => w(`${verb.zh}:${name}`, `${verb.en}: ${name}`),
};

/** Words of the public catalogue. */
export const catalogueWords = {
  title: w('课程目录', 'Course catalogue'),
  detail: w('都批准了才上目录。', 'Only what is approved stands here.'),
  meter: w('目录目标', 'Targets'),
  occupations: w('工种', 'Occupations'),
  minutes: w('视频', 'Video'),
  met: w('目标达到了。', 'The target is met.'),
  demo: w('演示', 'Demo'),
  demoWhy: w('“演示”不是正式批准,不抵目标。', 'A demo approval is none: it meets no target.'),
  measured: w('分钟数由视频量出,公共课只算一次。', 'Minutes are measured; shared lessons count once.'),
  list: w('工种和课程', 'Occupations and courses'),
  shared: w('公共课', 'Shared module'),
  sharedWhy: w('每个工种都学,分钟只算一次。', 'Every occupation studies it; counted once.'),
  empty: w('还没有批准上线的课。', 'Nothing is approved and published yet.'),
  emptyWhy: w('批准以后就在这里。', 'It stands here after its approval.'),
  data: w('给程序看的数据', 'Data for programs'),
  document: w('批准文号', 'Approval'),
  standard: w('标准', 'Standard'),
  code: w('职业代码', 'Code'),
  rest: w('其他批准的课', 'Other approved lessons'),
  notReleased: w('课程还没发布,先列批准的课。', 'Not released yet; its approved lessons.'),
  notCounted: w('和另一课相同,不另算。', 'The same as another lesson; not counted again.'),
  link: w('看课程目录', 'Course catalogue'),
} satisfies Record<string, Words>;

/** A day (YYYY-MM-DD) as a person writes it; its parts stay together. */
const sayDay = (day: string) => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** Words with numbers of the public catalogue. */
export const sayCatalogue = {
  of: (n: number, all: number, unit: Words): Words =>
    w(`${n} / ${all} ${unit.zh}`, `${n} / ${all} ${unit.en}`),
  ofWhichDemo: (n: number, unit: Words): Words =>
    w(`其中演示 ${n} ${unit.zh}`, `${n} ${unit.en} of them demo`),
  due: (day: string): Words => w(`${sayDay(day)}前要有`, `Due by ${day}`),
  short: (day: string, parts: Words[]): Words =>
    w(
      `还差 ${parts.map(({ zh }) => zh).join('、')},${sayDay(day)}前补上。`,
      `Short of ${parts.map(({ en }) => en).join(' and ')}; due by ${day}.`,
    ),
  late: (day: string, parts: Words[]): Words =>
    w(
      `${sayDay(day)}就该有的,还差 ${parts.map(({ zh }) => zh).join('、')}。`,
      `Due since ${day}: short of ${parts.map(({ en }) => en).join(' and ')}.`,
    ),
  count: (n: number, unit: Words): Words => w(`${n} ${unit.zh}`, `${n} ${unit.en}`),
  lessons: (n: number): Words => w(`${n} 课`, n === 1 ? '1 lesson' : `${n} lessons`),
  approvedOn: (day: string): Words => w(`${sayDay(day)}批准`, `approved ${day}`),
};

/** What is counted. */
export const catalogueUnits = {
  occupations: w('个工种', 'occupations'),
  minutes: w('分钟', 'min'),
} satisfies Record<string, Words>;
