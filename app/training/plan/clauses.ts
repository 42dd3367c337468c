const henan = '河南省“人人持证、技能河南”建设工作方案(2023年)';
const jiaozuo = '焦作市护理技能培训计划(2020—2022年)';
const beijing = '北京市养老服务人才队伍建设计划(2023—2025年)';

/** A clause word for word, with its document (看依据). */
export type Clause = { quote: string; document: string };

/** Clauses that the plan of a class, its application, its hours in person or its institution can be refused by. */
const clauses: Record<string, Clause> = {
  P001: {
    quote: '培训机构可将不超过总课时40%的理论学习部分,依托目录清单内的互联网平台进行培训',
    document: henan,
  },
  P029: { quote: '职业技能培训师生比、工位与培训学员比保持在1∶20以内', document: henan },
  P030: { quote: '每个专业每个班级不少于2名教师', document: henan },
  P031: { quote: '每班人数不超过80人', document: henan },
  P032: { quote: '每课时不低于40分钟', document: henan },
  P033: { quote: '实操培训不少于总课时的60%', document: henan },
  P034: {
    quote: '政府补贴性培训中实际操作技能培训时长不低于当班总课时的65%',
    document: jiaozuo,
  },
  P035: {
    quote: '同一培训机构对同一企业同一职业(工种)开展企业新型学徒制培训不超过200人',
    document: henan,
  },
  P036: {
    quote: '具备开展学制教育资质的培训机构年内开展企业新型学徒制培训总量不超过1000人,其他机构年内不超过400人',
    document: henan,
  },
  P041: { quote: '按照年度分配的培训名额', document: beijing },
  P045: {
    quote: '纳入目录清单管理的培训机构培训专业依法变更的,自变更之日起即可承担相应政府补贴性培训任务',
    document: henan,
  },
  P037: { quote: '合格证书培训不少于40个学时(有明确学时规定的除外)', document: henan },
  P038: {
    quote: '失能、残疾等老年人家庭照护人员和农村邻里互助员培训时间不低于16学时',
    document: beijing,
  },
  P039: { quote: '培训时间不低于60学时', document: beijing },
  P007: { quote: '无法进行人脸活体比对', document: henan },
  P011: {
    quote: '新增培训视频资料须报省“人人持证、技能河南”建设工作领导小组办公室审核同意',
    document: henan,
  },
  P019: { quote: '严格开班审批。压实培训机构审核把关第一责任人责任', document: henan },
  P020: {
    quote:
      '开班前开展问卷调查,严格比对人员信息,杜绝无相应培训意愿、无就业意愿、无就业能力人员参加政府补贴性培训',
    document: henan,
  },
  P026: { quote: '企业职工须参加与本人岗位相同或相近的职业(工种)培训', document: henan },
  P043: {
    quote:
      '未经省“人人持证、技能河南”建设工作领导小组办公室同意,不得跨省辖市(济源示范区、航空港区)开展政府补贴性培训',
    document: henan,
  },
  P044: { quote: '2022年以来审计、检查发现存在明显问题的机构不得开展政府补贴性培训评价', document: henan },
  P048: {
    quote: '属地行业主管部门或人力资源社会保障部门至少进行一次实地检查或随机抽查,如实记录检查情况',
    document: henan,
  },
  P057: {
    quote:
      '培训结束后开展培训满意度调查,低于85%的暂停结业考核,重新组织培训或取消当班补贴资格,进行不少于一个月的整改',
    document: henan,
  },
  P040: { quote: '按照每人不高于900元标准给予培训支持', document: beijing },
  P079: { quote: '申领补贴落实两人以上经办审查签字,加强内部监督', document: henan },
  P080: { quote: '审查结果在官方网站等进行不少于5天的公示', document: henan },
  P081: {
    quote:
      '人力资源社会保障部门按月向财政部门汇总推送符合补贴条件的人员等信息,由财政部门审核确认后按规定拨付补贴资金',
    document: henan,
  },
  P083: { quote: '实名制、不得转让、以证换券、无证无价', document: henan },
  P084: { quote: '全年累计发放职业培训券250万张,有效使用60万张以上', document: henan },
  P024: {
    quote: '开班人数以实到培训人数为准,培训人数以实地检查在位平均人数为准',
    document: henan,
  },
  P049: { quote: '补贴培训须通过人脸识别签到设备、视频监控设备记录', document: henan },
  P051: { quote: '理论教学全程录像', document: henan },
  P052: { quote: '实操培训每学时连续录像不低于15分钟', document: henan },
  P053: { quote: '对同一班次录像无法显示全体参训人员达3次及以上的取消补贴资格', document: henan },
  P054: { quote: '培训视频留存3年', document: henan },
  P055: {
    quote: '可在结业考核前通过补课等方式完成规定课程(须全程录像),计入培训到课率',
    document: henan,
  },
  P060: { quote: '问题突出的纳入“黑名单”,动态退出', document: henan },
};

/** The clause with this id; null: none that is told here. */
export function findClause(id: string | null): Clause | null {
  return id === null ? null : (clauses[id] ?? null);
}
