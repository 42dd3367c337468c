import { createHash } from 'node:crypto';
import type { Sql, SqlTx } from '../../../db/client.ts';
import { appendEvidence, lockChains, type ChainHead } from '../../evidence/append.server.ts';
import type { FaceEvent } from '../../evidence/event.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { isCompleteDecision, refuseDecider, type CaseStanding } from './case-rules.ts';
import type { CaseDecision } from '../face-state.ts';
import { settleCase } from './settle-case.server.ts';

/** What is decided, and why, in the decider's words: the learner reads both. */
export type Decision = { decision: CaseDecision; reason: string };

/** A case as it is decided. */
export type OpenCase = CaseStanding & {
  id: string;
  learnerId: string;
  otherLearnerId: string | null;
  subjectKind: 'challenge' | 'snapshot' | 'reference';
  subjectId: string;
};

/** Reads the case and, of one face on two accounts, its twin in the other account's name: both are decided at once. */
async function readOpen(sql: Sql | SqlTx, caseId: string): Promise<OpenCase[]> {
  return sql<OpenCase[]>`
    select c.id, c.kind, c.learner_id as "learnerId", c.other_learner_id as "otherLearnerId",
      c.institution_id as "institutionId", c.subject_kind as "subjectKind", c.subject_id as "subjectId",
      c.decided_at is not null as decided, r.clerk_id as "allowedBy"
    from face_case one
      join face_case c on c.id = one.id or (one.kind = 'duplicate' and c.kind = 'duplicate'
        and c.learner_id = one.other_learner_id and c.other_learner_id = one.learner_id and c.decided_at is null)
      left join face_reference r on r.learner_id = c.learner_id and r.id = c.subject_id and c.kind = 'change'
    where one.id = ${caseId}
    order by c.id <> one.id`;
}

function guard(session: Session, [one]: OpenCase[], { decision, reason }: Decision): void {
  if (!one) throw new Refusal('not_found');
  const refused = refuseDecider(session, one);
  if (refused) throw new Refusal(refused);
  if (!isCompleteDecision(one.kind, decision, reason)) throw new Refusal('bad_shape', { field: 'reason' });
}

/**
 * Decides a case with a reason (P007, D08): guarded before the work and again under the lock on the learner's chain, so
 * that of two deciders one is told `case_gone`. What follows from it, the decision and its evidence are stored together;
 * of the reason only the SHA-256 goes into the log.
 */
export async function decideCase(
  house: Pick<House, 'sql'>,
  session: Session,
  caseId: string,
  given: Decision,
  now: ClockReading,
): Promise<void> {
  const decided = { decision: given.decision, reason: given.reason.trim() };
  const before = await readOpen(house.sql, caseId);
  guard(session, before, decided);
  await house.sql.begin(async (tx) => {
    const heads = await lockChains(
      tx,
      before.map(({ learnerId }) => learnerId),
    );
    const cases = await readOpen(tx, caseId);
    guard(session, cases, decided);
    for (const one of cases) {
      const head = heads.get(one.learnerId);
      if (head) await decideOne(tx, session, one, decided, head, now);
    }
  });
}

async function decideOne(
  tx: SqlTx,
  session: Session,
  one: OpenCase,
  { decision, reason }: Decision,
  head: ChainHead,
  now: ClockReading,
): Promise<void> {
  await tx`update face_case set decision = ${decision}, reason = ${reason}, decided_by = ${session.personId},
      decided_at = ${new Date(now.wallMs)}
    where id = ${one.id}`;
  const reasonSha256 = createHash('sha256').update(reason).digest('hex');
  const event: FaceEvent = {
    ...{ kind: 'case_decided', fence: 0, caseId: one.id, caseKind: one.kind, subjectId: one.subjectId },
    ...{ decision, decidedBy: session.personId, reasonSha256 },
  };
  const followed = await settleCase(tx, session, one, { decision, reason }, now);
  await appendEvidence(tx, [{ head, at: now, events: [event, ...followed] }]);
}
