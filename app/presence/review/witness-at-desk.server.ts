import type { Sql } from '../../../db/client.ts';
import { appendDecisions } from '../../evidence/append-decisions.server.ts';
import type { Session } from '../../identity/read-session.server.ts';
import { requireOwnLearner } from '../../identity/require-own-learner.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { reasonLength } from './case-rules.ts';
import { decideCase } from './decide-case.server.ts';
import { openCase, type NewCase } from './open-case.server.ts';

/** What a witnessed check is about: her last challenge, else her enrolled face. */
async function findSubject(sql: Sql, learnerId: string): Promise<Pick<NewCase, 'subjectKind' | 'subjectId'>> {
  const [challenge] = await sql<{ id: string }[]>`
    select id from face_challenge where learner_id = ${learnerId} order by asked_wall_ms desc limit 1`;
  if (challenge) return { subjectKind: 'challenge', subjectId: challenge.id };
  const [reference] = await sql<{ id: string }[]>`
    select id from face_reference where learner_id = ${learnerId} and state = 'active'`;
  if (!reference) throw new Refusal('face_not_enrolled');
  return { subjectKind: 'reference', subjectId: reference.id };
}

/**
 * The learner stands before a clerk of her own institution, who knows her: decides the case that waits for it, or opens
 * one for it first, so that no witness is without a case (P007). Throws `not_found`, `face_not_enrolled`, `bad_shape`.
 */
export async function witnessAtDesk(
  house: Pick<House, 'sql'>,
  clerk: Session,
  learnerId: string,
  reason: string,
  now: ClockReading,
): Promise<void> {
  const { sql } = house;
  await requireOwnLearner(sql, clerk, learnerId);
  const { length } = reason.trim();
  if (length < reasonLength.min || length > reasonLength.max)
    throw new Refusal('bad_shape', { field: 'reason' });
  const waiting = () => sql<{ id: string }[]>`
    select id from face_case where learner_id = ${learnerId} and kind = 'three_tries' and decided_at is null
    order by opened_at limit 1`;
  let [open] = await waiting();
  if (!open) {
    const subject = await findSubject(sql, learnerId);
    await appendDecisions(sql, learnerId, now, async (tx) => {
      const event = await openCase(tx, { learnerId, kind: 'three_tries', ...subject }, now.wallMs);
      return { events: event ? [event] : [] };
    });
    [open] = await waiting();
  }
  if (!open) throw new Refusal('case_gone');
  await decideCase(house, clerk, open.id, { decision: 'witnessed', reason }, now);
}
