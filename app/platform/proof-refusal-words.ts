import type { RefusalCode } from './refusal.ts';
import type { RefusalWords, Words } from './words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What is said of recognised hours and study proofs. */
export const proofRefusalWords = {
  proof_hours: {
    say: w('课时还没满,不能出证明。', 'Her hours are not complete; no proof yet.'),
    why: w(
      '“不超过总课时40%的理论学习部分”可在线学;“实操培训不少于总课时的60%”。按实际上过的课时再核一遍。',
      'At most 40 % of all hours are theory online, at least 60 % practice; asked again on delivered hours (P001, P033).',
    ),
    fix: w('看表里还缺什么,补上再点。', 'See what is missing in the table.'),
  },
  proof_test: {
    say: w('结业理论测试还没通过。', 'The final theory test is not passed yet.'),
    fix: w('请学员先考完。', 'Let her take it first.'),
  },
  proof_void: {
    say: w('这份证明已经作废。', 'This proof is void.'),
    fix: w(
      '原因改正后,请当地人社局允许重出。',
      'Once the cause is mended, ask the bureau to let it be issued again.',
    ),
  },
  proof_unknown: {
    say: w('没有查到这份证明。', 'No such proof was found.'),
    fix: w('编号和后四位,照着证明再看一遍。', 'Compare the number and the last four with the paper.'),
  },
  proof_wait: {
    say: w('查得太多了,歇一会儿。', 'Too many questions; rest a while.'),
    fix: w('扫证明上的码,马上能看。', 'The code on the paper opens it at once.'),
  },
  hour_undue: {
    say: w('这一课时不用核定。', 'There is nothing to decide about this class hour.'),
    fix: w('刷新看看现在怎样。', 'Reload to see where it stands.'),
  },
} satisfies Partial<Record<RefusalCode, RefusalWords>>;
