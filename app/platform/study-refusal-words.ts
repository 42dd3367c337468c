import { faceRefusalWords } from './face-refusal-words.ts';
import type { RefusalCode } from './refusal.ts';
import type { RefusalWords, Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What is said to whoever signs in and studies; with the words about faces, all that a lesson page carries of the table. */
export const studyRefusalWords = {
  bad_json: {
    say: w('这条消息读不懂。', 'This message cannot be read.'),
    fix: w('刷新页面再试。', 'Reload the page.'),
  },
  bad_shape: {
    say: w('这条消息不完整。', 'This message is not in the expected form.'),
    fix: w('刷新页面再试。', 'Reload the page.'),
  },
  body_too_large: {
    say: w('发来的内容太大。', 'What was sent is too large.'),
    fix: w('换小一点的再试。', 'Send something smaller.'),
  },
  cross_site: {
    say: w('这个请求来自别的网站。', 'This request came from another site.'),
    fix: w('请从本站页面打开。', 'Open it from our own page.'),
  },
  too_fast: {
    say: w('点得太快。', 'Too many requests.'),
    fix: w('等 20 秒再点。', 'Wait 20 seconds.'),
    audio: 'rate',
  },
  not_found: { say: w('没有找到这一页。', 'Not found.'), fix: w('回首页看看。', 'Go back home.') },
  busy: {
    say: w('现在人多,正在排队。', 'Busy now, you are in line.'),
    fix: w('学过的都记着。', 'What you studied is kept.'),
    audio: 'busy',
  },
  signed_out: {
    say: w('您还没登录。', 'You are not signed in.'),
    fix: w('登录后接着学。', 'Sign in and go on.'),
  },
  forbidden: {
    say: w('这一页不归您看。', 'This is not yours to see.'),
    fix: w('回首页看看。', 'Go back home.'),
  },
  must_set_password: {
    say: w('先设一个密码。', 'Set a password first.'),
    fix: w('设好就能学。', 'Then you can study.'),
  },
  sign_in_wrong: {
    say: w('手机号或密码不对。', 'Phone number or password is wrong.'),
    fix: w('再看一看,慢慢填。', 'Check and try again.'),
  },
  sign_in_who: {
    say: w('您是哪一位?', 'Who are you?'),
    fix: w('点您的姓名。', 'Tap your name.'),
  },
  sign_in_wait: {
    say: w('试的次数有点多。', 'Too many tries.'),
    fix: w('歇一会儿再登录。', 'Wait a little, then sign in.'),
  },
  not_enrolled: {
    say: w('您还没进这个班。', 'You are not in this class.'),
    fix: w('找老师加进来。', 'Ask your teacher.'),
  },
  class_not_open: {
    say: w('这个班现在没开课。', 'This class is not open now.'),
    why: w(
      '开班要先批准,在开班日期内学习才算数。',
      'A class needs approval; study counts within its dates (P019).',
    ),
    fix: w('找老师问开课日期。', 'Ask your teacher for the dates.'),
  },
  lesson_locked: {
    say: w('要按顺序学。', 'Lessons go in order.'),
    why: w(
      '“专业课程学习不按内容先后顺序设置管理”的,培训结果不予认可。',
      'Study out of order is not recognised (P008).',
    ),
    fix: w('先学完前一课。', 'Finish the lesson before.'),
    audio: 'order',
  },
  lesson_not_ready: {
    say: w('这一课还在准备。', 'This lesson is being prepared.'),
    fix: w('过一会儿再来。', 'Come back soon.'),
  },
  lease_elsewhere: {
    say: w('您正在另一个窗口学。', 'You are studying in another window.'),
    why: w('“多窗口学习”的,培训结果不予认可。', 'Study in several windows is not recognised (P005).'),
    fix: w('要换到这里吗?', 'Continue here?'),
    audio: 'second-window',
  },
  lease_ended: {
    say: w('这个窗口停了。', 'This window has stopped.'),
    why: w('“多窗口学习”的,培训结果不予认可。', 'Study in several windows is not recognised (P005).'),
    fix: w('点一下,在这里接着学。', 'Tap to go on here.'),
  },
  beat_out_of_order: {
    say: w('这条记录来晚了。', 'This report came late.'),
    fix: w('学过的都记着。', 'What you studied is kept.'),
  },
  key_not_yet: {
    say: w('后面的还没到时候。', 'This part is not open yet.'),
    fix: w('学到那里就能看。', 'It opens when you get there.'),
  },
  key_refused: {
    say: w('这里不能播放。', 'This cannot be played here.'),
    fix: w('点一下,在这里接着学。', 'Tap to go on here.'),
  },
  control_gone: {
    say: w('这道题已经过去了。', 'This question is over.'),
    fix: w('点一下,接着学。', 'Tap to go on.'),
  },
} satisfies Partial<Record<RefusalCode, RefusalWords>>;

/** The words for `code`, or what the server itself wrote with its refusal, which is Chinese. */
export function wordsOfRefusal(refusal: { refused: RefusalCode; say: string; fix: string }): RefusalWords {
  const known: Partial<Record<RefusalCode, RefusalWords>> = { ...studyRefusalWords, ...faceRefusalWords };
  const { refused, say, fix } = refusal;
  return known[refused] ?? { say: w(say, say), fix: w(fix, fix) };
}
