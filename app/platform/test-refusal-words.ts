import type { RefusalCode } from './refusal.ts';
import type { RefusalWords, Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What is said of the final theory test. No clause sets how often, how long or how many: the rules of the class do. */
export const testRefusalWords = {
  test_lessons_open: {
    say: w('课还没学完。', 'The lessons are not done yet.'),
    why: w(
      '“专业课程学习不按内容先后顺序设置管理”的,培训结果不予认可。',
      'Study out of order is not recognised (P008).',
    ),
    fix: w('全部学完就能考。', 'Finish them all, then take the test.'),
  },
  test_bank_short: {
    say: w('考题还没准备好。', 'There are not enough questions yet.'),
    fix: w('打电话告诉老师。', 'Tell your teacher.'),
  },
  test_passed: {
    say: w('您已经考过了。', 'You have passed already.'),
    fix: w('不用再考。', 'There is nothing more to do.'),
  },
  test_tries_used: {
    say: w('考试次数用完了。', 'All tries are used.'),
    fix: w('找老师,可申请再考一次。', 'Your teacher may give you one more.'),
  },
  test_wait: {
    say: w('还没到再考的时间。', 'It is too soon for another try.'),
    fix: w('先复习,到时间再来。', 'Review first; come back then.'),
  },
  test_running: {
    say: w('您正在考试。', 'You are taking the test.'),
    why: w('“多窗口学习”的,培训结果不予认可。', 'Study in several windows is not recognised (P005).'),
    fix: w('交卷后再学课。', 'Hand it in first.'),
  },
  test_over: {
    say: w('这张卷子已经交了。', 'This paper is closed.'),
    fix: w('看看成绩。', 'See the result.'),
  },
  test_photo_due: {
    say: w('交卷前照一张相。', 'One photograph before you hand in.'),
    why: w(
      '“每课时无随机保留影像照片”的,培训结果不予认可。',
      'Study without photographs is not recognised (P009).',
    ),
    fix: w('看着手机,别动。', 'Look at the phone and keep still.'),
  },
  test_not_granted: {
    say: w('现在不用加一次。', 'No further try is needed now.'),
    fix: w('刷新看看她考到哪了。', 'Reload to see where she stands.'),
  },
} satisfies Partial<Record<RefusalCode, RefusalWords>>;
