import type { RefusalCode } from './refusal.ts';
import type { RefusalWords, Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What is said of an application to open a class, of its decision, and of standings. */
export const applicationRefusalWords = {
  application_open: {
    say: w('申请还没齐。', 'The application is not complete.'),
    why: w('“严格开班审批”,五部分齐了才能批。', 'A class is decided on in five complete parts (P019).'),
    fix: w('看下面差什么,补好再交。', 'See below what is missing.'),
  },
  application_changed: {
    say: w('申请刚变过。', 'The application has just changed.'),
    fix: w('刷新,再看一遍。', 'Reload and look again.'),
  },
  class_step: {
    say: w('这个班现在不能做这一步。', 'This step cannot be taken now.'),
    fix: w('刷新看看现在到哪了。', 'Reload to see where it stands.'),
  },
  post_undecided: {
    say: w('有人岗位和本班职业不同。', 'Somebody’s post does not match the training.'),
    why: w(
      '“企业职工须参加与本人岗位相同或相近的职业(工种)培训”',
      'Employees train for their own post or one near it (P026).',
    ),
    fix: w('写同意的原因,或退回。', 'Say why it is accepted, or return it.'),
  },
  standing_short: {
    say: w('这个日期不行。', 'This day does not do.'),
    why: w('“进行不少于一个月的整改”', 'A rectification lasts a month at least (P057).'),
    fix: w('整改至少一个月。', 'Choose a month from today or later.'),
  },
  standing_above: {
    say: w('这是上级部门定的。', 'A higher bureau set this.'),
    fix: w('请上级部门改。', 'Ask that bureau.'),
  },
  class_running: {
    say: w('班期还没结束。', 'The class is not over.'),
    fix: w('最后一天过了再结班。', 'Close it after its last day.'),
  },
  inspection_missing: {
    say: w('这个班还没检查过。', 'This class was not inspected.'),
    why: w('“至少进行一次实地检查或随机抽查”', 'At least one inspection is made (P048).'),
    fix: w('请主管部门检查并记下。', 'Ask the bureau to inspect and record it.'),
  },
} satisfies Partial<Record<RefusalCode, RefusalWords>>;
