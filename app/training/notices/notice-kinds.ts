/** What people are told of. */
export const noticeKinds = [
  'class_applied',
  'class_approved',
  'class_returned',
  'class_rejected',
  'class_begins',
  'never_signed_in',
  'behind',
  'class_behind',
  'face_case',
  'survey_opened',
  'assessment_locked',
  'assessment_result',
  'inspection_due',
  'standing_set',
  'class_inspected',
  'subsidy_cancelled',
  'subsidy_lifted',
  'test_open',
  'test_result',
  'staff_joined',
  'invitation_expired',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What a sentence is made of. No name, no number of anybody: whoever may see more follows the link. */
export type NoticeFacts = {
  classId?: string;
  /** Title of the class. */
  class?: string;
  institution?: string;
  /** How many learners. */
  count?: number;
  /** YYYY-MM-DD. */
  day?: string;
  standing?: 'normal' | 'rectifying' | 'barred';
  isPassed?: boolean;
  caseId?: string;
};

/** One notice as its recipient sees it. */
export type NoticeSeen = {
  id: string;
  kind: NoticeKind;
  facts: NoticeFacts;
  atMs: number;
  isRead: boolean;
  /** Where the next page begins. */
  seq: number;
};
