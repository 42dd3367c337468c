import { applicationRefusalWords } from './application-refusal-words.ts';
import { endingRefusalWords } from './ending-refusal-words.ts';
import { inPersonRefusalWords } from './in-person-refusal-words.ts';
import { planRefusalWords } from './plan-refusal-words.ts';
import { proofRefusalWords } from './proof-refusal-words.ts';
import type { RefusalCode } from './refusal.ts';
import { rosterRefusalWords } from './roster-refusal-words.ts';
import { targetRefusalWords } from './target-refusal-words.ts';
import { subsidyRefusalWords } from './subsidy-refusal-words.ts';
import { testRefusalWords } from './test-refusal-words.ts';
import { staffRefusalWords } from './staff-refusal-words.ts';
import { uploadRefusalWords } from './upload-refusal-words.ts';

/** One sentence in both languages. */
export type Words = { zh: string; en: string };
/** What is said, the rule behind it (看依据), what repairs it, and the recorded sentence. */
export type RefusalWords = { say: Words; why?: Words; fix: Words; audio?: string };

const w = (zh: string, en: string): Words => ({ zh, en });

/** The sentence for every refusal. Typed by the closed table: a missing one does not compile. */
export const refusalWords: Record<RefusalCode, RefusalWords> = {
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
  consent_missing: {
    say: w('先看说明,再照相。', 'Read the notice before pictures are taken.'),
    why: w('拍脸要本人单独同意。', 'Face data needs a consent of its own.'),
    fix: w('点“看说明”。也可去教室上。', 'Open the notice; the classroom is the other way.'),
    audio: 'consent-first',
  },
  too_young: {
    say: w('未满 14 岁,不拍脸。', 'Under 14 no face is taken.'),
    fix: w('请到教室上课。', 'Please come to the classroom.'),
  },
  face_not_enrolled: {
    say: w('先照张相,再上课。', 'Your picture first, then the lesson.'),
    why: w(
      '“无法进行人脸活体比对”的,培训结果不予认可。',
      'Study without a live face check is not recognised (P007).',
    ),
    fix: w('点“去照相”,约 2 分钟。', 'Take it now; about 2 minutes.'),
    audio: 'face-first',
  },
  face_waits: {
    say: w('照片等老师确认。', 'Your picture waits for the teacher.'),
    fix: w('可打电话请老师看一下。', 'You may call and ask.'),
    audio: 'face-waits',
  },
  face_frozen: {
    say: w('照片已经确认,不能再换。', 'The picture is confirmed and stays.'),
    fix: w('要换请找老师。', 'Ask your teacher to change it.'),
  },
  face_check_due: {
    say: w('先看看是不是您本人。', 'First a look that it is you.'),
    why: w(
      '“无法进行人脸活体比对”的,培训结果不予认可。',
      'Study without a live face check is not recognised (P007).',
    ),
    fix: w('照着箭头做,不着急。', 'Follow the arrows, no hurry.'),
    audio: 'face-due',
  },
  face_needs_person: {
    say: w('请老师来帮您看一下。', 'A teacher will help you.'),
    fix: w('打电话给老师,学过的都记着。', 'Call the teacher; what you studied is kept.'),
    audio: 'face-person',
  },
  face_not_passed: {
    say: w('还没照完。', 'The face check is not done yet.'),
    fix: w('照着箭头做,不着急。', 'Follow the arrows, no hurry.'),
  },
  challenge_gone: {
    say: w('这一次照相已经结束。', 'This face check is over.'),
    fix: w('点“再试一次”。', 'Try once more.'),
  },
  frame_wrong: {
    say: w('这张照片收不了。', 'This frame cannot be taken.'),
    fix: w('点“再试一次”。', 'Try once more.'),
  },
  frame_twice: {
    say: w('这张照片交过了。', 'This frame came before.'),
    fix: w('点“再试一次”。', 'Try once more.'),
  },
  case_gone: {
    say: w('这一件已经有人办了。', 'This one is decided already.'),
    fix: w('看下一件。', 'Go to the next.'),
  },
  case_own: {
    say: w('要由另一人确认。', 'Another person has to confirm.'),
    fix: w('请同事来看这一件。', 'Ask a colleague.'),
  },
  view_reason_missing: {
    say: w('看照片要写原因。', 'Say why you look at pictures.'),
    fix: w('写几个字再看。', 'Write a few words first.'),
  },
  snapshot_not_asked: {
    say: w('现在不用照相。', 'No photograph is asked now.'),
    fix: w('接着学就行。', 'Just go on.'),
  },
  snapshot_twice: {
    say: w('这张照片交过了。', 'This photograph was sent before.'),
    fix: w('重新照一张。', 'Take a new one.'),
  },
  not_a_picture: {
    say: w('这不是照片。', 'This is not a photograph.'),
    fix: w('重新照一张。', 'Take a new one.'),
  },
  picture_too_large: {
    say: w('照片太大。', 'The photograph is too large.'),
    fix: w('重新照一张。', 'Take a new one.'),
  },
  picture_too_many_pixels: {
    say: w('照片太大。', 'The photograph has too many pixels.'),
    fix: w('重新照一张。', 'Take a new one.'),
  },
  picture_too_small: {
    say: w('照片太小,看不清。', 'The photograph is too small.'),
    fix: w('重新照一张。', 'Take a new one.'),
  },
  picture_with_more: {
    say: w('照片里夹了别的东西。', 'The file holds more than a photograph.'),
    fix: w('重新照一张。', 'Take a new one.'),
  },
  version_step: {
    say: w('这一步现在不能做。', 'This step cannot be taken now.'),
    fix: w('刷新看看现在到哪了。', 'Reload to see where it stands.'),
  },
  version_fixed: {
    say: w('交上去的不能再改。', 'What was submitted stays as it is.'),
    why: w(
      '新增视频须报省办公室审核同意,批的就是这些内容。',
      'The office approves exactly these bytes (P011).',
    ),
    fix: w('改好再交,算新版本。', 'A change is a new version.'),
  },
  approve_own: {
    say: w('不能审自己单位的。', 'Nobody decides on what they or their institution brought.'),
    fix: w('请别的单位的人来审。', 'Somebody of another institution has to decide.'),
  },
  content_changed: {
    say: w('您看的不是这一份。', 'This is not what was on your screen.'),
    fix: w('刷新,再看一遍。', 'Reload and look again.'),
  },
  checklist_open: {
    say: w('还有没勾的检查项。', 'The checklist is not complete.'),
    fix: w('都合格才能通过。', 'Approve only when everything is in order.'),
  },
  document_missing: {
    say: w('通过要写批准文号。', 'An approval needs its document number.'),
    why: w(
      '新增培训视频资料须报省办公室审核同意。',
      'New video needs the provincial office’s approval (P011).',
    ),
    fix: w('填上文号再点通过。', 'Enter the number, then approve.'),
  },
  reason_missing: { say: w('要写原因。', 'Say why.'), fix: w('写几个字再点。', 'Write a few words first.') },
  note_missing: {
    say: w('退回要在视频上记一条。', 'A return needs a note pinned to the video.'),
    fix: w('停在那一秒,写哪里不对。', 'Stop there and write what is wrong.'),
  },
  rights_missing: {
    say: w('先写版权和肖像说明。', 'Licence and portrait rights come first.'),
    fix: w('填好再提交。', 'Fill them in, then submit.'),
  },
  ...uploadRefusalWords,
  ...rosterRefusalWords,
  ...planRefusalWords,
  ...applicationRefusalWords,
  ...testRefusalWords,
  ...endingRefusalWords,
  ...targetRefusalWords,
  ...subsidyRefusalWords,
  ...inPersonRefusalWords,
  ...proofRefusalWords,
  ...staffRefusalWords,
  name_taken: {
    say: w('这个名字已经有了。', 'This name is taken.'),
    fix: w('换一个名字。', 'Choose another one.'),
  },
  topics_missing: {
    say: w('课程还缺必讲的内容。', 'The course lacks subjects that it must have.'),
    why: w(
      '“法律知识、职业道德、从业规范、质量意识、健康卫生、安全意识”和社会工作、心理学、营养学要贯穿培训全过程。',
      'Law, ethics, norms, quality, health, safety, social work, psychology and nutrition belong to every course (P093).',
    ),
    fix: w('补上缺的课再发布。', 'Add lessons on them, then release.'),
  },
  lesson_unpublished: {
    say: w('有的课还没批准上线。', 'Some lessons are not approved and published.'),
    why: w('新增视频须报省办公室审核同意。', 'New video needs the provincial office’s approval (P011).'),
    fix: w('等批准了再发布。', 'Release it after their approval.'),
  },
  lesson_released: { say: w('发布过的课要留着。', 'It was released.'), fix: w('只能加课。', 'Add others.') },
};
