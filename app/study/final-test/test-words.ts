import type { Words } from '../../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of the final test's pages. */
export const testWords = {
  title: w('理论考试', 'Theory test'),
  ready: w('课都学完了,可以考试。', 'All lessons are done: take the test.'),
  readyFix: w('不着急,慢慢看题。', 'No hurry; read each question.'),
  notYet: w('现在还不能考。', 'Not yet.'),
  begin: w('开始考试', 'Begin'),
  again: w('再考一次', 'Try again'),
  beforehand: w(
    '开始前看看是不是您本人。考试中会照一张相。',
    'A live check comes first. One photograph is taken.',
  ),
  timeGoes: w('中间断了,时间照样走。回来接着考。', 'If you are cut off the time goes on; come back.'),
  questions: w('题数', 'Questions'),
  time: w('时间', 'Time'),
  passMark: w('及格', 'To pass'),
  triesLeft: w('还能考', 'Tries left'),
  opening: w('正在打开', 'Opening'),
  previous: w('上一题', 'Back'),
  next: w('下一题', 'Next'),
  toOverview: w('去交卷', 'Finish'),
  overview: w('看看答了哪些。', 'What is answered.'),
  allAnswered: w('都答完了。', 'Everything is answered.'),
  tapNumber: w('点题号可以回去看。', 'Tap a number to look again.'),
  answered: w('答了', 'answered'),
  unanswered: w('没答', 'not answered'),
  submit: w('交卷', 'Hand in'),
  submitting: w('正在交卷', 'Handing in'),
  goOn: w('接着答', 'Go on'),
  submitFix: w('交了就不能再改。', 'Nothing changes after that.'),
  lineBad: w('网断了。答过的都留着,通了就交。', 'No line. Your answers are kept and will be sent.'),
  elsewhere: w('您正在另一个窗口考试。', 'You are taking it in another window.'),
  elsewhereFix: w('要换到这里吗?', 'Go on here?'),
  here: w('在这里考', 'Go on here'),
  notHere: w('不换', 'Stay there'),
  ended: w('考试换到别的窗口了。', 'The test goes on in another window.'),
  endedFix: w('要在这里接着考,点一下。', 'Tap to go on here.'),
  photo: w('交卷前照一张相。', 'One photograph before you hand in.'),
  photoFix: w('看着手机,别动。', 'Look at the phone and keep still.'),
  photoNone: w('相机没打开。', 'The camera is off.'),
  photoNoneFix: w('点一下打开。打不开,等一会儿也能交。', 'Tap to open it. If not, wait a moment.'),
  openCamera: w('打开相机', 'Open camera'),
  hear: w('听一听这道题', 'Hear this question'),
  passed: w('考过了。', 'You passed.'),
  failed: w('这次没考过。', 'Not passed this time.'),
  failedFix: w('看看错的题,再学一学。', 'See what was wrong and review.'),
  timeOver: w('时间到了,按答过的算。', 'The time was over; what you answered counts.'),
  marked: w('老师当面看过您,等主管部门核对。', 'A teacher saw you; the bureau will check.'),
  wrongOnes: w('错的题', 'Wrong answers'),
  allRight: w('题都答对了。', 'Everything was right.'),
  yours: w('您选的', 'Yours'),
  none: w('没选', 'none'),
  rightOne: w('对的', 'Right'),
  review: w('先学这几课', 'Review these lessons'),
  toReview: w('去复习', 'Review'),
  signIn: w('去登录', 'Sign in'),
  tryOpen: w('再试一次', 'Try again'),
  home: w('回首页', 'Home'),
  teacher: w('找老师', 'Call teacher'),
  noMore: w('次数用完了。找老师,可申请再考。', 'No tries left. Your teacher may give one more.'),
  mayNow: w('现在就能再考。', 'You may try again now.'),
  loading: w('正在看成绩', 'Reading the result'),
} satisfies Record<string, Words>;

/** Sentences with numbers. */
export const sayTest = {
  number: (n: number, of: number) => w(`第 ${n} 题,共 ${of} 题`, `Question ${n} of ${of}`),
  minutesLeft: (ms: number) => {
    const minutes = Math.floor(ms / 60_000);
    return minutes < 1
      ? w('不到 1 分钟', 'Under a minute')
      : w(`还有 ${minutes} 分钟`, `${minutes} min left`);
  },
  minutes: (s: number) =>
    s < 60 ? w(`${s} 秒`, `${s} s`) : w(`${Math.round(s / 60)} 分钟`, `${Math.round(s / 60)} min`),
  passMark: (right: number) => w(`答对 ${right} 题`, `${right} right`),
  tries: (n: number) => w(`${n} 次`, n === 1 ? '1 time' : `${n} times`),
  questions: (n: number) => w(`${n} 题`, `${n}`),
  missing: (n: number) => w(`还有 ${n} 题没答。`, `${n} not answered.`),
  result: (right: number, of: number) => w(`${of} 题答对 ${right} 题`, `${right} of ${of} right`),
  lesson: (ordinal: number, title: string) => w(`第 ${ordinal} 课 ${title}`, `Lesson ${ordinal} ${title}`),
  rectifies: (day: string) => {
    const [, month, date] = day.split('-').map(Number);
    return w(`${month} 月 ${date} 日起再问大家满不满意。`, `The class is asked again from ${day} on.`);
  },
  nextTry: (day: string, time: string) => {
    const [, month, date] = day.split('-').map(Number);
    return w(`${month} 月 ${date} 日 ${time} 后能再考。`, `You may try again after ${day} ${time}.`);
  },
  place: (n: number) => w(`第 ${n} 题`, `Question ${n}`),
} satisfies Record<string, (...facts: never[]) => Words>;
