import { and, isNull, lt } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { session, signInFailure } from '../../db/schema/identity.ts';
import { staffInvitation } from '../../db/schema/staff.ts';

const dayMs = 86_400_000;

/**
 * Deletes what no longer decides anything: failures older than a day, sessions that ended over 30 days ago,
 * invitations that nobody accepted and that ended over 90 days ago.
 * Typed numbers and addresses of strangers are personal data too. For the worker, once a day; safe to repeat.
 */
export async function forgetSignIns(db: Db | Tx, nowMs: number): Promise<void> {
  await db.delete(signInFailure).where(lt(signInFailure.at, new Date(nowMs - dayMs)));
  await db.delete(session).where(lt(session.expiresAt, new Date(nowMs - 30 * dayMs)));
  await db
    .delete(staffInvitation)
    .where(
      and(isNull(staffInvitation.personId), lt(staffInvitation.expiresAt, new Date(nowMs - 90 * dayMs))),
    );
}
