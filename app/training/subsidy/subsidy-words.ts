import type { Words } from '../../platform/words.ts';
import type { BatchState, BatchStep } from './batch-life.ts';
import type { LeftOutReason } from './judge-candidate.ts';
import type { VoucherState } from './read-vouchers.server.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

export const batchStateWords: Record<BatchState, Words> = {
  drawn: w('待签字', 'To be signed'),
  published: w('公示中', 'Published'),
  completed: w('已报财政', 'With finance'),
  confirmed: w('财政已确认', 'Confirmed'),
};

export const batchStepWords: Record<BatchStep, Words> = {
  draw: w('生成名单', 'Drew it up'),
  publish: w('开始公示', 'Published it'),
  strike: w('划去一人', 'Struck one out'),
  complete: w('公示结束,报财政', 'Completed it'),
  export: w('导出名单', 'Exported it'),
  confirm: w('记录财政确认', 'Recorded the confirmation'),
};

/** Why somebody is left out, one plain sentence each. */
export const leftOutWords: Record<LeftOutReason, Words> = {
  barred: w('机构现在不能办补贴培训。', 'The institution is barred.'),
  cancelled: w('这个班的补贴取消了。', 'The subsidy of the class is cancelled.'),
  unsatisfied: w('班级满意度还没通过。', 'The class is not known to be satisfied.'),
  not_assessed: w('还没有考核成绩。', 'There is no result of the assessment.'),
  failed: w('考核没通过。', 'The assessment was not passed.'),
  no_certificate: w('还没填证书编号。', 'There is no certificate number.'),
  no_id_number: w('还没填身份证号。', 'There is no ID number.'),
};

/** How a learner's subsidy stands, for her institution. */
export const subsidyStateWords: Record<BatchState | 'struck', Words> = {
  drawn: w('人社局在审', 'Under review'),
  published: batchStateWords.published,
  completed: batchStateWords.completed,
  confirmed: batchStateWords.confirmed,
  struck: w('公示后划去', 'Struck out'),
};

export const voucherStateWords: Record<VoucherState, Words> = {
  issued: w('已发', 'Issued'),
  redeemed: w('已用', 'Redeemed'),
  void: w('作废', 'Void'),
};

/** Of the roster page and of the learner's own page. */
export const supportWords = {
  voucher: w('培训券', 'Voucher'),
  subsidy: w('补贴', 'Subsidy'),
  none: w('—', '—'),
} satisfies Record<string, Words>;

/** The one line about a learner's voucher. */
export const sayOwnVoucher = (number: string, state: VoucherState): Words =>
  ({
    issued: w(
      `培训券 ${number}:拿到证书才有用,只能您本人用。`,
      `Voucher ${number}: worth something with your certificate, and yours alone.`,
    ),
    redeemed: w(`培训券 ${number}:证书到了,已经用上。`, `Voucher ${number}: redeemed by your certificate.`),
    void: w(`培训券 ${number}:您已不在这个班,不能用了。`, `Voucher ${number}: void, you left the class.`),
  })[state];

export const subsidyWords = {
  title: w('补贴', 'Subsidies'),
  lists: w('每月名单', 'Monthly lists'),
  none: w('还没有名单。', 'No list yet.'),
  noneFix: w('选月份,点“生成名单”。', 'Choose a month and draw the list up.'),
  month: w('月份', 'Month'),
  draw: w('生成名单', 'Draw it up'),
  drawHint: w(
    '服务器按考核、证书、满意度算出人。当地没规定金额的,由您填。',
    'The server computes who is on it. Where no clause sets an amount, you type it.',
  ),
  bothDrawn: w('这两个月的名单都有了。', 'Both months have their list.'),
  bureau: w('人社局', 'Bureau'),
  state: w('状态', 'State'),
  people: w('人数', 'People'),
  yuan: w('合计(元)', 'Total (yuan)'),
  publicity: w('公示', 'Publicity'),
  document: w('财政文号', 'Document'),
  vouchers: w('培训券', 'Vouchers'),
  issued: w('今年发放', 'Issued this year'),
  redeemed: w('今年有效使用', 'Redeemed this year'),
  list: w('名单', 'List'),
  number: w('序号', 'No.'),
  name: w('姓名', 'Name'),
  idEnding: w('身份证后四位', 'ID number ends'),
  institution: w('机构', 'Institution'),
  className: w('班级', 'Class'),
  occupation: w('工种', 'Occupation'),
  level: w('等级', 'Level'),
  certificate: w('证书编号', 'Certificate'),
  endedOn: w('考核日期', 'Assessed on'),
  amount: w('金额(元)', 'Yuan'),
  amounts: w('每人金额', 'Amounts'),
  each: w('每人(元)', 'For a person (yuan)'),
  noMost: w('每人最多多少,当地没有规定', 'No local limit for a person'),
  noMostWhy: w(
    '这里的文件没写每人最多多少,金额由人社局填。',
    'The documents here set no limit for a person: the bureau types the amount.',
  ),
  notTyped: w('还没填', 'Not typed yet'),
  saveAmount: w('存金额', 'Save'),
  amountsFirst: w('先填每人金额,再签字。', 'Type the amounts first, then have it signed.'),
  voucher: w('培训券号', 'Voucher'),
  remark: w('说明', 'Remark'),
  stale: w('现在不够条件', 'No longer entitled'),
  struck: w('已划去', 'Struck out'),
  strike: w('划去', 'Strike out'),
  strikeTitle: w('划去一人', 'Strike somebody out'),
  strikeWho: w('哪一行', 'Which line'),
  reason: w('原因', 'Reason'),
  reasonHint: w('至少 4 个字。', 'Four characters at least.'),
  leftOut: w('没进名单的人', 'Left out'),
  leftOutWhy: w('为什么', 'Why'),
  leftOutNone: w('没有人落下。', 'Nobody is left out.'),
  redraw: w('重新计算', 'Compute anew'),
  changedFix: w('点“重新计算”;变了要重新签字。', 'Compute anew; a changed list needs new signatures.'),
  staleTitle: w('名单里有人现在不够条件。', 'Somebody on the list is no longer entitled.'),
  staleFix: w('划去后,再由两人签字。', 'Strike them out, then have it signed anew.'),
  signatures: w('审查签字', 'Signatures'),
  noSignatures: w('还没有人签字。', 'Nobody has signed.'),
  signedName: w('签字(写您的姓名)', 'Your name as signature'),
  sign: w('签字', 'Sign'),
  signHint: w('签的就是上面这份名单。', 'You sign for exactly the list above.'),
  current: w('这一版', 'This list'),
  older: w('旧的一版', 'An older list'),
  when: w('时间', 'When'),
  who: w('谁', 'Who'),
  what: w('做了什么', 'What'),
  ownDrawn: w('名单是您生成的,请别的同事签字。', 'You drew it up: others have to sign.'),
  hasSigned: w('您签过这份名单了。', 'You have signed for this list.'),
  publish: w('开始公示', 'Publish'),
  complete: w('公示结束', 'Complete'),
  toPublic: w('看公示页', 'See the public page'),
  objections: w('公示意见', 'Objections'),
  noObjections: w('没有人提意见。', 'No objection.'),
  contact: w('联系方式', 'Contact'),
  noContact: w('没留', 'None'),
  whole: w('整份名单', 'The whole list'),
  upheld: w('意见属实', 'Upheld'),
  dismissed: w('意见不成立', 'Not upheld'),
  verdict: w('结论', 'Verdict'),
  answer: w('答复', 'Answer'),
  answerHint: w('答复会公开,不写姓名。至少 4 个字。', 'Public: leave names out. Four characters at least.'),
  sendAnswer: w('答复', 'Answer'),
  finance: w('报财政', 'To the finance bureau'),
  export: w('导出名单', 'Export'),
  fingerprint: w('名单指纹', 'Hash of the list'),
  confirmedOn: w('财政确认日期', 'Confirmed on'),
  documentHint: w('一个文号只能用一次。', 'One document, one list.'),
  confirm: w('记录确认', 'Record it'),
  history: w('经过', 'History'),
  stored: w('存好了。', 'Stored.'),
  wrongField: w('这一项要重填。', 'Enter this again.'),
  exportNote: w('按这份名单拨付一次,人员不会再进别的名单。', 'Paid once: nobody of it is on another list.'),
} satisfies Record<string, Words>;

export const saySubsidy = {
  signed: (n: number, min: number): Words => w(`${n} 人签了,要 ${min} 人`, `${n} signed of ${min}`),
  people: (n: number, yuan: number): Words => w(`${n} 人,共 ${yuan} 元`, `${n} people, ${yuan} yuan`),
  heads: (n: number): Words => w(`${n} 人`, `${n} people`),
  most: (yuan: number): Words => w(`每人最多 ${yuan} 元`, `${yuan} yuan for a person at most`),
  each: (yuan: number): Words => w(`每人 ${yuan} 元`, `${yuan} yuan for a person`),
  unpriced: (n: number): Words => w(`${n} 人的金额还没填`, `${n} without an amount`),
  until: (from: string, until: string): Words => w(`${from} 至 ${until}`, `${from} to ${until}`),
  wait: (until: string): Words =>
    w(`公示到 ${until},第二天才能结束。`, `Published until ${until}; complete it after that day.`),
  newcomers: (n: number): Words => w(`又有 ${n} 人够条件了。`, `${n} more have come to qualify.`),
  listOf: (month: string): Words => w(`${month} 补贴名单`, `Subsidies of ${month}`),
};
