import type { Words } from '../../platform/words.ts';
import type { FaceFault } from '../face-state.ts';

/** One thing said during a face check, and the name of its recording in /sounds. */
export type FaceSentence = Words & { sound: string | null };

const s = (zh: string, en: string, sound: string | null = null): FaceSentence => ({ zh, en, sound });
const w = (zh: string, en: string): Words => ({ zh, en });

/** What is said while a face check goes on: one thing at a time. */
export const faceSentences = {
  tips: s('照张相,看是不是您本人。', 'A few pictures, to see that it is you.', 'face-tips'),
  opening: s('正在打开相机。', 'Opening the camera.'),
  firstTime: s('第一次要等一等。', 'The first time takes a moment.'),
  place: s('脸放进圈里,看手机。', 'Put your face in the circle, look here.', 'face-place'),
  nobody: s('没看到脸。看手机。', 'No face seen. Look at the phone.', 'face-place'),
  two: s('请您一个人照。', 'You alone, please.', 'face-two'),
  dark: s('光太暗。脸朝着窗户或灯。', 'Too dark. Face a window or a lamp.', 'dark'),
  far: s('再近一点。', 'A little closer.', 'face-far'),
  near: s('再远一点。', 'A little farther away.', 'face-near'),
  aside: s('脸放到圈的中间。', 'Move to the middle.', 'face-place'),
  still: s('看手机,先别动。', 'Look here and hold still.', 'face-still'),
  left: s('慢慢向左转头,停一下。', 'Turn your head left, then pause.', 'face-left'),
  right: s('慢慢向右转头,停一下。', 'Turn your head right, then pause.', 'face-right'),
  hold: s('就这样,停一下。', 'Like that, hold it.'),
  back: s('转回来,看手机。', 'Turn back, look here.', 'face-back'),
  blinkOnce: s('慢慢眨 1 下眼睛。', 'Blink once, slowly.', 'face-blink-once'),
  blinkTwice: s('慢慢眨 2 下眼睛。', 'Blink twice, slowly.', 'face-blink-twice'),
  blinkThrice: s('慢慢眨 3 下眼睛。', 'Blink 3 times, slowly.', 'face-blink-thrice'),
  close: s('闭上眼睛。', 'Close your eyes.', 'face-close'),
  open: s('睁开眼睛。', 'Open your eyes.', 'face-open'),
  slowly: s('不着急,慢慢来。', 'No hurry.', 'face-slow'),
  judging: s('正在看,等一等。', 'Looking. One moment.', 'face-judging'),
  inLine: s('现在人多,正在排队。', 'Busy now, you are in line.', 'busy'),
  offline: s('网断了,正在接着连。', 'Offline; connecting again.'),
  passed: s('照好了。', 'Done.', 'face-done'),
  person: s('请老师来帮您看一下。', 'A teacher will help you.', 'face-person'),
  expired: s('这一次没照完。再来一次就行。', 'Not finished. Just try once more.', 'face-again'),
} satisfies Record<string, FaceSentence>;
export type FaceSentenceKey = keyof typeof faceSentences;

/** Why a check was not passed: one reason and one repair. */
export const faultWords: Record<FaceFault, { say: Words; fix: Words; sound: string }> = {
  no_face: {
    say: w('没看到脸。', 'No face was seen.'),
    fix: w('脸放进圈里,再照一次。', 'Face in the circle, once more.'),
    sound: 'face-again',
  },
  two_faces: {
    say: w('照到了两个人。', 'Two people were seen.'),
    fix: w('请您一个人照。', 'You alone, please.'),
    sound: 'face-two',
  },
  too_far: {
    say: w('离得有点远。', 'A little too far away.'),
    fix: w('手机拿近一点。', 'Hold the phone closer.'),
    sound: 'face-far',
  },
  too_dark: {
    say: w('光太暗。', 'Too dark.'),
    fix: w('脸朝着窗户或灯。', 'Face a window or a lamp.'),
    sound: 'dark',
  },
  too_few_frames: {
    say: w('照片没传完。', 'Not all pictures arrived.'),
    fix: w('网好一点再照。', 'Try where the line is better.'),
    sound: 'face-again',
  },
  too_late: {
    say: w('这一次没照完。', 'Not finished.'),
    fix: w('不着急,再照一次。', 'No hurry, once more.'),
    sound: 'face-again',
  },
  arrival: {
    say: w('照片没有按时传到。', 'Pictures came at odd times.'),
    fix: w('网好一点再照。', 'Try where the line is better.'),
    sound: 'face-again',
  },
  replayed: {
    say: w('这些照片以前交过。', 'These pictures came before.'),
    fix: w('请您本人再照一次。', 'Please take new ones yourself.'),
    sound: 'face-again',
  },
  still: {
    say: w('没看到您动。', 'No movement was seen.'),
    fix: w('照着箭头慢慢做。', 'Follow the arrows slowly.'),
    sound: 'face-again',
  },
  action_missing: {
    say: w('有一步没看清。', 'One step was not seen.'),
    fix: w('照着箭头慢慢做。', 'Follow the arrows slowly.'),
    sound: 'face-again',
  },
  wrong_action: {
    say: w('有一步做得不一样。', 'One step was different.'),
    fix: w('看好箭头再做。', 'Look at the arrow first.'),
    sound: 'face-again',
  },
  changed_person: {
    say: w('中间换了人。', 'The person changed midway.'),
    fix: w('请您一个人照到完。', 'You alone until the end.'),
    sound: 'face-two',
  },
  doubt: {
    say: w('没看清是不是您。', 'It was not clear that it is you.'),
    fix: w('摘下口罩帽子,慢慢来。', 'Take off mask and hat, no hurry.'),
    sound: 'mismatch',
  },
  other_person: {
    say: w('没认出您。', 'You were not recognised.'),
    fix: w('摘下口罩帽子,慢慢来。', 'Take off mask and hat, no hurry.'),
    sound: 'mismatch',
  },
};

/** Buttons and headings. */
export const faceLabels = {
  title: w('看看是您', 'A look at you'),
  start: w('开始照', 'Begin'),
  again: w('再试一次', 'Try again'),
  teacher: w('找老师', 'Ask teacher'),
  slowly: w('慢慢来', 'Slowly'),
  tipLight: w('脸朝着亮的地方', 'Face the light'),
  tipBare: w('摘下口罩和帽子', 'No mask, no hat'),
  tipAlone: w('一个人照,手机拿平', 'Alone, phone level'),
  step: w('第 {n} 步,共 {of} 步', 'Step {n} of {of}'),
  keptStudy: w('学过的都记着。', 'What you studied is kept.'),
} satisfies Record<string, Words>;
