import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { chinaDay } from '../class-day.ts';
import { requireOwnClass } from '../own-class.server.ts';
import { isComplete, judgeApplication, type Judged } from './judge-application.ts';
import { readApplication } from './read-application.server.ts';
import { readLastStep, requireStep, takeClassStep } from './take-class-step.server.ts';

/**
 * Hands a class in: its five parts, the questionnaires and the two statements, as they were on the clerk's screen
 * (`seenSha256`). Judged before, and again under the lock of the class. From here on nothing of it changes until it is
 * returned. The same press again answers the same. Throws `not_found`, `forbidden`, `class_step`, `application_changed`,
 * `application_open`.
 */
export async function applyClass(
  sql: Sql,
  session: Session,
  classId: string,
  seenSha256: string,
  now: ClockReading,
): Promise<void> {
  const before = await requireOwnClass(sql, session, classId);
  if (before.state !== 'applied') {
    requireStep(before, 'apply', session);
    const { application } = await readApplication(sql, session, before);
    requireComplete(judgeApplication(application, chinaDay(now.wallMs)));
  }
  await sql.begin(async (tx) => {
    const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
    const last = await readLastStep(tx, own.id);
    const isAgain = own.state === 'applied' && last?.step === 'apply' && last.partsSha256 === seenSha256;
    if (isAgain && session.role === 'clerk') return;
    requireStep(own, 'apply', session);
    const { application, facts } = await readApplication(tx, session, own);
    if (application.partsSha256 !== seenSha256) throw new Refusal('application_changed');
    requireComplete(judgeApplication(application, chinaDay(now.wallMs)));
    await takeClassStep(tx, own, 'apply', session, { reason: null, facts }, now);
  });
}

/** Throws `application_open` with how much is missing. */
export function requireComplete(judged: Judged): void {
  if (isComplete(judged)) return;
  const { planFaults, faults } = judged;
  throw new Refusal('application_open', {
    count: planFaults.length + faults.length,
    first: planFaults[0]?.code ?? faults[0]?.code ?? '',
  });
}
