import type { RefusalCode } from '../platform/refusal.ts';

export const reviewDecisions = ['approve', 'return', 'reject'] as const;
export type ReviewDecision = (typeof reviewDecisions)[number];

/** What a reviewer goes through before a decision (P011). */
export const checklistItems = [
  'content',
  'form',
  'ideology',
  'format',
  'picture',
  'sound',
  'copyright',
  'length',
] as const;
export type ChecklistItem = (typeof checklistItems)[number];
/** Each item: in order, or not. */
export type Checklist = Record<ChecklistItem, boolean>;

/** What a reviewer hands in. */
export type Review = {
  decision: ReviewDecision;
  documentNumber: string | null;
  reason: string;
  checklist: Partial<Checklist>;
  /** The hash that was on the reviewer's screen, hex. */
  contentSha256: string;
};

/**
 * What is missing in a review: null, or the refusal. An approval needs every item in order and a document number; a return
 * needs a note that is pinned to a second; return and rejection need a reason.
 */
export function refuseReview(review: Review, pinnedNotes: number): RefusalCode | null {
  const { decision, checklist } = review;
  if (decision === 'approve') {
    if (checklistItems.some((item) => checklist[item] !== true)) return 'checklist_open';
    return review.documentNumber?.trim() ? null : 'document_missing';
  }
  if (review.reason.trim().length < 2) return 'reason_missing';
  return decision === 'return' && pinnedNotes === 0 ? 'note_missing' : null;
}

/** Whether the approvals that are in suffice; `approvers` may hold the same person twice. */
export function isApproved(approvers: readonly string[], needed: number): boolean {
  return new Set(approvers).size >= Math.max(1, needed);
}
