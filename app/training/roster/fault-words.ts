import type { Words } from '../../platform/words.ts';
import type { RowFault, RowFaultCode, RowNote } from './roster-fault.ts';
import { fieldWords } from './roster-words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

type Facts = { count: number; row: number; day: string; cell: Words };

const faultWords: Record<RowFaultCode, (facts: Facts) => Words> = {
  formula: ({ cell }) =>
    w(
      `${cell.zh}是公式,没有结果。复制后粘贴成数值。`,
      `${cell.en} is a formula without a value. Paste it as a value.`,
    ),
  name_missing: () => w('没有姓名。', 'The name is missing.'),
  name_wrong: () => w('姓名只能是汉字或字母。', 'A name has Chinese characters or letters.'),
  id_missing: () => w('没有身份证号。', 'The ID number is missing.'),
  id_digits: () =>
    w(
      '身份证号存成了数字,后几位丢了。设成文本,重新填。',
      'The ID number was stored as a number and lost digits. Make it text and type it again.',
    ),
  id_short: ({ count }) => w(`身份证号少 ${count} 位。`, `The ID number lacks ${count} characters.`),
  id_long: ({ count }) => w(`身份证号多 ${count} 位。`, `The ID number has ${count} characters too many.`),
  id_characters: () => w('身份证号只能是数字和 X。', 'An ID number has digits and X only.'),
  id_date: () => w('身份证号里的生日不对。', 'The date of birth in the ID number does not exist.'),
  id_check_digit: () =>
    w('身份证号最后一位对不上。对照证件再看。', 'The last character of the ID number does not match.'),
  phone_missing: () => w('没有手机号。', 'The phone number is missing.'),
  phone_wrong: ({ count }) =>
    w(`手机号要 11 位,现在 ${count} 位。`, `A phone number has 11 digits, this has ${count}.`),
  twice: ({ row }) => w(`和第 ${row} 行是同一个人。`, `The same person as in row ${row}.`),
  category_missing: () => w('没有人员类别。', 'The category is missing.'),
  category_wrong: () => w('人员类别不认识。照模板填。', 'The category is not known. See the template.'),
  employer_missing: () => w('企业职工要填工作单位。', 'An employee needs an employer.'),
  post_missing: () => w('企业职工要填岗位的职业编码。', 'An employee needs the occupation code of the post.'),
  post_unknown: ({ cell }) =>
    w(`${cell.zh}不认识。填职业编码,如 4-10-01-05。`, `${cell.en} is not known. Enter an occupation code.`),
  old_post_missing: () =>
    w('转岗职工要填原岗位的职业编码。', 'Whoever changes post needs the code of the old one.'),
  old_post_same_class: () =>
    w('原岗位和本班是同一职业类。不能算转岗。', 'The old post is of the same class as this training.'),
  graduation_missing: () => w('在校生要填毕业年份。', 'Who is in school needs the year of graduation.'),
  student_blocked: () =>
    w(
      '毕业年度在校生不能进补贴班。',
      'Who is in school in the graduating year cannot join a subsidised class.',
    ),
  yes_no_wrong: ({ cell }) => w(`${cell.zh}只能填是或否。`, `${cell.en} is yes or no.`),
  answered_no: ({ cell }) =>
    w(`${cell.zh}填了否,不能进补贴班。`, `${cell.en} is no: not for a subsidised class.`),
  in_class: () => w('已经在本班。', 'Already in this class.'),
  name_differs: () =>
    w(
      '姓名与这个身份证号的账号不同。对照证件再看。',
      'The name differs from the account with this ID number.',
    ),
  not_a_learner: () => w('这个人有工作人员账号。', 'This person has a staff account.'),
  phone_full: ({ count }) =>
    w(`这个手机号已有 ${count} 人用。换一个。`, `${count} people have this phone number. Enter another.`),
  open_project: () => w('上一个培训还没考核。考核满一个月再来。', 'The training before is not assessed yet.'),
  cooling_off: ({ day }) =>
    w(
      `上次考核还不满一个月。最早 ${day} 开班。`,
      `Less than a month since the last assessment. Earliest start ${day}.`,
    ),
  class_full: ({ count }) => w(`本班最多 ${count} 人,已满。`, `The class has its ${count} learners.`),
};

const noteWords: Record<RowNote, Words> = {
  has_account: w('已有账号,用原来的手机号和密码。', 'Has an account; its phone and password stay.'),
  phone_shared: w('手机号几人合用,各用各的密码。', 'Several share this phone, each with her own password.'),
  post_differs: w('岗位和本班职业不同,由审批人决定。', 'The post differs; the approver decides.'),
  student_later: w('在校生,不在毕业年度。审批人会看。', 'In school, not in the graduating year.'),
};

/** The clause behind a fault, short and word for word, with its document (看依据). */
const clauses: Partial<Record<RowFaultCode, string>> = {
  post_missing: 'P026 “企业职工须参加与本人岗位相同或相近的职业(工种)培训”',
  old_post_missing: 'P027 “转岗职工参加培训的职业(工种)与原岗位职业(工种)不得隶属于同一职业分类”',
  old_post_same_class: 'P027 “转岗职工参加培训的职业(工种)与原岗位职业(工种)不得隶属于同一职业分类”',
  student_blocked:
    'P028 “不得对除特殊职业教育、普通高校外的毕业年度在校生开展政府补贴性职业技能培训(创业培训除外)”',
  answered_no: 'P020 “杜绝无相应培训意愿、无就业意愿、无就业能力人员参加政府补贴性培训”',
  open_project: 'P042 “上一个培训项目未考核或考核结束不足一个月的,相关人员不得再次参加政府补贴性培训”',
  cooling_off: 'P042 “上一个培训项目未考核或考核结束不足一个月的,相关人员不得再次参加政府补贴性培训”',
  class_full: 'P031 “每班人数不超过80人”',
};
const source = '“人人持证、技能河南”2023 年方案';

/** What is wrong with a row, in one or two short sentences; `why` quotes the clause where there is one. */
export function sayFault({ code, field, count = 0, row = 0, day = '' }: RowFault): {
  say: Words;
  why: string | null;
} {
  const cell = field === null ? w('', '') : fieldWords[field];
  const clause = clauses[code];
  return { say: faultWords[code]({ count, row, day, cell }), why: clause ? `${clause}(${source})` : null };
}

/** What the clerk should know of a row that is imported all the same. */
export function sayNote(note: RowNote): Words {
  return noteWords[note];
}
