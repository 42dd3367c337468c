import type { SqlTx } from '../../../db/client.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Session } from '../read-session.server.ts';
import { lockHouse } from './invite-staff.server.ts';
import { mayManage, type Post } from './may-manage.ts';
import { forgetSecondStep } from './pass-second-step.server.ts';
import { readPost } from './read-post.server.ts';
import type { StaffStepKind } from './staff-steps.ts';

type Step = Exclude<StaffStepKind, 'joined'>;
type Target = Post & { isSuspended: boolean };

const reasonLength = { min: 4, max: 300 };

/**
 * Suspends somebody of staff, lets them return, or forgets their second step, with a reason that is kept for good. Their
 * sessions end at once, and invitations that a suspended person made are taken back; nobody is ever deleted. Guarded by
 * the actor's post as it is inside the transaction. Throws `reason_missing`, `staff_self`, `not_found`, `staff_step`,
 * `staff_last_head`, `signed_out`.
 */
export async function stepStaff(
  { sql }: Pick<House, 'sql'>,
  session: Session,
  personId: string,
  { step, reason }: { step: Step; reason: string },
  nowMs: number,
): Promise<void> {
  const why = reason.trim();
  if (why.length < reasonLength.min || why.length > reasonLength.max)
    throw new Refusal('reason_missing', { field: 'reason' });
  if (personId === session.personId) throw new Refusal('staff_self');
  await sql.begin(async (tx) => {
    const actor = await readPost(tx, session.personId, { lock: true });
    const target = await lockTarget(tx, personId);
    if (!target || !mayManage(actor, target)) throw new Refusal('not_found');
    if (step === 'suspended') await suspend(tx, personId, target, nowMs);
    else if (step === 'returned') await letReturn(tx, personId, target);
    else await forgetSecondStep(tx, personId);
    await tx`delete from session where person_id = ${personId}`;
    await tx`insert into staff_step (person_id, step, actor_id, reason, at)
      values (${personId}, ${step}, ${session.personId}, ${why}, ${new Date(nowMs)})`;
  });
}

/** The house before the person, always: of two last heads that are suspended at once, one stays. */
async function lockTarget(tx: SqlTx, personId: string): Promise<Target | null> {
  const [found] = await tx<{ institutionId: string }[]>`
    select institution_id as "institutionId" from person where id::text = ${personId} and role <> 'learner'`;
  if (!found) return null;
  const house = await lockHouse(tx, found.institutionId);
  const [one] = await tx<Pick<Target, 'role' | 'isSuspended'>[]>`
    select role, suspended_at is not null as "isSuspended" from person where id = ${personId} for update`;
  return one ? { ...one, ...house } : null;
}

async function suspend(tx: SqlTx, personId: string, target: Target, nowMs: number): Promise<void> {
  if (target.isSuspended) throw new Refusal('staff_step');
  if (target.role === 'head') {
    const [other] = await tx`
      select 1 from person where institution_id = ${target.institutionId} and role = 'head' and id <> ${personId}
        and suspended_at is null limit 1`;
    if (!other) throw new Refusal('staff_last_head');
  }
  const at = new Date(nowMs);
  await tx`update person set suspended_at = ${at} where id = ${personId}`;
  await tx`update staff_invitation set revoked_at = ${at}
    where invited_by = ${personId} and accepted_at is null and revoked_at is null`;
}

async function letReturn(tx: SqlTx, personId: string, target: Target): Promise<void> {
  if (!target.isSuspended) throw new Refusal('staff_step');
  await tx`update person set suspended_at = null where id = ${personId}`;
}
