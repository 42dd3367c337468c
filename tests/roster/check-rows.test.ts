import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkRows, type Known, type RosterClass } from '../../app/training/roster/check-rows.ts';
import { earliestStart } from '../../app/training/roster/cooling-off.ts';
import { sayFault, sayNote } from '../../app/training/roster/fault-words.ts';
import { findHeader, readHead, rosterFields } from '../../app/training/roster/find-header.ts';
import { plainText, type RosterRow } from '../../app/training/roster/read-rows.ts';
import { categoryNames, readCategory } from '../../app/training/roster/read-category.ts';
import { rowFaults, rowNotes } from '../../app/training/roster/roster-fault.ts';
import { fieldWords } from '../../app/training/roster/roster-words.ts';
import { readNumber } from '../../app/training/roster/table.ts';
import { idNumberOf, phoneOf, rowOf } from './make-people.ts';

const group: RosterClass = {
  isSubsidised: true,
  isStartup: false,
  startsOn: '2026-03-01',
  occupationCode: '4-10-01-05',
  learnersMax: 80,
  enrolled: 0,
  coolingOffMonths: 1,
  occupations: [{ name: '养老护理员', code: '4-10-01-05' }],
};
const unknown: Known = {
  hasAccount: false,
  isLearner: false,
  hasSameName: false,
  isInClass: false,
  hasOpenProject: false,
  assessedOn: null,
  phoneUsers: 0,
};
const learner: Known = { ...unknown, hasAccount: true, isLearner: true, hasSameName: true };

/** The codes of one row's faults; `notes` are those of its notes. */
function check(cells: Partial<RosterRow['cells']>, more: Partial<RosterClass> = {}, known?: Partial<Known>) {
  const found = new Map(known ? [[idNumberOf(1), { ...unknown, ...known }]] : []);
  const [one] = checkRows([rowOf(1, cells)], { ...group, ...more }, found);
  return { faults: one?.faults.map(({ code }) => code), notes: one?.notes, first: one?.faults[0] };
}

describe('cooling off (P042)', () => {
  test.each([
    ['2026-01-31', '2026-02-28'],
    ['2028-01-31', '2028-02-29'],
    ['2028-01-30', '2028-02-29'],
    ['2028-02-29', '2028-03-29'],
    ['2026-12-31', '2027-01-31'],
    ['2026-11-30', '2026-12-30'],
    ['2026-08-31', '2026-09-30'],
    ['2100-01-31', '2100-02-28'],
  ])('after %s the next class begins on %s at the earliest', (ended, earliest) => {
    expect(earliestStart(ended, 1)).toBe(earliest);
  });

  test('is months of the calendar, one after the other, for every day of two centuries', () => {
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2190-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 30 }), (date, months) => {
        const from = date.toISOString().slice(0, 10);
        const then = earliestStart(from, months);
        const [a, b] = [from, then].map((text) => text.split('-').map(Number));
        const index = (parts: number[] | undefined) => (parts?.[0] ?? 0) * 12 + (parts?.[1] ?? 0);
        expect(index(b) - index(a)).toBe(months);
        const last = new Date(Date.UTC(b?.[0] ?? 0, b?.[1] ?? 0, 0)).getUTCDate();
        expect(b?.[2]).toBe(Math.min(a?.[2] ?? 0, last));
      }),
    );
  });

  test('a class may begin on the earliest day and not the day before; an open project has no day', () => {
    const known = { ...learner, assessedOn: '2026-01-31' };
    expect(check({}, { startsOn: '2026-02-27' }, known).first).toMatchObject({
      code: 'cooling_off',
      day: '2026-02-28',
    });
    expect(check({}, { startsOn: '2026-02-28' }, known)).toMatchObject({
      faults: [],
      notes: ['has_account'],
    });
    expect(check({}, {}, { ...learner, hasOpenProject: true }).faults).toEqual(['open_project']);
    expect(check({}, { isSubsidised: false }, { ...learner, hasOpenProject: true }).faults).toEqual([]);
    expect(check({}, { startsOn: '2026-02-28', coolingOffMonths: 2 }, known).faults).toEqual(['cooling_off']);
  });
});

describe('who she is (P020, P026–P028)', () => {
  const employee = { category: '企业职工', employer: '安心养老院' };
  test.each([
    ['an employee in the post of the course', { ...employee, post: '养老护理员' }, [], []],
    ['in a post of the same class', { ...employee, post: '4-10-01-02' }, [], []],
    ['in a foreign post: the approver decides', { ...employee, post: '4-03-02-01' }, [], ['post_differs']],
    ['without a post', employee, ['post_missing'], []],
    ['in a post nobody knows', { ...employee, post: '干活的' }, ['post_unknown'], []],
    ['without an employer', { category: '职工', post: '4-10-01-05' }, ['employer_missing'], []],
    [
      'changing post within the class',
      { category: '转岗', oldPost: '4-10-01-01' },
      ['old_post_same_class'],
      [],
    ],
    ['changing post from elsewhere', { category: '转岗职工', oldPost: '4-03-02-01' }, [], []],
    ['changing post from nowhere', { category: '转岗职工' }, ['old_post_missing'], []],
    [
      'in school, graduating',
      { category: '在校生', school: '中职', graduationYear: '2026' },
      ['student_blocked'],
      [],
    ],
    ['graduating, by a serial day', { category: '在校生', graduationYear: '46203' }, ['student_blocked'], []],
    ['in school, of a year not told', { category: '在校生' }, ['graduation_missing'], []],
    ['in school, graduating later', { category: '学生', graduationYear: '2027年6月' }, [], ['student_later']],
    [
      'at a special vocational school',
      { category: '在校生', school: '特殊职业教育', graduationYear: '2026' },
      [],
      [],
    ],
    ['at a university', { category: '在校生', school: '普通高校', graduationYear: '2026' }, [], []],
    ['of no category', { category: '' }, ['category_missing'], []],
    ['of a category nobody knows', { category: '亲戚' }, ['category_wrong'], []],
    ['without the wish for a job', { wantsJob: '否' }, ['answered_no'], []],
    ['with an answer that is none', { isAble: '也许' }, ['yes_no_wrong'], []],
  ])('%s', (_, cells, faults, notes) => {
    expect(check(cells)).toMatchObject({ faults, notes });
  });

  test('a class without subsidy, and one to found a business, ask less', () => {
    const student = { category: '在校生', school: '中职', graduationYear: '2026' };
    expect(check(student, { isStartup: true }).faults).toEqual([]);
    expect(check(student, { isSubsidised: false }).faults).toEqual([]);
    expect(check({ category: '' }, { isSubsidised: false }).faults).toEqual([]);
  });
});

describe('each cell (P058)', () => {
  const id = idNumberOf(1);
  test.each([
    ['one character short', { idNumber: id.slice(0, 17) }, '身份证号少 1 位。'],
    ['of fifteen', { idNumber: id.slice(0, 15) }, '身份证号少 3 位。'],
    ['one too many', { idNumber: `${id}1` }, '身份证号多 1 位。'],
    ['with letters', { idNumber: `A${id.slice(1)}` }, '身份证号只能是数字和 X。'],
    ['born on 30 February', { idNumber: '999999199002300013' }, '身份证号里的生日不对。'],
    [
      'with a slip',
      { idNumber: `${id.slice(0, 16)}${(Number(id[16]) + 1) % 10}${id[17]}` },
      '身份证号最后一位对不上。对照证件再看。',
    ],
    ['no ID number', { idNumber: '' }, '没有身份证号。'],
    ['a telephone short', { phone: '1990000000' }, '手机号要 11 位,现在 10 位。'],
    ['no telephone', { phone: '' }, '没有手机号。'],
    ['no name', { name: '' }, '没有姓名。'],
    ['a name that is a formula', { name: '=1+1' }, '姓名只能是汉字或字母。'],
  ])('%s', (_, cells, sentence) => {
    const { first } = check(cells);
    expect(first && sayFault(first).say.zh).toBe(sentence);
  });

  test.each(['阿依古丽·买买提', '阿依古丽•买买提', '欧阳 秀英', 'Anna Smith'])(
    'the name %s is one',
    (name) => {
      expect(check({ name }).faults).toEqual([]);
    },
  );

  test('the same person twice is one too many, the same telephone is a family’s', () => {
    const rows = [
      rowOf(1),
      rowOf(2, { idNumber: idNumberOf(1).toLowerCase() }),
      rowOf(3, { phone: phoneOf(1) }),
    ];
    const checked = checkRows(rows, group, new Map());
    expect(checked.map(({ faults }) => faults)).toEqual([
      [],
      [{ code: 'twice', field: 'idNumber', row: 1 }],
      [],
    ]);
  });

  test('what the platform knows: in the class, another name, staff, somebody else’s telephone', () => {
    expect(check({}, {}, { ...learner, isInClass: true, hasOpenProject: true }).faults).toEqual(['in_class']);
    expect(check({}, {}, { ...learner, hasSameName: false }).faults).toEqual(['name_differs']);
    expect(check({}, {}, { ...learner, isLearner: false }).faults).toEqual(['not_a_learner']);
    expect(check({}, {}, { phoneUsers: 5 })).toMatchObject({ faults: [], notes: ['phone_shared'] });
    expect(check({}, {}, { phoneUsers: 6 }).faults).toEqual(['phone_full']);
    expect(check({}, {}, { ...learner, phoneUsers: 6 }).faults).toEqual([]);
  });

  test('any number of a spreadsheet keeps its digits up to fifteen, and is told to have lost them beyond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (n) => {
        expect(readNumber(String(n))).toEqual({ text: String(n) });
        expect(readNumber(n.toExponential())).toEqual({ text: String(n) });
      }),
    );
    expect(readNumber('1.10101199001011E+17')).toEqual({ text: '110101199001011000', trouble: 'digits' });
  });
});

describe('80 pass, the 81st is refused (P031)', () => {
  const rows = Array.from({ length: 82 }, (_, i) => rowOf(i));
  const full = (enrolled: number, known = new Map<string, Known>()) =>
    checkRows(rows, { ...group, enrolled }, known)
      .filter(({ faults }) => faults.length > 0)
      .map(({ row }) => row.number);

  test('in the order of the file, counting who is there', () => {
    expect(full(0)).toEqual([80, 81]);
    expect(full(79)).toEqual(Array.from({ length: 81 }, (_, i) => i + 1));
  });

  test('a row with a fault takes nobody’s place', () => {
    expect(full(0, new Map([[idNumberOf(5), { ...learner, isInClass: true }]]))).toEqual([5, 81]);
  });
});

describe('headers as institutions write them', () => {
  test.each([
    ['姓 名', 'name'],
    ['姓名(必填)', 'name'],
    ['*身份证号码:', 'idNumber'],
    ['公民身份号码', 'idNumber'],
    ['身份证号(18位,文本)', 'idNumber'],
    ['联系电话', 'phone'],
    ['手机号\n(本人)', 'phone'],
    ['人员类别', 'category'],
    ['工作单位', 'employer'],
    ['毕业年度', 'graduationYear'],
    ['紧急联系人电话', null],
    ['家属姓名', null],
    ['单位电话', null],
    ['序号', null],
  ])('%s', (text, field) => {
    expect(readHead(text)).toBe(field);
  });

  test('in any order of columns, full-width or spaced, with others between', () => {
    const heads = rosterFields.map((field) => fieldWords[field].zh);
    const dress = fc.constantFrom(
      (text: string) => text,
      (text: string) => [...text].join(' '),
      (text: string) => `*${text}:`,
      (text: string) => `　${text}(必填)　`,
    );
    const columns = fc.shuffledSubarray([...heads, '序号', '备注', '性别'], { minLength: 15, maxLength: 15 });
    fc.assert(
      fc.property(columns, dress, fc.integer({ min: 0, max: 5 }), (names, wear, titles) => {
        const above = Array.from({ length: titles }, (_, i) => ({
          number: i + 1,
          cells: [{ text: '某班名册' }],
        }));
        const row = { number: titles + 1, cells: names.map((name) => ({ text: wear(name) })) };
        const found = findHeader([...above, row]);
        expect(found?.lastRow).toBe(titles + 1);
        for (const field of rosterFields)
          expect(found?.columns[field]).toBe(names.indexOf(fieldWords[field].zh));
      }),
    );
  });

  test('full-width digits and letters are read as meant', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Z]{1,18}$/), (text) => {
        const wide = text.replace(/[0-9A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
        expect(plainText(` ${wide}\u200b `)).toBe(text);
      }),
    );
  });

  test('every name of a category is that category', () => {
    for (const [category, names] of Object.entries(categoryNames))
      for (const name of names) expect(readCategory(name)).toBe(category);
  });
});

test('every fault and note has short sentences; those of a clause quote it', () => {
  const told = [
    ...rowFaults.map(
      (code) => sayFault({ code, field: 'name', count: 80, row: 7, day: '2026-02-28' }).say.zh,
    ),
    ...rowNotes.map((note) => sayNote(note).zh),
  ];
  for (const sentence of told.flatMap((text) => text.split('。'))) {
    expect(sentence.length, sentence).toBeLessThanOrEqual(22);
    expect(sentence).not.toMatch(/非法|违规|失败|异常|操作|系统|错误码/);
  }
  expect(sayFault({ code: 'student_blocked', field: null }).why).toContain('创业培训除外');
});
