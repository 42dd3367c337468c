import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { chinaDay } from '../class-day.ts';
import { requireOwnClass } from '../own-class.server.ts';
import { readInspections } from './inspect-class.server.ts';
import { requireStep, takeClassStep } from './take-class-step.server.ts';

/** Inspections that a class needs before it is closed (P048). */
const inspectionsLeast = 1;

/**
 * Closes a class after its last day, if it was inspected (P048). A second press changes nothing. Throws `not_found`,
 * `forbidden`, `class_step`, `class_running`, `inspection_missing`.
 */
export async function closeClass(
  sql: Sql,
  session: Session,
  classId: string,
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
    if (own.state === 'closed' && session.role === 'clerk') return;
    requireStep(own, 'close', session);
    if (chinaDay(now.wallMs) <= own.endsOn) throw new Refusal('class_running', { endsOn: own.endsOn });
    const inspections = await readInspections(tx, own.id);
    if (inspections.length < inspectionsLeast) throw new Refusal('inspection_missing');
    const facts = { inspections: inspections.map(({ id }) => id) };
    await takeClassStep(tx, own, 'close', session, { reason: null, facts }, now);
  });
}

/**
 * Enters the number under which an approved class stands in the provincial system; each entry is kept as a step (P022).
 * Throws `not_found`, `forbidden`, `class_step`.
 */
export async function enterReference(
  sql: Sql,
  session: Session,
  classId: string,
  reference: string,
  now: ClockReading,
): Promise<void> {
  await sql.begin(async (tx) => {
    const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
    if (session.role !== 'clerk') throw new Refusal('forbidden');
    if (own.state !== 'approved' && own.state !== 'closed')
      throw new Refusal('class_step', { state: own.state });
    await tx`
      insert into class_step (class_id, step, state, actor_id, facts, at)
      values (${own.id}, 'reference', ${own.state}, ${session.personId}, ${tx.json({ reference })}, ${new Date(now.wallMs)})`;
    await tx`update training_class set provincial_reference = ${reference} where id = ${own.id}`;
  });
}
