import type { Words } from '../../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of a proof: on paper, on the public page, and on her own. Paper shows both languages. */
export const paperWords = {
  title: w('学习证明', 'Study Proof'),
  publicTitle: w('查学习证明', 'Check a study proof'),
  number: w('编号', 'Number'),
  name: w('姓名', 'Name'),
  idNumber: w('身份证号', 'ID number'),
  institution: w('培训机构', 'Institution'),
  occupation: w('职业(工种)', 'Occupation'),
  course: w('课程', 'Course'),
  level: w('等级', 'Level'),
  dates: w('培训日期', 'Dates of the class'),
  hours: w('认可课时', 'Class hours recognised'),
  online: w('网上理论', 'Theory online'),
  inPersonTheory: w('面授理论', 'Theory in person'),
  practice: w('实际操作', 'Practice'),
  total: w('合计', 'Total'),
  issuedOn: w('出具日期', 'Day of issue'),
  state: w('状态', 'State'),
  valid: w('有效', 'Valid'),
  checking: w('正在核对', 'Being checked'),
  checkingWhy: w('学习记录有变化,培训机构和人社局正在核对。', 'The record has changed; it is being checked.'),
  void: w('已作废', 'Void'),
  notCertificate: w(
    '这是学习证明,不是职业资格证书,也不是职业技能等级证书。',
    'This is a proof of study. It is not a vocational qualification or skill-level certificate.',
  ),
  computed: w(
    '课时由服务器根据学习记录和到课记录算出,不由人填写。',
    'Hours are computed by the server from the log and the attendance; nobody types them.',
  ),
  statement: w('完成本班全部课时,特此证明。', 'has completed all class hours of this class.'),
  scan: w('扫码核对', 'Scan to check'),
  qr: w('核对这份证明的二维码', 'Code that leads to the page of this proof'),
  digest: w('依据校验码', 'SHA-256 of its basis'),
  see: w('看证明', 'See my proof'),
  save: w('下载签名文件', 'Download the signed file'),
  print: w('打印', 'Print'),
  none: w('还没有证明。', 'No proof yet.'),
  noneFix: w('课时都满了,培训机构会给您出。', 'Your institution issues it once all hours are there.'),
  back: w('看学习记录', 'My record'),
  ask: w('输入编号和身份证后四位。', 'Type the number and the last four of the ID number.'),
  askDetail: w('证明上有码的,扫码更快。', 'If there is a code on the paper, scanning is faster.'),
  lastFour: w('身份证后四位', 'Last four of the ID number'),
  lastFourHint: w('最后一位可能是 X', 'The last one may be an X'),
  numberHint: w('ZX 开头,像 ZX-410100-2026-0000001-9', 'It begins with ZX, like ZX-410100-2026-0000001-9'),
  numberWrong: w('编号不对,照着证明再看一遍。', 'That is no number of a proof; compare it.'),
  lastFourWrong: w('要四位,最后一位可能是 X。', 'Four characters; the last may be an X.'),
  check: w('查证明', 'Check'),
  again: w('再查一份', 'Check another'),
  found: w('查到了,这份证明有效。', 'This proof is valid.'),
  foundChecking: w('查到了,这份证明正在核对。', 'This proof is being checked.'),
  ownTitle: w('我的课时', 'My class hours'),
  ownComplete: w('课时都满了。', 'All hours are there.'),
} satisfies Record<string, Words>;

export const sayPaper = {
  hours: (n: number): Words => w(`${n} 课时`, n === 1 ? '1 hour' : `${n} hours`),
  of: (now: number, plan: number): Words => w(`${now} / ${plan} 课时`, `${now} of ${plan} hours`),
  voidSince: (day: string): Words => w(`这份证明 ${day} 已作废。`, `This proof is void since ${day}.`),
  replacedBy: (number: string): Words =>
    w(`已重新出具,新编号 ${number}。`, `It was issued again as ${number}.`),
  classHour: (minutes: number): Words =>
    w(`1 课时不少于 ${minutes} 分钟`, `A class hour is at least ${minutes} minutes`),
};
