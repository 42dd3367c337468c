import type { Words } from '../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of the bureau's overview. */
export const bureauWords = {
  title: w('总览', 'Overview'),
  toDecide: w('待审批的班', 'Classes to decide'),
  inspections: w('待检查的班', 'Inspections due'),
  institutions: w('机构状态', 'Institutions'),
  locks: w('满意度不够,考核暂停', 'Assessments that wait for a survey'),
  quotas: w('今年的名额', 'Places of this year'),
  targets: w('今年的目标', 'Targets of this year'),
  all: w('看全部', 'All'),
  noneToDecide: w('没有班等审批。', 'No class waits.'),
  noneToInspect: w('开着的班都检查过了。', 'Every running class was inspected.'),
  allNormal: w('机构都正常。', 'All institutions are in order.'),
  noLocks: w('没有暂停考核的班。', 'No assessment waits.'),
  noQuotas: w('今年没有定名额。', 'No places are set for this year.'),
  noTargets: w('今年没有定目标。', 'No targets are set for this year.'),
  setTargets: w('去定目标', 'Set targets'),
  setQuotas: w('去定名额', 'Set places'),
  handedIn: w('提交日期', 'Handed in'),
  waits: w('等了', 'Waits'),
  dueOn: w('最晚', 'Due'),
  due: w('状态', 'State'),
  overdue: w('过期了', 'Overdue'),
  dueLater: w('该检查', 'Due'),
  share: w('满意', 'Satisfied'),
  again: w('可再调查', 'Asked again from'),
  results: w('今年已认定', 'Recognised this year'),
  people: w('人次', 'Results'),
} satisfies Record<string, Words>;

export const sayBureau = {
  classes: (count: number) => w(`${count} 个班`, count === 1 ? '1 class' : `${count} classes`),
  oldest: (days: number) =>
    days === 0
      ? w('今天交的', 'handed in today')
      : w(`最久等了 ${days} 天`, `the oldest waits for ${days} days`),
  overdue: (count: number) => w(`${count} 个过期`, `${count} overdue`),
  days: (days: number) =>
    days === 0 ? w('今天', 'Today') : w(`${days} 天`, days === 1 ? '1 day' : `${days} days`),
  standing: (barred: number, rectifying: number) =>
    w(`不得培训 ${barred},整改中 ${rectifying}`, `${barred} barred, ${rectifying} rectifying`),
  reached: (reached: number, people: number) =>
    w(`目标 ${people},已认定 ${reached}。`, `${reached} of ${people} recognised.`),
  chart: (places: number, reached: number, people: number) =>
    w(
      `${places} 个地方的目标和已认定人次,合计目标 ${people},已认定 ${reached}。数字见旁边的表。`,
      `Targets and recognised results of ${places} places: ${reached} of ${people}. The numbers stand in the table.`,
    ),
  months: (trained: number, skilled: number) =>
    w(
      `分月柱形图:培训合格 ${trained} 人次,新增技能人才 ${skilled} 人。数字见旁边的表。`,
      `Bars by month: ${trained} trained, ${skilled} newly skilled. The numbers stand in the table.`,
    ),
  structure: (occupations: number) =>
    w(
      `${occupations} 个工种的证书结构。数字见旁边的表。`,
      `Certificates of ${occupations} occupations. The numbers stand in the table.`,
    ),
};
