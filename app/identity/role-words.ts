import type { Role } from '../../db/schema/identity.ts';
import type { Words } from '../platform/words.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** What each role is called. */
export const roleWords: Record<Role, Words> = {
  learner: w('学员', 'Learner'),
  clerk: w('教务', 'Clerk'),
  teacher: w('教师', 'Teacher'),
  author: w('编者', 'Author'),
  head: w('机构负责人', 'Head of institution'),
  bureau: w('人社局', 'County bureau'),
  reviewer: w('审核人', 'Reviewer'),
  inspector: w('检查人', 'Inspector'),
  auditor: w('审计', 'Auditor'),
  operator: w('运维', 'Operator'),
};
