import type { Words } from '../../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of the public pages. */
export const publicityWords = {
  title: w('补贴公示', 'Subsidies published'),
  detail: w('谁领培训补贴,大家都能看。', 'Who is to get a training subsidy, for everybody to see.'),
  none: w('现在没有公示。', 'Nothing is published now.'),
  running: w('公示中', 'Now'),
  over: w('公示结束', 'Over'),
  overDetail: w('公示结束了,姓名不再显示。', 'It is over; names are no longer shown.'),
  people: w('名单', 'List'),
  noMost: w(
    '当地文件没写每人最多多少,金额由人社局定。',
    'The local documents set no limit for a person: the bureau set the amount.',
  ),
  object: w('提意见', 'Object'),
  about: w('说的是哪一行?', 'Which line?'),
  whole: w('整份名单', 'The whole list'),
  words: w('哪里不对?', 'What is wrong?'),
  wordsHint: w('写清楚事实。只给人社局看。', 'State the facts. Only the bureau reads it.'),
  contact: w('怎么找您?可以不写', 'How to reach you? You may leave it out'),
  contactHint: w('加密保存,只给人社局看。', 'Kept sealed; only the bureau reads it.'),
  send: w('交上去', 'Send'),
  wordsMissing: w('请至少写 4 个字。', 'Four characters at least.'),
  contactWrong: w('最多 80 个字。', '80 characters at most.'),
  sent: w('收到了。', 'It has arrived.'),
  answers: w('意见和答复', 'Objections and answers'),
  upheld: w('意见属实', 'Upheld'),
  dismissed: w('意见不成立', 'Not upheld'),
  basis: w('看依据', 'The rule'),
} satisfies Record<string, Words>;

export const sayPublicity = {
  list: (bureau: string, month: string): Words => w(`${bureau} ${month}`, `${bureau} ${month}`),
  days: (from: string, until: string): Words =>
    w(`公示 ${from} 至 ${until}`, `Published ${from} to ${until}`),
  count: (n: number, yuan: number): Words => w(`${n} 人,共 ${yuan} 元`, `${n} people, ${yuan} yuan`),
  idEnding: (ending: string): Words => w(`身份证后四位 ${ending}`, `ID number ends ${ending}`),
  amount: (yuan: number | null): Words => (yuan === null ? w('—', '—') : w(`${yuan} 元`, `${yuan} yuan`)),
  receipt: (receipt: string): Words =>
    w(`回执号 ${receipt}。答复会写在这一页。`, `Receipt ${receipt}. The answer will stand on this page.`),
  line: (number: number, name: string): Words => w(`第 ${number} 行 ${name}`, `Line ${number} ${name}`),
  answered: (receipt: string, number: number | null, on: string): Words =>
    number === null
      ? w(`回执 ${receipt} · ${on}`, `Receipt ${receipt} · ${on}`)
      : w(`回执 ${receipt} · 第 ${number} 行 · ${on}`, `Receipt ${receipt} · line ${number} · ${on}`),
};
