import type { RosterField } from './find-header.ts';

/** What keeps a row from being imported. The sentences are in roster-words.ts. */
export const rowFaults = [
  'formula',
  'name_missing',
  'name_wrong',
  'id_missing',
  'id_digits',
  'id_short',
  'id_long',
  'id_characters',
  'id_date',
  'id_check_digit',
  'phone_missing',
  'phone_wrong',
  'twice',
  'category_missing',
  'category_wrong',
  'employer_missing',
  'post_missing',
  'post_unknown',
  'old_post_missing',
  'old_post_same_class',
  'graduation_missing',
  'student_blocked',
  'yes_no_wrong',
  'answered_no',
  'in_class',
  'name_differs',
  'not_a_learner',
  'phone_full',
  'open_project',
  'cooling_off',
  'class_full',
] as const;
export type RowFaultCode = (typeof rowFaults)[number];

/** What the clerk should know; the row is imported all the same. */
export const rowNotes = ['has_account', 'phone_shared', 'post_differs', 'student_later'] as const;
export type RowNote = (typeof rowNotes)[number];

/** One fault, the cell it lies in, and the facts of its sentence: how many characters, which row, which day. */
export type RowFault = {
  code: RowFaultCode;
  field: RosterField | null;
  count?: number;
  row?: number;
  day?: string;
};
