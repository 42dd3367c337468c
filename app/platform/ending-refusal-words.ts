import type { RefusalCode } from './refusal.ts';
import type { RefusalWords, Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });
const clause = w(
  '“开展培训满意度调查,低于85%的暂停结业考核,进行不少于一个月的整改”',
  'A class is asked whether it is satisfied; below 85 % the assessment waits for a rectification (P057).',
);

/** What is said of the survey and the assessment at the end of a class. */
export const endingRefusalWords = {
  survey_early: {
    say: w('还不到调查的时候。', 'It is too early to ask.'),
    why: clause,
    fix: w('到了下面写的日期再开始。', 'Begin on the day that is named below.'),
  },
  survey_again: {
    say: w('这次调查不能重来。', 'This survey is not begun anew.'),
    why: clause,
    fix: w('满意度不够的,整改后再调查。', 'After a rectification the class is asked again.'),
  },
  survey_over: {
    say: w('调查结束了。', 'The survey is over.'),
    fix: w('回首页接着学。', 'Go back home.'),
  },
  survey_due: {
    say: w('先做满意度调查。', 'Ask the class first whether it is satisfied.'),
    why: clause,
    fix: w('调查结束、够人数再填成绩。', 'Enter results once enough have answered.'),
  },
  assessment_locked: {
    say: w('满意度不够,考核暂停。', 'Too few are satisfied; the assessment waits.'),
    why: clause,
    fix: w('整改满一个月,再调查一次。', 'After the rectification the class is asked again.'),
  },
  result_wrong: {
    say: w('有一行填得不对。', 'One line is not right.'),
    fix: w('看那一行的提示,改好再存。', 'See what is said at that line.'),
  },
  certificate_taken: {
    say: w('证书编号用过了。', 'This certificate number is taken.'),
    fix: w('对照证书再看一遍。', 'Compare it with the certificate.'),
  },
} satisfies Partial<Record<RefusalCode, RefusalWords>>;
