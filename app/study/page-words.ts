import type { Words } from '../platform/words.ts';
import type { WithheldReason } from './study-state.ts';
import { sayAbout, sayLength, sayPlace } from './say-time.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of the home page. */
export const homeWords = {
  demo: w('演示批准', 'Demo approval'),
  start: w('从第 1 课开始学。', 'Begin with lesson 1.'),
  allDone: w('全部学完了。', 'All lessons are done.'),
  allDoneFix: w('可以下载学习凭证。', 'You can download your record.'),
  toBeTested: w('课都学完了,可以考试。', 'All lessons are done: take the test.'),
  toBeTestedFix: w('不着急,慢慢看题。', 'No hurry; read each question.'),
  inTest: w('考试还没交卷。', 'Your test is not handed in.'),
  inTestFix: w('时间在走,接着考。', 'The time goes on; go on with it.'),
  testFailed: w('上次没考过。', 'Not passed last time.'),
  testFailedFix: w('看看错的题,和哪天能再考。', 'See what was wrong and when you may try again.'),
  toTest: w('去考试', 'To the test'),
  toResult: w('看成绩', 'See the result'),
  goOnTest: w('接着考', 'Go on'),
  noClass: w('还没排课。', 'No class yet.'),
  noClassFix: w('打电话找老师。', 'Call your teacher.'),
  noLesson: w('现在没有课可学。', 'Nothing to study now.'),
  preparingFix: w('做好了,这里自己会变。', 'This page changes by itself.'),
  preparing: w('正在做视频', 'Making the video'),
  check: w('再看看', 'Look again'),
  call: w('找老师', 'Call teacher'),
  needConsent: w('先做三件事:登录、看说明、照张相。', 'Three things first: sign in, notice, pictures.'),
  needConsentFix: w('约 5 分钟。', 'About 5 minutes.'),
  needClassroom: w('您选了去教室上。', 'You chose the classroom.'),
  needClassroomFix: w('打电话问老师上课时间。', 'Call your teacher for the times.'),
  needFace: w('先照张相,再上课。', 'Your pictures first, then the lesson.'),
  needFaceFix: w('约 2 分钟。', 'About 2 minutes.'),
  needWaits: w('照片等老师确认。', 'Your pictures wait for the teacher.'),
  needWaitsFix: w('可打电话请老师看一下。', 'You may call and ask.'),
  needPerson: w('请老师来帮您看一下。', 'A teacher will help you.'),
  needPersonFix: w('打电话给老师,学过的都记着。', 'Call; what you studied is kept.'),
  toConsent: w('看说明', 'Read the notice'),
  toFace: w('去照相', 'Take pictures'),
  answered: w('老师看过您的照片了。', 'Your teacher has looked at your photograph.'),
  seeAnswer: w('看结果', 'See the answer'),
  today: w('今天记了', 'Credited today'),
  total: w('一共记了', 'Credited in total'),
  left: w('还差', 'Left'),
  leftTotal: w('一共还差', 'Left in total'),
  lessonProgress: w('这一课学到哪里', 'How far in this lesson'),
  toProgress: w('看学习记录', 'See my record'),
  seeMissing: w('看怎么补', 'See how'),
  lastKnown: w('上次打开时,一共记了', 'Credited when last opened'),
  notOpened: w('现在打不开。', 'It does not open now.'),
  notOpenedFix: w('学过的都记着。点重试。', 'What you studied is kept. Try again.'),
} satisfies Record<string, Words>;

/** Sentences of the home page that name a lesson, a place or a length. */
export const sayHome = {
  resume: (ms: number) => w(`上次学到 ${sayLength(ms, 'zh')}。`, `Last time: ${sayLength(ms, 'en')}.`),
  nextLesson: (n: number) => w(`该学第 ${n} 课了。`, `Lesson ${n} is next.`),
  goOn: (n: number) => w(`继续学第${n}课`, `Go on: lesson ${n}`),
  preparing: (n: number) => w(`第 ${n} 课还在准备。`, `Lesson ${n} is being prepared.`),
  prepared: (pct: number) => w(`做好了 ${pct}%`, `${pct}% made`),
  lesson: (n: number) => w(`第 ${n} 课`, `Lesson ${n}`),
  withheld: (ms: number) => w(`有 ${sayAbout(ms, 'zh')}没记上。`, `${sayAbout(ms, 'en')} not credited.`),
  unrecognised: (hours: number) => w(`${hours} 个课时还没认定。`, `${hours} class hours not recognised yet.`),
  ofWhole: (ms: number) => w(`共 ${sayLength(ms, 'zh')}`, `of ${sayLength(ms, 'en')}`),
} satisfies Record<string, (n: number) => Words>;

/** Words of the progress page. */
export const progressWords = {
  title: w('学习记录', 'My record'),
  none: w('还没开始学。', 'Not begun yet.'),
  noneFix: w('学了就记在这里。', 'What you study is kept here.'),
  total: w('一共记了', 'Credited in total'),
  needed: w('还差', 'Left'),
  lessons: w('每一课', 'Lessons'),
  hours: w('每个课时', 'Class hours'),
  repair: w('再学一遍就能补。', 'Study it again to make up.'),
  hoursWhy: w('学满时间、有照片,课时才认定。', 'Full time and a photograph make a class hour count.'),
  makeUp: w('补没记上的', 'Make it up'),
  makeUpHere: w('从这里补', 'Make up from here'),
  goOn: w('接着学', 'Go on'),
  done: w('学完了', 'Done'),
  studying: w('在学', 'Studying'),
  notBegun: w('还没学', 'Not begun'),
  locked: w('还没到', 'Later'),
  preparing: w('在准备', 'Preparing'),
  recognised: w('已认定', 'Recognised'),
  notRecognised: w('还没认定', 'Not yet'),
  lacksStudy: w('接着学,学满就行。', 'Study on until it is full.'),
  lacksStudyAtEnd: w('不满一个课时,先记着。', 'Less than a class hour; it is kept.'),
  lacksPhotograph: w(
    '还差一张照片。再看一遍,会请您照。',
    'A photograph is missing. Watch again; you will be asked.',
  ),
  lacksFace: w(
    '还差一次看本人。再学一遍,会请您照。',
    'A live check is missing. Study again; you will be asked.',
  ),
  waitsForBureau: w('老师看过您,等主管部门核对。', 'Your teacher saw you; the bureau will check.'),
  refusedByBureau: w(
    '主管部门没有认可这一课时。打电话问老师。',
    'The bureau did not accept this class hour. Call your teacher.',
  ),
  makeUpPhotograph: w('去补照片', 'Make it up'),
  saved: w('已记', 'Credited'),
  toPhotos: w('看我的照片', 'My photographs'),
  download: w('下载学习凭证', 'Download my record'),
  downloadFix: w('里面每一条都能核对。', 'Every line in it can be verified.'),
} satisfies Record<string, Words>;

/** Why a stretch was withheld, by the code the protocol gives. */
const withheldWhy = {
  late: w('因为题没答', 'the question was not answered'),
  wrong_twice: w('因为题没答对', 'the question was not answered rightly'),
  face: w('因为没认出您', 'the face check was not passed'),
} satisfies Record<WithheldReason, Words>;

/** Sentences of the progress page that name a number. */
export const sayProgress = {
  lesson: (n: number, title: string) => w(`第 ${n} 课 ${title}`, `Lesson ${n} ${title}`),
  hour: (n: number) => w(`第 ${n} 课时`, `Class hour ${n}`),
  credited: (ms: number, ofMs: number) =>
    w(
      `${sayLength(ms, 'zh')} / ${sayLength(ofMs, 'zh')}`,
      `${sayLength(ms, 'en')} / ${sayLength(ofMs, 'en')}`,
    ),
  waiting: (ms: number) =>
    w(`${sayLength(ms, 'zh')}等点名后记上。`, `${sayLength(ms, 'en')} counts after the next roll call.`),
  withheld: (fromMs: number, toMs: number, reason: string) => {
    const why = withheldWhy[reason in withheldWhy ? (reason as WithheldReason) : 'late'];
    const [from, to] = [sayPlace(fromMs), sayPlace(toMs)];
    return w(`${from} 到 ${to} 没算,${why.zh}。`, `${from} to ${to} not counted: ${why.en}.`);
  },
  photographs: (n: number) => w(`照片 ${n} 张`, n === 1 ? '1 photograph' : `${n} photographs`),
} satisfies Record<string, (...facts: never[]) => Words>;
