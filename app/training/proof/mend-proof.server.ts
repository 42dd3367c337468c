import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { requireOwnClass } from '../own-class.server.ts';

/**
 * The bureau of the class says that the cause for which a proof is void is mended, with its reason: the clerk may issue it
 * again, under a new number and on hours computed then. The void one stays void. A second press changes nothing. Throws
 * `not_found` (also for a proof that is not void), `forbidden`.
 */
export async function mendProof(
  sql: Sql,
  session: Session,
  classId: string,
  { number, reason }: { number: string; reason: string },
  now: ClockReading,
): Promise<void> {
  if (session.role !== 'bureau') throw new Refusal('forbidden');
  await sql.begin(async (tx) => {
    const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
    const [found] = await tx`
      select 1 from study_proof s join proof_revocation v on v.number = s.number
      where s.number = ${number} and s.class_id = ${own.id}`;
    if (!found) throw new Refusal('not_found');
    await tx`insert into proof_mended (number, reason, decided_by, decided_at)
      values (${number}, ${reason}, ${session.personId}, ${new Date(now.wallMs)}) on conflict do nothing`;
  });
}
