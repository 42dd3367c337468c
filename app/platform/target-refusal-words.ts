import type { RefusalCode } from './refusal.ts';
import type { RefusalWords, Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What is said of targets of places. */
export const targetRefusalWords = {
  target_wrong: {
    say: w('这个目标填得不对。', 'This target is not right.'),
    fix: w('只能填本辖区的地方。', 'A place of your own area, a known group, a year.'),
  },
  target_above: {
    say: w('这是上级部门定的目标。', 'A higher bureau set this target.'),
    fix: w('请上级部门改。', 'Ask that bureau.'),
  },
  target_file: {
    say: w('这份目标表收不了。', 'This file of targets cannot be taken.'),
    fix: w('按下面改好,再传一次。', 'Correct what is named below and send it again.'),
  },
} satisfies Partial<Record<RefusalCode, RefusalWords>>;
