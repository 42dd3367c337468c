import type { Role } from '../../../db/schema/identity.ts';
import type { RefusalCode } from '../../platform/refusal.ts';
import type { CaseDecision, CaseKind } from '../face-state.ts';

/** What can be decided of each kind, in the order of its keys 1–4. */
export const decisionsOf: Record<CaseKind, readonly CaseDecision[]> = {
  enrolment: ['approved', 'refused'],
  change: ['approved', 'refused'],
  three_tries: ['witnessed', 'try_again'],
  doubt: ['same_person', 'other_person', 'cannot_tell'],
  contested: ['same_person', 'other_person', 'cannot_tell'],
  sustained: ['same_person', 'other_person', 'cannot_tell'],
  duplicate: ['same_person', 'other_person', 'cannot_tell'],
};

/** A decision is explained in this many characters at least, and at most. */
export const reasonLength = { min: 4, max: 300 };

/** Who stands before a case. */
export type Decider = { personId: string; role: Role; institutionId: string };
/** What of a case decides who may see and decide it. `allowedBy`: the clerk who allowed a change. */
export type CaseStanding = {
  kind: CaseKind;
  institutionId: string;
  decided: boolean;
  allowedBy: string | null;
};

/** Clerk and head see their own institution's cases, except one face on two accounts; reviewer, inspector and auditor all. */
export function maySeeCase({ role, institutionId }: Decider, one: CaseStanding): boolean {
  if (role === 'clerk' || role === 'head')
    return institutionId === one.institutionId && one.kind !== 'duplicate';
  return role === 'reviewer' || role === 'inspector' || role === 'auditor';
}

/** Why this person cannot decide this case now; null: she can. Whoever allowed a change never approves it (D08). */
export function refuseDecider(decider: Decider, one: CaseStanding): RefusalCode | null {
  if (!maySeeCase(decider, one)) return 'not_found';
  if (decider.role === 'inspector' || decider.role === 'auditor') return 'forbidden';
  if (one.decided) return 'case_gone';
  return one.kind === 'change' && one.allowedBy === decider.personId ? 'case_own' : null;
}

/** Whether the decision is one of this kind's, and its reason long enough. */
export function isCompleteDecision(kind: CaseKind, decision: CaseDecision, reason: string): boolean {
  const { length } = reason.trim();
  return decisionsOf[kind].includes(decision) && length >= reasonLength.min && length <= reasonLength.max;
}
