import type { Words } from '../../platform/words.ts';
import type { SumTold } from './compare-sums.ts';
import type { CertificateKind, Figures } from './count-results.ts';
import type { Period, PeriodKind } from './period.ts';
import { namePlace } from './place-names.ts';
import type { TargetGroup } from './target-group.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

export const groupWords: Record<TargetGroup, Words> = {
  all: w('全部职业(工种)', 'All occupations'),
  care_service: w('康养服务人员', 'Care service'),
  elder_care: w('养老护理员', 'Elder-care workers'),
  social_worker: w('老年社会工作者', 'Social workers for the elderly'),
  family_care: w('失能老人家庭照护人员', 'Family carers'),
};

export const measureWords: Record<keyof Figures, Words> = {
  trained: w('培训合格人次', 'Trained'),
  subsidised: w('其中补贴培训', 'Of which subsidised'),
  skilled: w('新增技能人才', 'Newly skilled'),
  highly_skilled: w('新增高技能人才', 'Newly highly skilled'),
  assessed: w('参加考核人次', 'Assessed'),
};

export const certificateWords: Record<CertificateKind, Words> = {
  level: w('技能等级证书', 'Certificate of a level'),
  completion: w('培训合格证书', 'Certificate of completion'),
  none: w('没有证书', 'None'),
};

export const periodKindWords: Record<PeriodKind, Words> = {
  month: w('月调度', 'Monthly dispatch'),
  quarter: w('季通报', 'Quarterly bulletin'),
  half: w('半年督导', 'Half-year supervision'),
  year: w('全年总结', 'Annual summary'),
};

/** What stands wherever a number was inferred. */
export const inferredNote = w(
  '分县数按合计推算,待核对原附件',
  'Numbers of counties inferred from the total; to be compared with the annex',
);

export const targetWords = {
  title: w('目标', 'Targets'),
  year: w('年度', 'Year'),
  show: w('看', 'Show'),
  place: w('地方', 'Place'),
  placeCode: w('区划代码', 'Place code'),
  placeHint: w('6 位代码,如 410821(修武县)。', 'Six digits, such as 410821.'),
  group: w('人群或工种', 'Group'),
  measure: w('指标', 'Measure'),
  people: w('目标', 'Target'),
  peopleTyped: w('目标人数', 'Target, people'),
  reached: w('已认定', 'Recognised'),
  share: w('完成', 'Reached'),
  period: w('期间', 'Years'),
  fromYear: w('从哪年', 'From'),
  toYear: w('到哪年', 'To'),
  toYearHint: w('只一年就空着。', 'Empty: one year only.'),
  source: w('谁定的', 'Set by'),
  scope: w('范围', 'Scope'),
  whole: w('全境', 'Whole place'),
  own: w('市本级', 'City without counties'),
  change: w('改', 'Change'),
  lift: w('撤回', 'Take back'),
  set: w('定目标', 'Set a target'),
  save: w('保存', 'Save'),
  stored: w('目标存好了。', 'Stored.'),
  none: w('这一年还没有目标。', 'No targets for this year.'),
  noneFix: w('在下面填,或导入一份表。', 'Set one below, or import a table.'),
  noneRead: w('等主管部门填。', 'The bureau sets them.'),
  chart: w('各地目标和已认定人次', 'Targets and recognised results'),
  bring: w('导入目标表', 'Import a table'),
  file: w('选 .xlsx 或 .csv 文件', 'An .xlsx or .csv file'),
  fileHint: w('列名看模板。全部对了才存。', 'See the template. All rows or none.'),
  upload: w('导入', 'Import'),
  template: w('下载模板', 'Template'),
  export: w('导出表格', 'Export .xlsx'),
  print: w('打印', 'Print'),
  sumsTitle: w('分县数和合计对不上', 'Units do not add up'),
  basis: w('已认定:外部考核合格,按考核结束日计。', 'Recognised: passed assessments, by the day they ended.'),
  wrongField: w('这一格看看再填。', 'Look at this field again.'),
  row: w('行', 'Row'),
  problem: w('要改什么', 'What to correct'),
} satisfies Record<string, Words>;

export const reportWords = {
  title: w('报表', 'Reports'),
  kind: w('哪种报表', 'Report'),
  number: w('第几期', 'Number'),
  year: w('年度', 'Year'),
  show: w('看', 'Show'),
  figures: w('总数', 'In all'),
  perPlace: w('分地方', 'By place'),
  perMonth: w('分月', 'By month'),
  structure: w('质量结构', 'Structure'),
  occupation: w('工种', 'Occupation'),
  level: w('等级', 'Level'),
  certificate: w('证书', 'Certificate'),
  rate: w('合格率', 'Pass rate'),
  passed: w('合格', 'Passed'),
  month: w('月份', 'Month'),
  place: w('地方', 'Place'),
  none: w('这一期没有考核结果。', 'No results in this period.'),
  noneFix: w('换一期看看。', 'Look at another period.'),
  export: w('导出表格', 'Export .xlsx'),
  print: w('打印', 'Print'),
  chartMonths: w('每月培训合格和新增人才', 'Trained and skilled by month'),
  chartStructure: w('各工种证书结构', 'Certificates by occupation'),
  basis: w(
    '数字都由考核结果算出,任何时候再算都一样。',
    'Every figure is counted from results; counted again it is the same.',
  ),
  from: w('从', 'From'),
  to: w('到', 'To'),
} satisfies Record<string, Words>;

export const sayTargets = {
  sum: ({ placeCode, fromYear, toYear, group, whole, units }: SumTold, groupName: Words): Words => {
    const years = fromYear === toYear ? `${fromYear}` : `${fromYear}–${toYear}`;
    const by = units - whole;
    return w(
      `${namePlace(placeCode)} ${years} ${groupName.zh}:分县合计 ${units},全市 ${whole},${by > 0 ? '多' : '少'} ${Math.abs(by)}。`,
      `${placeCode} ${years} ${group}: units add up to ${units}, the city has ${whole} (${by > 0 ? '+' : ''}${by}).`,
    );
  },
  imported: (count: number) => w(`导入了 ${count} 个目标。`, `${count} targets imported.`),
  years: (from: number, to: number) => (from === to ? `${from}` : `${from}–${to}`),
  period: ({ kind, year, number }: Pick<Period, 'kind' | 'year' | 'number'>): Words => {
    const zh = {
      month: `${year} 年 ${number} 月`,
      quarter: `${year} 年第 ${number} 季度`,
      half: `${year} 年${number === 1 ? '上' : '下'}半年`,
      year: `${year} 年`,
    };
    return w(zh[kind], `${year} ${kind} ${number}`);
  },
};

/** The word for a group: of a document, or an occupation by its name. */
export function wordGroup(group: string, occupations: readonly { id: string; name: string }[]): Words {
  const known = groupWords[group as TargetGroup];
  if (known) return known;
  const name = occupations.find(({ id }) => id === group)?.name ?? group;
  return w(name, name);
}
