import type { Role } from '../../../db/schema/identity.ts';

/** Who may look at learners' data at all. */
export const viewerRoles = [
  'clerk',
  'teacher',
  'head',
  'bureau',
  'reviewer',
  'inspector',
  'auditor',
] as const satisfies readonly Role[];
