import { randomUUID } from 'node:crypto';
import type { SqlTx } from '../../../db/client.ts';
import type { FaceEvent } from '../../evidence/event.ts';
import type { CaseKind } from '../face-state.ts';

/** What a person is to look at, and why. */
export type NewCase = {
  learnerId: string;
  kind: CaseKind;
  subjectKind: 'challenge' | 'snapshot' | 'reference';
  subjectId: string;
  otherLearnerId?: string;
  /** The learner's own words when she contests. */
  words?: string;
};

/**
 * Puts a case into the queue of the learner's institution, once for each open kind and subject. Answers the event for
 * her log; the caller holds the lock on her chain and appends it. Null: it was open already.
 */
export async function openCase(tx: SqlTx, one: NewCase, atMs: number): Promise<FaceEvent | null> {
  const [row] = await tx<{ id: string }[]>`
    insert into face_case (id, learner_id, institution_id, kind, subject_kind, subject_id, other_learner_id, words,
      opened_at)
    select ${randomUUID()}, p.id, p.institution_id, ${one.kind}, ${one.subjectKind}, ${one.subjectId},
      ${one.otherLearnerId ?? null}, ${one.words ?? null}, ${new Date(atMs)}
    from person p where p.id = ${one.learnerId}
    on conflict (kind, subject_id) where decided_at is null do nothing
    returning id`;
  if (!row) return null;
  const { kind: caseKind, subjectId } = one;
  return { kind: 'case_opened', fence: 0, caseId: row.id, caseKind, subjectId };
}
