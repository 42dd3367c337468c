import type { Words } from '../platform/words.ts';
import type { Lang } from '../ui/frame.tsx';
import type { UncountedReason } from './study.wire.ts';
import { sayAbout, sayLength, sayPlace } from './say-time.ts';

/** One thing said to a learner, the name of its recording in /sounds, and the clause behind it (看依据). */
export type Sentence = Words & { sound: string | null; why?: Words };

/** Milliseconds a sentence may name: {at} a length, {about} a missing length, {from} and {to} places in the lesson. */
export type SentenceFacts = { atMs?: number; aboutMs?: number; fromMs?: number; toMs?: number };

const s = (zh: string, en: string, sound: string | null = null, why?: Words): Sentence => ({
  zh,
  en,
  sound,
  why,
});
const w = (zh: string, en: string): Words => ({ zh, en });

const fastForward = w('“快进播放”的,培训结果不予认可。', 'Fast-forwarded study is not recognised (P004).');
const windows = w('“多窗口学习”的,培训结果不予认可。', 'Study in several windows is not recognised (P005).');
const popups = w(
  '“连续5分钟内无弹窗管控”的,培训结果不予认可。',
  'Study without an answered pop-up for 5 minutes is not recognised (P006).',
);
const liveChecks = w(
  '“无法进行人脸活体比对”的,培训结果不予认可。',
  'Study without a live face check is not recognised (P007).',
);
const order = w(
  '“专业课程学习不按内容先后顺序设置管理”的,培训结果不予认可。',
  'Study out of order is not recognised (P008).',
);

/** Every sentence of the lesson page. */
export const sentences = {
  start: s('这一课还没学。点一下,开始学。', 'Not begun yet. Tap to begin.'),
  resume: s('上次学到 {at}。', 'Last time you got to {at}.', 'resume'),
  opening: s('正在打开。', 'Opening.'),
  preparing: s(
    '这一课还在准备。过一会儿自己打开。',
    'This lesson is being prepared. It opens by itself.',
    'not-ready',
  ),
  stopped: s('停着呢。点一下,接着学。', 'Stopped. Tap to go on.'),
  hidden: s('刚才离开了这一页,先停了。', 'You left this page, so it stopped.', 'hidden'),
  seekRefused: s(
    '没学过的地方不能跳。从 {at}接着学。',
    'You cannot skip what is not studied. Go on from {at}.',
    'seek',
    fastForward,
  ),
  rateRefused: s(
    '只能按原速学。快放的不算数。',
    'Normal speed only. Faster does not count.',
    'speed',
    fastForward,
  ),
  smallWindowRefused: s(
    '不能放到小窗里。在这一页接着学。',
    'No small window. Go on in this page.',
    null,
    windows,
  ),
  otherScreenRefused: s('不能放到别的屏幕。在这里接着学。', 'No other screen. Go on here.', null, windows),
  nextRefused: s('要按顺序学。先学完这一课。', 'Lessons go in order. Finish this one first.', 'order', order),
  elsewhere: s(
    '您正在另一个窗口学。要换到这里吗?',
    'You are studying in another window. Continue here?',
    'second-window',
    windows,
  ),
  takenOver: s(
    '您在另一个窗口学,这里停了。',
    'You study in another window; this one stopped.',
    'moved',
    windows,
  ),
  askPicture: s('听一听,点对的图。', 'Listen, then tap the right picture.', 'control'),
  askNumber: s('听一听,按对的数。', 'Listen, then press the number.', 'number'),
  noHurry: s('视频停着,不着急。', 'The video waits. No hurry.'),
  wrong: s('不是这张。换一题,再点一次。', 'Not this one. Another, tap once more.', 'wrong', popups),
  wrongNumber: s('不是这个数。换一题,再按一次。', 'Not this number. Another, try once more.', null, popups),
  wrongText: s('不是这个。换一题,再点一次。', 'Not this one. Another, tap once more.', null, popups),
  late: s(
    '刚才没点,视频停了。有 {about}没记上,再学就能补。',
    'Nobody tapped, so it stopped. {about} not counted; study again to make up.',
    'late',
    popups,
  ),
  lateNothing: s(
    '刚才没点,视频停了。点一下,接着学。',
    'Nobody tapped, so it stopped. Tap to go on.',
    null,
    popups,
  ),
  wrongTwice: s(
    '两次没点对。有 {about}没记上,再学就能补。',
    'Twice not right. {about} not counted; study again to make up.',
    'wrong-again',
    popups,
  ),
  right: s('对了,接着学。', 'Right, go on.', 'right'),
  sentBack: s('刚才有一段没记上。从 {at}接着学。', 'A stretch was not counted. Go on from {at}.', null),
  offline: s('网断了。学到 {at}都记着。', 'Offline. Kept up to {at}.', 'offline'),
  backOnline: s('网好了,接着学。', 'Online again.', 'online'),
  classOver: s('这个班的课到期了。学过的都记着。', 'This class is over. What you studied is kept.'),
  busy: s('现在人多,正在排队。学过的都记着。', 'Busy now, in line. What you studied is kept.', 'busy'),
  reconnecting: s('网不太好,正在接着连。', 'The line is weak; connecting again.'),
  buffering: s('正在等视频。', 'Waiting for the video.'),
  withheld: s(
    '{from} 到 {to} 没算,因为题没答。再学一遍就能补。',
    '{from} to {to} not counted: the question was not answered. Study it again.',
    'withheld',
    popups,
  ),
  withheldWrong: s(
    '{from} 到 {to} 没算,因为题没答对。再学一遍就能补。',
    '{from} to {to} not counted: the question was not answered rightly. Study it again.',
    'withheld',
    popups,
  ),
  withheldFace: s(
    '{from} 到 {to} 没算,因为没认出您。再学一遍就能补。',
    '{from} to {to} not counted: the face check was not passed. Study it again.',
    'withheld-face',
    liveChecks,
  ),
  withheldShort: s('{about}没记上', '{about} not counted'),
  cameraLost: s('相机断了。点一下再打开。', 'The camera went away. Tap to open it.', 'camera-lost'),
  helperSaid: s('记下了,有人在帮您。', 'Noted: somebody helps you.', 'helper'),
  done: s('这一课学完了,记了 {at}。', 'This lesson is done: {at} counted.', 'done'),
  noPlayer: s('这个浏览器放不了视频。换微信或手机浏览器。', 'This browser cannot play. Use another one.'),
  videoTrouble: s('视频没放出来。点一下再试。', 'The video did not play. Tap to try again.'),
} satisfies Record<string, Sentence>;

export type SentenceKey = keyof typeof sentences;

/** Short words on buttons and beside numbers. */
export const labels = {
  lesson: w('第 {n} 课', 'Lesson {n}'),
  goOn: w('接着学', 'Go on'),
  begin: w('开始学', 'Begin'),
  pause: w('停一下', 'Pause'),
  here: w('在这里学', 'Study here'),
  stay: w('不换', 'Stay there'),
  fromHere: w('从这里补', 'Make up from here'),
  next: w('学下一课', 'Next lesson'),
  home: w('回首页', 'Home'),
  again: w('再看一遍', 'Watch again'),
  retry: w('再试一次', 'Try again'),
  signIn: w('去登录', 'Sign in'),
  toConsent: w('看说明', 'Read the notice'),
  toFace: w('去照相', 'Take pictures'),
  callTeacher: w('打电话', 'Call'),
  helper: w('有人在帮我', 'Somebody helps me'),
  setPassword: w('去设密码', 'Set password'),
  backToLesson: w('回到上课', 'Back to the lesson'),
  credited: w('已记', 'Counted'),
  demo: w('演示批准', 'Demo approval'),
  left: w('还差', 'Left'),
  leftNone: w('学完了', 'Done'),
  seeWhy: w('看原因', 'See why'),
  basis: w('看依据', 'The rule'),
  opening: w('正在打开', 'Opening'),
  rollCall: w('老师点名', 'Roll call'),
  hearAgain: w('再听一遍', 'Hear again'),
  cannotHear: w('听不清?看文字', 'Cannot hear? Read it'),
  cannotSee: w('看不清?换数字题', 'Cannot see? Numbers'),
  tap: w('请点:', 'Tap: '),
  toPictures: w('换图片题', 'Pictures instead'),
  back10: w('退 10 秒', 'Back 10 s'),
  fullScreen: w('全屏', 'Full screen'),
  leaveFullScreen: w('缩小', 'Smaller'),
  subtitlesOn: w('字幕', 'Subtitles'),
  video: w('课程视频', 'Lesson video'),
  progress: w('这一课学到哪里', 'How far in this lesson'),
} satisfies Record<string, Words>;

/** Fills a sentence's places with what `facts` holds. */
export function fill(words: Words, facts: SentenceFacts, lang: Lang): string {
  return words[lang]
    .replace('{at}', sayLength(facts.atMs ?? 0, lang))
    .replace('{about}', sayAbout(facts.aboutMs ?? 0, lang))
    .replace('{from}', sayPlace(facts.fromMs ?? 0))
    .replace('{to}', sayPlace(facts.toMs ?? 0));
}

/** What is said when the server sends a learner back, by the reason it gives. */
export function sentBackSentence(uncounted: UncountedReason | null): SentenceKey {
  if (uncounted === 'rate') return 'rateRefused';
  return uncounted === 'class_over' ? 'classOver' : 'sentBack';
}
