import type { Words } from '../../platform/words.ts';
import type { CaseDecision, SnapshotVerdict } from '../face-state.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What the server saw, in words that blame nobody. */
export const verdictWords: Record<SnapshotVerdict, Words> = {
  match: w('是您本人。', 'It is you.'),
  doubt: w('有点看不清,请老师看。', 'Not quite clear; a teacher looks.'),
  other: w('没认出您。', 'You were not recognised.'),
  nobody: w('没照到人。', 'Nobody is on it.'),
  two_people: w('照到了两个人。', 'Two people are on it.'),
  covered: w('没照清楚脸。', 'The face is not clear.'),
};

/** What a person decided about a photograph that she contested. */
export const decisionWords: Record<CaseDecision, Words> = {
  same_person: w('老师看过了,是您本人。', 'Looked at again: it is you.'),
  other_person: w('老师看过了,不是您本人。', 'Looked at again: it is not you.'),
  cannot_tell: w('老师看过了,看不清。', 'Looked at again: it cannot be told.'),
  try_again: w('老师请您再照一次。', 'Please take another one.'),
  witnessed: w('老师当面看过您了。', 'A teacher saw you in person.'),
  approved: w('老师同意了。', 'Approved.'),
  refused: w('老师看过了,没有改。', 'Looked at again: it stays.'),
};

/** Words of the page of her own photographs. */
export const photoWords = {
  title: w('我的照片', 'My photographs'),
  say: w('这是您上课的照片。', 'Your photographs of the lessons.'),
  fix: w('觉得不对,请老师再看。', 'If one is wrong, ask your teacher.'),
  none: w('还没有照片。', 'No photographs yet.'),
  noneFix: w('上课时会照,照了放在这里。', 'They are taken in lessons and kept here.'),
  waiting: w('还没看。', 'Not looked at yet.'),
  counts: w('算数', 'Counts'),
  countsNot: w('不算数,会再照', 'Another will be taken'),
  erased: w('照片删掉了。', 'The picture is deleted.'),
  contest: w('不对,请老师再看', 'Ask the teacher to look again'),
  contestHint: w('想说什么,写在这里。不写也行。', 'Say why, if you like.'),
  send: w('交给老师', 'Send'),
  asked: w('交给老师了,等结果。', 'Sent; the answer will be here.'),
  theyWrote: w('老师写的:', 'The answer:'),
  snapshotOf: w('上课照片', 'Photograph of the lesson'),
  reference: w('您的登记照', 'Your confirmed picture'),
  home: w('回首页', 'Home'),
  consent: w('看照相的说明', 'About these pictures'),
} satisfies Record<string, Words>;

/** When and for which class hour; 0: for none, below: in the final test. */
export const sayPhoto = (day: string, time: string, hour: number): Words => {
  if (hour < 0) return w(`${day} ${time} 考试`, `${day} ${time}, test`);
  if (hour === 0) return w(`${day} ${time} 答题时`, `${day} ${time}, at a question`);
  return w(`${day} ${time} 第 ${hour} 课时`, `${day} ${time}, class hour ${hour}`);
};
