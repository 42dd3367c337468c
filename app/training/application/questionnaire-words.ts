import type { Words } from '../../platform/words.ts';
import type { IntakeQuestion } from './read-questionnaire.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

export const questionWords: Record<IntakeQuestion, Words> = {
  wantsTraining: w('愿意培训', 'Wants training'),
  wantsJob: w('愿意就业', 'Wants a job'),
  isAble: w('能就业', 'Able to work'),
};

/** Words of the questionnaire page. */
export const questionnaireWords = {
  title: w('问卷', 'Questionnaires'),
  hint: w('按 1 填“是”,按 2 填“否”,跳到下一格。', 'Press 1 for yes, 2 for no; the next one follows.'),
  empty: w('名单还是空的。', 'Nobody is on the roster.'),
  fixed: w('已交申请,问卷不能改。', 'Handed in; the questionnaires stay.'),
  save: w('保存', 'Save'),
  saved: w('问卷存好了。', 'Stored.'),
  answeredNo: w('补贴班要三项都是“是”。', 'A subsidised class needs three times yes.'),
} satisfies Record<string, Words>;
