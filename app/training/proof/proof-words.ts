import type { Words } from '../../platform/words.ts';
import type { GapReason, HourGap } from './judge-recognised-hours.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of recognised hours and study proofs at the desk. */
export const proofWords = {
  title: w('课时和证明', 'Hours and proofs'),
  learner: w('学员', 'Learner'),
  online: w('网课', 'Online'),
  inPersonTheory: w('面授理论', 'Theory in person'),
  practice: w('实操', 'Practice'),
  total: w('认可课时', 'Hours recognised'),
  gaps: w('还差什么', 'What is missing'),
  proof: w('证明', 'Proof'),
  nothing: w('齐了', 'Complete'),
  testOpen: w('结业测试还没通过', 'Final test not passed'),
  toTests: w('看测试', 'See the tests'),
  toSessions: w('排面授课', 'Arrange sessions'),
  toLearner: w('看她的课时', 'See her hours'),
  noPlan: w('这个班还没排课时。', 'This class has no hours in its plan.'),
  empty: w('名单还空着。', 'The roster is empty.'),
  surveyFirst: w(
    '满意度调查过了,才能出证明。',
    'Proofs are issued once the class was asked and is satisfied.',
  ),
  toEnding: w('去看调查', 'See the survey'),
  issue: w('出证明', 'Issue'),
  issueAll: w('全部出证明', 'Issue all'),
  print: w('打印证明', 'Print'),
  printAll: w('打印全部', 'Print all'),
  export: w('导出表格', 'Export'),
  computed: w(
    '课时由服务器按学习记录和到课记录算出,任何人不能填。',
    'Hours are computed from the log and the attendance; nobody can type them.',
  ),
  waits: w('还不能出', 'Not yet'),
  ready: w('可以出', 'Ready'),
  issued: w('有效', 'Valid'),
  void: w('已作废', 'Void'),
  done: w('办好了。', 'Done.'),
  doneNone: w('没有可出的证明。', 'No proof was ready.'),
  witnessed: w('当面确认的课时', 'Hours on a witness'),
  witnessedWhy: w(
    '这些课时没有用摄像头看脸,是教务当面确认的。由当地人社局核定。',
    'A clerk saw the learner instead of the camera; the bureau of the place decides.',
  ),
  hour: w('课时', 'Class hour'),
  seenBy: w('谁确认的', 'Seen by'),
  state: w('状态', 'State'),
  decision: w('核定', 'Decision'),
  accept: w('认可', 'Accept'),
  refuse: w('不认可', 'Refuse'),
  reason: w('理由', 'Reason'),
  reasonHint: w('至少 4 个字', 'At least 4 characters'),
  decide: w('核定', 'Decide'),
  hourBureau: w('等人社局核定', 'Waits for the bureau'),
  hourAccepted: w('人社局认可', 'Accepted'),
  hourRefused: w('人社局没认可', 'Refused'),
  revokeTitle: w('作废一份证明', 'Declare a proof void'),
  revokeWhy: w('作废后不能恢复。公众只看到作废的日期。', 'It stays void. The public sees the day only.'),
  mendTitle: w('允许重出证明', 'Let a proof be issued again'),
  mendWhy: w(
    '原因已经改正的,培训机构可以重出一份,用新编号。旧的还是作废。',
    'Once the cause is mended the institution issues it anew, under another number. The old one stays void.',
  ),
  mend: w('允许重出', 'Allow'),
  mended: w('可以重出', 'May be issued again'),
  issueAgain: w('重出证明', 'Issue again'),
  number: w('证明编号', 'Number'),
  revoke: w('作废', 'Declare void'),
} satisfies Record<string, Words>;

/** Why a proof no longer matches, for the desk. */
export const faultWords = {
  hours: w('课时比证明少了', 'Fewer hours than it states'),
  ledger: w('学习记录被换过', 'The log was changed'),
  signature: w('签名不对', 'Not signed by us'),
} satisfies Record<string, Words>;

export const sayProof = {
  replaces: (number: string): Words => w(`代替作废的 ${number}`, `in the stead of ${number}, which is void`),
  of: (now: number, plan: number): Words => w(`${now}/${plan}`, `${now}/${plan}`),
  counts: (ready: number, issued: number, open: number): Words =>
    w(
      `可以出 ${ready} 份 · 已出 ${issued} 份 · 还差课时 ${open} 人`,
      `${ready} ready · ${issued} issued · ${open} with hours missing`,
    ),
  hours: (n: number): Words => w(`${n} 课时`, n === 1 ? '1 hour' : `${n} hours`),
  hourNumber: (n: number): Words => w(`第 ${n} 课时`, `Hour ${n}`),
};

type Said = { desk: (n: number) => Words; fix: Words; own: Words };
const said = (zh: string, en: string, fix: Words, own: Words): Said => ({
  desk: (n) => w(zh.replace('#', String(n)), en.replace('#', String(n))),
  ...{ fix, own },
});
const askTeacher = w('打电话问老师。', 'Call your teacher.');
const studyAgain = w('请她再学一遍,会请她照。', 'Let her study it again; she will be asked.');
const makeUp = w('给她排补课。', 'Arrange a make-up lesson.');
const confirm = w('请另一位老师确认到课。', 'Let a second person confirm the attendance.');
const recordings = w('补登录像。', 'Register the recordings.');
const arrange = w('排课、点名。', 'Hold the session.');

const gapSaid: Record<GapReason, Said> = {
  photograph: said(
    '网课 # 课时缺照片',
    '# online lack a photograph',
    studyAgain,
    w('再学一遍,会请您照。', 'Study it again; you will be asked.'),
  ),
  face: said(
    '网课 # 课时缺看脸',
    '# online lack a live check',
    studyAgain,
    w('再学一遍,会请您照。', 'Study it again; you will be asked.'),
  ),
  bureau: said(
    '网课 # 课时等人社局核定',
    '# online wait for the bureau',
    w('请人社局核定。', 'Ask the bureau.'),
    w('不用您做什么,等一等。', 'Nothing to do; wait a little.'),
  ),
  refused: said(
    '网课 # 课时人社局没认可',
    '# online not accepted by the bureau',
    w('在教室补理论课,或请人社局再看。', 'Make them up in the classroom, or ask the bureau again.'),
    askTeacher,
  ),
  share: said(
    '网课 # 课时先留着:面授还少',
    '# online wait: too few hours in person',
    w('上够面授和实操就认可。', 'They count once enough hours in person were held.'),
    w('上了面授课就认可,没有丢。', 'They count after the classroom; nothing is lost.'),
  ),
  practice_share: said(
    '网课 # 课时先留着:实操还少',
    '# online wait: too little practice',
    w('上够实操就认可。', 'They count once enough practice was held.'),
    w('上了实操课就认可,没有丢。', 'They count after practice; nothing is lost.'),
  ),
  study: said(
    '网课还差 # 课时',
    '# online not studied yet',
    w('请她接着学。', 'Let her study on.'),
    w('接着学就行。', 'Study on.'),
  ),
  theory_witness: said('面授理论 # 课时等确认', '# theory wait for a second person', confirm, askTeacher),
  theory_recording: said('面授理论 # 课时录像不全', '# theory not recorded in full', recordings, askTeacher),
  theory_absent: said(
    '面授理论 # 课时没到',
    '# theory missed',
    makeUp,
    w('请老师安排补课。', 'Ask for a make-up lesson.'),
  ),
  theory_open: said(
    '面授理论 # 课时还没上',
    '# theory not held yet',
    arrange,
    w('老师会通知时间。', 'Your teacher will tell the time.'),
  ),
  practice_witness: said('实操 # 课时等确认', '# practice wait for a second person', confirm, askTeacher),
  practice_recording: said('实操 # 课时录像不全', '# practice not recorded enough', recordings, askTeacher),
  practice_absent: said(
    '实操 # 课时没到',
    '# practice missed',
    makeUp,
    w('请老师安排补课。', 'Ask for a make-up lesson.'),
  ),
  practice_open: said(
    '实操 # 课时还没上',
    '# practice not held yet',
    arrange,
    w('老师会通知时间。', 'Your teacher will tell the time.'),
  ),
};

/** A gap in a sentence, what mends it at the desk, and what she herself is told to do. */
export function sayGap({ reason, hours }: Pick<HourGap, 'reason' | 'hours'>): {
  say: Words;
  fix: Words;
  own: Words;
} {
  const { desk, fix, own } = gapSaid[reason];
  return { say: desk(hours), fix, own };
}
