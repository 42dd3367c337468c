import type { RefusalCode } from './refusal.ts';
import type { RefusalWords, Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What is said of a roster; why a file is refused is told more exactly beside it. */
export const rosterRefusalWords = {
  roster_file: {
    say: w('这个文件收不了。', 'This file cannot be taken.'),
    fix: w('用模板填好再传。', 'Fill in the template and send that.'),
  },
  roster_changed: {
    say: w('名单刚变过。', 'The roster has just changed.'),
    fix: w('看一遍再导入。', 'Look at it again, then import.'),
  },
  roster_fixed: {
    say: w('已交申请,名单不能改。', 'The class was handed in; its roster stays.'),
    why: w('“严格开班审批”,批的就是这份名单。', 'The bureau decides on exactly this roster (P019).'),
    fix: w('退回以后可以改。', 'It can be changed once it is returned.'),
  },
} satisfies Partial<Record<RefusalCode, RefusalWords>>;
