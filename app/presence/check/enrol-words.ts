import type { Words } from '../../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of the page on which the learner's face is enrolled. */
export const enrolWords = {
  title: w('照相', 'My picture'),
  first: w('先照张相,再上课。', 'Your pictures first, then the lesson.'),
  firstFix: w('约 2 分钟,照一次就行。', 'About 2 minutes, once.'),
  stepSignIn: w('登录', 'Sign in'),
  stepConsent: w('看说明', 'Read the notice'),
  stepFace: w('照张相', 'Take pictures'),
  change: w('老师让您重新照。', 'Your teacher asks for a new picture.'),
  changeFix: w('照好了,还要另一位老师确认。', 'Another teacher confirms it afterwards.'),
  refused: w('上次的照片没用上。', 'The last picture was not used.'),
  refusedFix: w('再照一次,慢慢来。', 'Take another one, no hurry.'),
  start: w('去照相', 'Take pictures'),
  device: w('先看看手机好不好用', 'Check my phone first'),
  waits: w('照片等老师确认。', 'Your picture waits for the teacher.'),
  waitsSecond: w('新照片等另一位老师确认。', 'The new picture waits for another teacher.'),
  waitsFix: w('可打电话请老师看一下。', 'You may call and ask.'),
  waitsHere: w('确认好了,这里自己会变。', 'This page changes by itself.'),
  call: w('打电话', 'Call'),
  active: w('您的照片确认好了。', 'Your picture is confirmed.'),
  activeFix: w('可以去上课了。', 'You can study now.'),
  goOn: w('去上课', 'To the lesson'),
  frozen: w('要换照片,找老师。', 'To change it, ask your teacher.'),
  picture: w('您的登记照', 'Your confirmed picture'),
} satisfies Record<string, Words>;
