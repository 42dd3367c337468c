import type { TableRow } from './table.ts';

/** What a roster tells of a person, in the order of the template. */
export const rosterFields = [
  'name',
  'idNumber',
  'phone',
  'category',
  'employer',
  'post',
  'oldPost',
  'school',
  'graduationYear',
  'wantsTraining',
  'wantsJob',
  'isAble',
] as const;
export type RosterField = (typeof rosterFields)[number];

/** The heads that institutions write, without spaces, marks and what stands in brackets. */
const heads: Record<RosterField, readonly string[]> = {
  name: ['姓名', '名字', '学员姓名', '学员', '真实姓名', 'name', 'fullname'],
  idNumber: [
    '身份证号',
    '身份证号码',
    '身份证',
    '证件号码',
    '证件号',
    '公民身份号码',
    'id',
    'idnumber',
    'idno',
  ],
  phone: [
    '手机号',
    '手机号码',
    '手机',
    '电话',
    '联系电话',
    '电话号码',
    '本人电话',
    '联系方式',
    'phone',
    'mobile',
  ],
  category: ['类别', '人员类别', '学员类别', '人员类型', '培训对象类别', '身份类别', 'category'],
  employer: ['单位', '工作单位', '单位名称', '所在单位', '企业名称', 'employer'],
  post: ['岗位', '现岗位', '工作岗位', '本人岗位', '职务', '现从事岗位', 'post'],
  oldPost: ['原岗位', '原工作岗位', '转岗前岗位', '原职业', '原工种', 'oldpost'],
  school: ['学校类型', '院校类型', '学校类别', '学校性质', 'school'],
  graduationYear: ['毕业年份', '毕业年度', '毕业时间', '毕业日期', 'graduationyear'],
  wantsTraining: ['培训意愿', '有无培训意愿', '是否愿意培训', '有培训意愿'],
  wantsJob: ['就业意愿', '有无就业意愿', '是否愿意就业', '有就业意愿'],
  isAble: ['就业能力', '有无就业能力', '有就业能力'],
};

/** Last resort: the word anywhere in a head that speaks of nobody else. */
const inside: [RosterField, RegExp][] = [
  ['idNumber', /身份证|证件号/],
  ['name', /姓名/],
  ['phone', /手机|电话/],
];
const ofOthers = /紧急|联系人|家属|监护|负责人|经办|教师|单位|备注/;
const headRowsMax = 20;

export type Header = { columns: Partial<Record<RosterField, number>>; lastRow: number };

/** Which field a head names, or null. Full-width signs, spaces, asterisks and brackets are read as meant. */
export function readHead(text: string): RosterField | null {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([【〔「][^)\]】〕」]*[)\]】〕」]?/g, '')
    .replace(/[\s*:_.,、。·/\\-]/g, '');
  for (const [field, names] of Object.entries(heads)) if (names.includes(plain)) return field as RosterField;
  if (ofOthers.test(plain)) return null;
  return inside.find(([, word]) => word.test(plain))?.[0] ?? null;
}

/**
 * The row that heads the table, below titles; a merged head above a second row is read together with it. Null without
 * one that names at least the name and the ID number.
 */
export function findHeader(rows: TableRow[]): Header | null {
  let best: Header | null = null;
  for (const [at, row] of rows.slice(0, headRowsMax).entries()) {
    const columns = readColumns(row);
    let lastRow = row.number;
    const next = rows[at + 1];
    if (next && isSecondHead(next, columns)) {
      for (const [field, column] of Object.entries(readColumns(next)))
        if (columns[field as RosterField] === undefined) {
          columns[field as RosterField] = column;
          lastRow = next.number;
        }
    }
    const { name, idNumber } = columns;
    if (name === undefined || idNumber === undefined) continue;
    if (!best || Object.keys(columns).length > Object.keys(best.columns).length) best = { columns, lastRow };
  }
  return best;
}

/** The first column of each field. */
function readColumns(row: TableRow): Header['columns'] {
  const columns: Header['columns'] = {};
  for (const [column, { text }] of row.cells.entries()) {
    const field = readHead(text);
    if (field !== null) columns[field] ??= column;
  }
  return columns;
}

/** Under a merged head the columns named above are empty. */
function isSecondHead(row: TableRow, above: Header['columns']): boolean {
  const taken = new Set(Object.values(above));
  return taken.size > 0 && row.cells.every(({ text }, column) => !taken.has(column) || text.trim() === '');
}
