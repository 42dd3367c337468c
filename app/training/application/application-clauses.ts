import { findClause, type Clause } from '../plan/clauses.ts';

const document = '河南省“人人持证、技能河南”建设工作方案(2023年)';

/** Clauses that an application can be refused by, beside those of a plan. */
const clauses: Record<string, Clause> = {
  P011: {
    quote: '新增培训视频资料须报省“人人持证、技能河南”建设工作领导小组办公室审核同意',
    document,
  },
  P019: { quote: '严格开班审批。压实培训机构审核把关第一责任人责任', document },
  P020: {
    quote:
      '开班前开展问卷调查,严格比对人员信息,杜绝无相应培训意愿、无就业意愿、无就业能力人员参加政府补贴性培训',
    document,
  },
  P026: { quote: '企业职工须参加与本人岗位相同或相近的职业(工种)培训', document },
  P043: {
    quote:
      '未经省“人人持证、技能河南”建设工作领导小组办公室同意,不得跨省辖市(济源示范区、航空港区)开展政府补贴性培训',
    document,
  },
  P044: { quote: '2022年以来审计、检查发现存在明显问题的机构不得开展政府补贴性培训评价', document },
  P048: {
    quote: '属地行业主管部门或人力资源社会保障部门至少进行一次实地检查或随机抽查,如实记录检查情况',
    document,
  },
  P057: { quote: '进行不少于一个月的整改', document },
  P060: { quote: '问题突出的纳入“黑名单”,动态退出', document },
};

/** The clause with this id; null: none. */
export function findApplicationClause(id: string | null): Clause | null {
  return id === null ? null : (clauses[id] ?? findClause(id));
}
