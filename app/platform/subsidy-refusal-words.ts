import type { RefusalCode } from './refusal.ts';
import type { RefusalWords, Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });
const signing = w(
  '“申领补贴落实两人以上经办审查签字,加强内部监督”(河南省2023年方案)',
  'Two persons or more review and sign for a subsidy (P079).',
);
const publicity = w(
  '“审查结果在官方网站等进行不少于5天的公示”(河南省2023年方案)',
  'What was reviewed is published for five days at least (P080).',
);
const finance = w(
  '“按月向财政部门汇总推送符合补贴条件的人员等信息”(河南省2023年方案)',
  'Who is entitled is reported to the finance bureau every month (P081).',
);

/** What is said of lists of subsidies. */
export const subsidyRefusalWords = {
  subsidy_nobody: {
    say: w('现在没有够条件的人。', 'Nobody is entitled now.'),
    why: finance,
    fix: w('考核通过、登记证书后再来。', 'Come back when certificates are recorded.'),
  },
  subsidy_step: {
    say: w('这份名单现在不能做这一步。', 'This step cannot be taken now.'),
    fix: w('刷新看看现在到哪了。', 'Reload to see where it stands.'),
  },
  subsidy_changed: {
    say: w('名单刚变过。', 'The list has just changed.'),
    why: signing,
    fix: w('刷新,再看一遍。', 'Reload and look again.'),
  },
  subsidy_amount: {
    say: w('有人的金额还没填。', 'Somebody on the list has no amount.'),
    fix: w('先把每个班的金额填上。', 'Type the amount of every class first.'),
  },
  subsidy_sign_own: {
    say: w('名单是您生成的。', 'You drew this list up.'),
    why: signing,
    fix: w('请别的同事签字。', 'Ask a colleague to sign.'),
  },
  subsidy_signed: {
    say: w('您签过这份名单了。', 'You have signed for this list.'),
    why: signing,
    fix: w('请另一位同事签字。', 'Ask another colleague.'),
  },
  subsidy_signatures: {
    say: w('签字的人还不够。', 'Too few have signed.'),
    why: signing,
    fix: w('请同事看过名单再签字。', 'Have colleagues look and sign.'),
  },
  subsidy_stale: {
    say: w('名单里有人现在不够条件。', 'Somebody on the list is no longer entitled.'),
    why: finance,
    fix: w('没公示的重新计算,公示了的划去。', 'Compute it anew, or strike them out.'),
  },
  subsidy_running: {
    say: w('公示还没到期。', 'The publicity is not over.'),
    why: publicity,
    fix: w('最后一天过完再点。', 'Come back after its last day.'),
  },
  subsidy_document: {
    say: w('这个文号用过了。', 'This document number is taken.'),
    why: finance,
    fix: w('对照文件再看一遍。', 'Compare it with the document.'),
  },
  objection_open: {
    say: w('还有意见没答复。', 'An objection waits for an answer.'),
    why: publicity,
    fix: w('先答复,再结束公示。', 'Answer it first.'),
  },
  objection_over: {
    say: w('公示结束了。', 'The publicity is over.'),
    why: publicity,
    fix: w('有问题请打人社局电话。', 'Please call the bureau.'),
  },
  objection_limit: {
    say: w('今天提的意见有点多。', 'Many objections have come today.'),
    fix: w('明天再提,或打人社局电话。', 'Come back tomorrow or call the bureau.'),
  },
} satisfies Partial<Record<RefusalCode, RefusalWords>>;
