import { createHash } from 'node:crypto';
import type { Sql } from '../../../db/client.ts';
import { appendEvidence, lockChains } from '../../evidence/append.server.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { requireOwnClass } from '../own-class.server.ts';

/**
 * The bureau of the class declares a proof void, with its reason, for good; the public is told the day and nothing else. A
 * second press changes nothing. Throws `not_found`, `forbidden`.
 */
export async function revokeProof(
  sql: Sql,
  session: Session,
  classId: string,
  { number, reason }: { number: string; reason: string },
  now: ClockReading,
): Promise<void> {
  if (session.role !== 'bureau') throw new Refusal('forbidden');
  await sql.begin(async (tx) => {
    const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
    const [proof] = await tx<{ learnerId: string }[]>`
      select learner_id as "learnerId" from study_proof where number = ${number} and class_id = ${own.id}`;
    if (!proof) throw new Refusal('not_found');
    const head = (await lockChains(tx, [proof.learnerId])).get(proof.learnerId);
    if (!head) throw new Error('chain is not locked');
    const revoked = await tx`
      insert into proof_revocation (number, reason, revoked_by, revoked_at)
      values (${number}, ${reason}, ${session.personId}, ${new Date(now.wallMs)}) on conflict do nothing returning number`;
    if (revoked.length === 0) return;
    const reasonSha256 = createHash('sha256').update(reason).digest('hex');
    const event = {
      kind: 'proof_revoked',
      fence: 0,
      number,
      revokedBy: session.personId,
      reasonSha256,
    } as const;
    await appendEvidence(tx, [{ head, at: now, events: [event] }]);
  });
}
