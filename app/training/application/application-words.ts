import type { Words } from '../../platform/words.ts';
import type { ClassDecision, ClassStep } from '../class-life.ts';
import type { ApplicationPart } from './judge-application.ts';
import type { StatementKind } from './statements.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

export const partWords: Record<ApplicationPart, Words> = {
  roster: w('名单和问卷', 'Roster and questionnaires'),
  plan: w('教学计划', 'Teaching plan'),
  teachers: w('师资', 'Teachers'),
  materials: w('教材和场地', 'Materials and room'),
  assessment: w('考核方案', 'Assessment'),
  statements: w('承诺书', 'Statements'),
  institution: w('机构', 'Institution'),
};

export const statementTitles: Record<StatementKind, Words> = {
  responsibility: w('审核把关第一责任承诺', 'First responsibility for what was checked'),
  truth: w('材料真实承诺', 'Truth of what is handed in'),
};

export const stepWords: Record<ClassStep | 'reference', Words> = {
  apply: w('提交申请', 'Handed in'),
  approve: w('批准', 'Approved'),
  return: w('退回', 'Returned'),
  reject: w('不批准', 'Rejected'),
  close: w('结班', 'Closed'),
  reference: w('填省系统编号', 'Provincial number entered'),
};

export const decisionNames: Record<ClassDecision, Words> = {
  approve: w('批准', 'Approve'),
  return: w('退回', 'Return'),
  reject: w('不批准', 'Reject'),
};

export const mannerWords = {
  on_site: w('实地', 'On site'),
  remote: w('视频', 'By video'),
} satisfies Record<string, Words>;

/** Words of the application page. */
export const applicationWords = {
  ready: w('都齐了,可以提交。', 'Everything is there. It can be handed in.'),
  readyToDecide: w('五部分都齐。', 'All five parts are complete.'),
  complete: w('齐', 'Complete'),
  fine: w('没问题', 'In order'),
  applied: w('已交申请,等主管部门审批。', 'Handed in; the bureau decides.'),
  appliedFix: w('批准以前,学习不算数。', 'Study does not count before the approval.'),
  approved: w('已批准。班期内的学习算数。', 'Approved. Study within its dates counts.'),
  returned: w('退回了,改好再交。', 'Returned. Mend it and hand it in again.'),
  rejected: w('没有批准。', 'Not approved.'),
  closed: w('已结班。', 'Closed.'),
  write: w('教材、考核和文号', 'Textbooks, assessment, consent'),
  textbooks: w('教材', 'Textbooks'),
  textbooksHint: w('书名、版本,一行一本。', 'Title and edition, one a line.'),
  assessmentOn: w('考核日期', 'Day of the assessment'),
  assessor: w('考核机构', 'Who assesses'),
  assessmentManner: w('怎么考', 'How'),
  mannerHint: w('理论和实操各怎么考。', 'Theory and practice.'),
  consentNumber: w('省办同意文号', 'Provincial consent'),
  consentHint: w('在本市办班,不用填。', 'Only for a class in another city.'),
  save: w('保存', 'Save'),
  saved: w('存好了。', 'Stored.'),
  sign: w('签承诺书', 'Sign the statements'),
  signHint: w('签了再改名单或计划,要重新签。', 'A later change of roster or plan needs a new signature.'),
  signedName: w('主要负责人姓名', 'Name of the person responsible'),
  signButton: w('签字', 'Sign'),
  notYet: w('别的都补齐,再签。', 'Complete the rest, then sign.'),
  unsigned: w('没签', 'Not signed'),
  apply: w('提交申请', 'Hand in'),
  plan: w('改计划', 'Change the plan'),
  learners: w('学员', 'Learners'),
  answers: w('问卷', 'Questionnaires'),
  answered: w('都是“是”', 'All yes'),
  learner: w('学员', 'Learner'),
  category: w('人员类别', 'Category'),
  employer: w('单位', 'Employer'),
  post: w('岗位编码', 'Post'),
  found: w('审核', 'Found'),
  yes: w('是', 'Yes'),
  no: w('否', 'No'),
  hours: w('课时', 'Hours'),
  online: w('网课', 'Online'),
  inPerson: w('面授', 'In person'),
  practice: w('实操', 'Practice'),
  dates: w('班期', 'Dates'),
  course: w('课程', 'Course'),
  lessons: w('已批准的课', 'Approved lessons'),
  workstations: w('工位', 'Workstations'),
  subsidised: w('政府补贴', 'Subsidised'),
  rules: w('适用规定', 'Rules'),
  none: w('没有', 'None'),
  decide: w('审批', 'Decision'),
  reason: w('原因', 'Reason'),
  reasonHint: w('退回或不批准要写。写清改什么。', 'For a return or a rejection. Say what to mend.'),
  posts: w('岗位不同,同意的原因', 'Why a post that differs is accepted'),
  confirm: w('确定', 'Confirm'),
  decided: w('已经决定了。', 'Decided.'),
  keys: w('快捷键', 'Keys'),
  keysOn: w('开', 'on'),
  keysOff: w('关', 'off'),
  history: w('经过', 'History'),
  when: w('时间', 'When'),
  step: w('事项', 'Step'),
  who: w('谁', 'Who'),
  noSteps: w('还没有提交过。', 'Not handed in yet.'),
  inspections: w('检查记录', 'Inspections'),
  noInspections: w('还没有检查。没有检查,不能结班。', 'No inspection yet. Without one it is not closed.'),
  inspect: w('记检查', 'Record an inspection'),
  inspectedOn: w('检查日期', 'Day'),
  manner: w('方式', 'Manner'),
  headcount: w('在位人数', 'Present'),
  findings: w('检查情况', 'Findings'),
  findingsShort: w('写清看到了什么。', 'Say what you saw.'),
  record: w('记下', 'Record'),
  reference: w('省系统编号', 'Provincial number'),
  referenceHint: w(
    '在河南省技能人才管理服务信息系统里的编号。',
    'Its number in the provincial information system (P022).',
  ),
  noReference: w('还没录入。没有编号,不计补贴。', 'Not entered yet. Without it there is no subsidy.'),
  close: w('结班', 'Close'),
  closeHint: w('最后一天过了、检查过,才能结班。', 'After its last day, once it was inspected.'),
  wrongField: w('这一格看看再填。', 'Look at this field again.'),
} satisfies Record<string, Words>;

export const sayApplication = {
  missing: (count: number) => w(`还差 ${count} 项。`, `${count} things are missing.`),
  lacks: (count: number) => w(`差 ${count} 项`, `${count} missing`),
  people: (count: number) => w(`${count} 人`, `${count}`),
  of: (done: number, all: number) => w(`${done} / ${all}`, `${done} of ${all}`),
  signed: (name: string, at: string) => w(`${name} ${at} 签`, `signed by ${name}, ${at}`),
  version: (version: number) => w(`第 ${version} 版`, `version ${version}`),
  postOf: (name: string, post: string) => w(`${name}(${post})`, `${name} (${post})`),
  accepted: (reason: string) => w(`同意:${reason}`, `Accepted: ${reason}`),
  earliest: (day: string) => w(`整改最早到 ${day}。`, `A rectification ends on ${day} at the earliest.`),
  waiting: (count: number) => w(`${count} 个班等审批`, `${count} classes wait`),
};
