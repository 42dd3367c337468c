import type { RefusalCode } from './refusal.ts';
import type { RefusalWords, Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What is said of the plan of a class; its figures are judged and told one by one beside it. */
export const planRefusalWords = {
  class_fixed: {
    say: w('已交申请,计划不能改。', 'The class was handed in; its plan stays.'),
    why: w('“严格开班审批”,批的就是这份计划。', 'The bureau decides on exactly this plan (P019).'),
    fix: w('退回以后可以改。', 'It can be changed once it is returned.'),
  },
  rules_missing: {
    say: w('这里没有这类班的规定。', 'No rules are known for this kind of class here.'),
    fix: w('看看地点、类型和开始日期。', 'Check place, type and first day.'),
  },
  institution_barred: {
    say: w('机构现在不能办补贴班。', 'The institution may run no subsidised class now.'),
    why: w(
      '“审计、检查发现存在明显问题的机构不得开展政府补贴性培训评价”。',
      'An institution with findings runs no subsidised training (P044).',
    ),
    fix: w(
      '可以办非补贴班,或等整改结束。',
      'Run it without subsidy, or wait for the end of the rectification.',
    ),
  },
  content_gone: {
    say: w('这门课现在不能用。', 'This course cannot be used now.'),
    fix: w('换一门都已批准的课。', 'Choose one whose lessons are all approved.'),
  },
} satisfies Partial<Record<RefusalCode, RefusalWords>>;
