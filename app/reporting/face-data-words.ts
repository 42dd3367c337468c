import type { Words } from '../platform/words.ts';
import type { StockLevel } from '../presence/keeping/judge-stock.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Words of the page about stored face data. */
export const faceDataWords = {
  title: w('人脸数据', 'Face data'),
  stock: w('存量', 'Stock'),
  persons: w('存有人脸信息的人数', 'Persons with stored face data'),
  nextAt: w('下一档', 'Next level at'),
  withReference: w('有人脸模板', 'With a face template'),
  withIdPhoto: w('有证件照', 'With an ID photograph'),
  withSnapshots: w('有课堂照片', 'With lesson photographs'),
  withFrames: w('有核验画面', 'With frames of a check'),
  filing: w('备案材料', 'Filing'),
  filingHint: w(
    '满 10 万人要备案。下面的材料只有数字,没有任何人的信息。',
    'Due at 100,000 persons. The facts are numbers only, nothing of any person.',
  ),
  csv: w('下载表格', 'Download CSV'),
  json: w('下载 JSON', 'Download JSON'),
  assessments: w('影响评估登记', 'Register of impact assessments'),
  due: w('要做新的影响评估', 'A new impact assessment is due'),
  dueWhy: w(
    '现在的模型或阈值还没有评估过。',
    'The model or a threshold of now is not covered by the newest entry.',
  ),
  covered: w('现在的模型和阈值已评估', 'Model and thresholds of now are covered'),
  noAssessments: w('还没有登记。', 'No entries yet.'),
  version: w('编号', 'Version'),
  versionHint: w('每次一个新编号,如 2026-1。', 'A new one each time, such as 2026-1.'),
  assessedOn: w('评估日期', 'Assessed on'),
  summary: w('结论摘要', 'Summary'),
  summaryHint: w('至少 10 个字。', 'At least 10 characters.'),
  model: w('模型', 'Model'),
  enter: w('登记', 'Enter'),
  entered: w('登记好了。', 'Entered.'),
  versionWrong: w('编号没填,或已经用过。', 'The version is missing or was used before.'),
  dateWrong: w('日期不对:不能晚于今天。', 'The date is not right: not later than today.'),
  summaryWrong: w('摘要至少写 10 个字。', 'At least 10 characters.'),
  erasures: w('删除记录', 'Record of deletions'),
  noErasures: w('还没有删除。', 'Nothing was deleted yet.'),
  when: w('时间', 'When'),
  institution: w('机构', 'Institution'),
  what: w('删了什么', 'What'),
  count: w('数量', 'Count'),
  why: w('为什么', 'Why'),
} satisfies Record<string, Words>;

export const stockLevelWords: Record<StockLevel, Words> = {
  quiet: w('不用备案', 'No filing is due'),
  warned: w('快到 10 万,先备材料', 'Near 100,000: prepare the filing'),
  urgent: w('就要到 10 万', 'Very near 100,000'),
  due: w('满 10 万,30 个工作日内备案', 'Filing is due within 30 working days'),
};

export const erasedWhyWords: Record<'appeal_over' | 'retention_over' | 'consent_withdrawn', Words> = {
  appeal_over: w('申诉期满', 'Appeal window over'),
  retention_over: w('保存期满', 'Retention over'),
  consent_withdrawn: w('本人收回同意', 'Consent was withdrawn'),
};
