import type { Words } from '../../platform/words.ts';
import type { ResultFault } from './judge-results.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of the results of the external assessment. */
export const assessmentWords = {
  title: w('考核成绩', 'Results of the assessment'),
  name: w('姓名', 'Name'),
  result: w('结果', 'Result'),
  endedOn: w('考核日期', 'Day of the assessment'),
  certificate: w('证书编号', 'Certificate number'),
  none: w('还没考', 'Not yet'),
  passed: w('合格', 'Passed'),
  failed: w('不合格', 'Not passed'),
  reason: w('改成绩的原因', 'Why an entry is corrected'),
  reasonHint: w('改了已填的才要写。', 'Needed only where an entry of before changes.'),
  save: w('保存', 'Save'),
  saved: w('存好了。', 'Saved.'),
  noLearners: w('名单里还没有人。', 'Nobody is on the roster yet.'),
  waits: w('做完满意度调查,再填成绩。', 'Results are entered once the class was asked.'),
  corrections: w('改过', 'Corrected'),
} satisfies Record<string, Words>;

/** What is wrong with a line, at that line. */
export const resultFaultWords: Record<ResultFault, Words> = {
  day_missing: w('填考核日期。', 'Enter the day.'),
  day_early: w('比开班还早。', 'Before the class began.'),
  day_future: w('这一天还没到。', 'This day is still to come.'),
  certificate_unpassed: w('不合格没有证书。', 'No certificate without passing.'),
  taken_away: w('填过的不能删,可以改。', 'An entry is corrected, not taken away.'),
};

/** A correction of before. */
export const sayCorrection = (day: string, by: string, reason: string) =>
  w(`${day} ${by}:${reason}`, `${day} ${by}: ${reason}`);
