import type { RefusalCode } from './refusal.ts';
import type { RefusalWords, Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What is said of consent, face checks and photographs. */
export const faceRefusalWords = {
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
} satisfies Partial<Record<RefusalCode, RefusalWords>>;
