/** Types of classes that rules are written for. */
export const classTypes = [
  'subsidised',
  'certificate',
  'apprentice',
  'elder_care',
  'family_care',
  'mutual_aid',
] as const;
export type ClassType = (typeof classTypes)[number];
