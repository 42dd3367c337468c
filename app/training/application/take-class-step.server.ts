import type { SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { tellSteps } from '../notices/tell-steps.server.ts';
import { recordApproval, recordClosing } from '../outbox/record-class.server.ts';
import { stepClass, type ClassState, type ClassStep } from '../class-life.ts';
import type { OwnClass } from '../own-class.server.ts';

/** What a step rests on: why, and the facts that are stored with it. */
export type StepWords = { reason: string | null; facts: Record<string, unknown> };

/**
 * Takes a step of a class whose row is locked: the step is stored, who, when and on what, then the state follows; the
 * database knows no approval without its step (P019). Throws `class_step`, `forbidden`.
 */
export async function takeClassStep(
  tx: SqlTx,
  own: OwnClass,
  step: ClassStep,
  session: Session,
  { reason, facts }: StepWords,
  now: ClockReading,
): Promise<ClassState> {
  const led = requireStep(own, step, session);
  const at = new Date(now.wallMs);
  const [taken] = await tx<{ id: string }[]>`
    insert into class_step (class_id, step, state, actor_id, reason, facts, at)
    values (${own.id}, ${step}, ${led}, ${session.personId}, ${reason}, ${tx.json(facts as never)}, ${at}) returning id`;
  await tx`update training_class set state = ${led},
    approved_at = case when ${led} = 'approved' then ${at} else approved_at end where id = ${own.id}`;
  if (taken) await tellSteps(tx, taken);
  if (step === 'approve') await recordApproval(tx, own.id, now.wallMs);
  if (step === 'close') await recordClosing(tx, own.id, now.wallMs);
  return led;
}

/**
 * Where a step leads, for somebody who may take it. Nobody decides what the own institution handed in (H10). Throws
 * `forbidden`, `approve_own`, `class_step`.
 */
export function requireStep(
  own: Pick<OwnClass, 'state' | 'institutionId'>,
  step: ClassStep,
  session: Session,
): ClassState {
  const led = stepClass(own.state, step);
  if (!led) throw new Refusal('class_step', { state: own.state });
  if (led.by !== session.role) throw new Refusal('forbidden');
  if (led.by === 'bureau' && own.institutionId === session.institutionId) throw new Refusal('approve_own');
  return led.to;
}

/** A step that was taken. */
export type StepTaken = {
  id: string;
  step: string;
  actorId: string;
  reason: string | null;
  partsSha256: string | null;
};

/** The last step of a class; null: none yet. */
export async function readLastStep(tx: SqlTx, classId: string): Promise<StepTaken | null> {
  const [last] = await tx<StepTaken[]>`
    select id, step, actor_id as "actorId", reason, facts ->> 'partsSha256' as "partsSha256"
    from class_step where class_id = ${classId} and step <> 'reference' order by seq desc limit 1`;
  return last ?? null;
}
