import { createHash } from 'node:crypto';
import type { Sql } from '../../../db/client.ts';
import { appendDecisions } from '../../evidence/append-decisions.server.ts';
import type { EvidenceEvent } from '../../evidence/event.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { requireOwnClass } from '../../training/own-class.server.ts';
import type { DecideTry, GrantTry } from './grant.wire.ts';

/**
 * A clerk of the class gives a learner one more try, with a reason; it counts once a second person has confirmed it. Not
 * while she is in a test, has not taken one, has passed, or waits for another grant. Throws `not_found`, `forbidden`,
 * `class_step`, `test_not_granted`.
 */
export async function grantTry(
  sql: Sql,
  session: Session,
  classId: string,
  { enrolmentId, cause, reason }: GrantTry,
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
    if (session.role !== 'clerk') throw new Refusal('forbidden');
    if (own.state !== 'approved') throw new Refusal('class_step', { state: own.state });
    const [learner] = await tx<{ learnerId: string; isDue: boolean }[]>`
      select e.learner_id as "learnerId",
        coalesce((select bool_and(p.ended_at is not null and not p.is_passed) from test_paper p
          where p.enrolment_id = e.id), false)
        and not exists (select 1 from test_grant g where g.enrolment_id = e.id and (g.decided_by is null
          or g.is_confirmed and g.decided_at >= (select max(p.ended_at) from test_paper p where p.enrolment_id = e.id)))
        as "isDue"
      from enrolment e where e.class_id = ${own.id} and e.id::text = ${enrolmentId}`;
    if (!learner) throw new Refusal('not_found');
    if (!learner.isDue) throw new Refusal('test_not_granted');
    await tx`insert into test_grant (learner_id, enrolment_id, cause, reason, granted_by, granted_at)
      values (${learner.learnerId}, ${enrolmentId}, ${cause}, ${reason}, ${session.personId}, ${new Date(now.wallMs)})`;
  });
}

/**
 * A second person of the class (another clerk, its teacher, or its bureau) confirms a further try or does not; the one who
 * gave it never decides. What is confirmed is written into the learner's log. Throws `not_found`, `forbidden`, `case_own`,
 * `case_gone`.
 */
export async function decideTry(
  sql: Sql,
  session: Session,
  classId: string,
  { grantId, isConfirmed }: DecideTry,
  now: ClockReading,
): Promise<void> {
  const own = await requireOwnClass(sql, session, classId);
  if (!['clerk', 'head', 'teacher', 'bureau'].includes(session.role)) throw new Refusal('forbidden');
  const [found] = await sql<{ learnerId: string }[]>`
    select g.learner_id as "learnerId" from test_grant g join enrolment e on e.id = g.enrolment_id
    where g.id::text = ${grantId} and e.class_id = ${own.id}`;
  if (!found) throw new Refusal('not_found');
  await appendDecisions(sql, found.learnerId, now, async (tx): Promise<{ events: EvidenceEvent[] }> => {
    await requireOwnClass(tx, session, classId, { forUpdate: true });
    const [grant] = await tx<
      { grantedBy: string; isDecided: boolean; enrolmentId: string; cause: string; reason: string }[]
    >`select granted_by as "grantedBy", decided_by is not null as "isDecided", enrolment_id as "enrolmentId", cause, reason
      from test_grant where id = ${grantId} for update`;
    if (!grant || grant.isDecided) throw new Refusal('case_gone');
    if (grant.grantedBy === session.personId) throw new Refusal('case_own');
    await tx`update test_grant set decided_by = ${session.personId}, decided_at = ${new Date(now.wallMs)},
      is_confirmed = ${isConfirmed} where id = ${grantId}`;
    if (!isConfirmed) return { events: [] };
    const { enrolmentId, cause, reason, grantedBy } = grant;
    const reasonSha256 = createHash('sha256').update(reason).digest('hex');
    const confirmedBy = session.personId;
    const told = { enrolmentId, grantId, cause, reasonSha256, grantedBy, confirmedBy };
    return { events: [{ kind: 'test_try_granted', fence: 0, ...told }] };
  });
}
