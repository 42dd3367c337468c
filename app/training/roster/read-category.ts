import type { LearnerCategory } from '../learner-category.ts';

/** The words that institutions write for each category, the first one as the template says it. */
export const categoryNames: Record<LearnerCategory, readonly string[]> = {
  employee: ['企业职工', '在职职工', '在岗职工', '职工', '企业在职职工', '企业员工', '员工', '在职'],
  transfer: ['转岗职工', '转岗', '企业转岗职工'],
  unemployed: ['失业人员', '失业', '登记失业人员', '城镇登记失业人员', '下岗失业人员', '下岗职工'],
  rural: ['农村转移就业劳动者', '农民工', '农村劳动力', '农村转移劳动力', '农村劳动者', '农村转移就业劳动力'],
  graduate: ['毕业生', '高校毕业生', '离校未就业高校毕业生', '普通高校毕业生', '应届毕业生'],
  student: ['在校生', '毕业年度在校生', '在校学生', '学生', '毕业年度高校在校生'],
  other: ['其他', '其它', '其他人员', '灵活就业人员', '退役军人'],
};

/** The category that a cell names, or null. */
export function readCategory(text: string): LearnerCategory | null {
  const plain = text.replace(/[\s()（）]/g, '');
  for (const [category, names] of Object.entries(categoryNames))
    if (names.includes(plain) || category === plain.toLowerCase()) return category as LearnerCategory;
  return null;
}

/** Schools whose learners of the graduating year P028 lets into subsidised classes, and all others. */
export const schoolKinds = ['special_vocational', 'university', 'other'] as const;
export type SchoolKind = (typeof schoolKinds)[number];

/** The kind of a school from its words: special vocational education and ordinary universities by name, else other. */
export function readSchoolKind(text: string): SchoolKind | null {
  if (text === '') return null;
  if (/特殊/.test(text)) return 'special_vocational';
  if (/普通高校|普通高等|大学|本科|学院|高校|专科|大专|高职/.test(text)) return 'university';
  return 'other';
}

/** 是 or 否 in the ways they are written; null for anything else. */
export function readYesNo(text: string): boolean | null {
  if (/^(?:是|有|愿意|√|y|yes|1)$/i.test(text)) return true;
  if (/^(?:否|无|没有|不愿意|×|x|n|no|0)$/i.test(text)) return false;
  return null;
}
