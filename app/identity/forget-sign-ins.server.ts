import { lt } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { session, signInFailure } from '../../db/schema/identity.ts';

const dayMs = 86_400_000;

/**
 * Deletes what no longer decides anything: failures older than a day, sessions that ended over 30 days ago.
 * Typed numbers and addresses of strangers are personal data too. For the worker, once a day; safe to repeat.
 */
export async function forgetSignIns(db: Db | Tx, nowMs: number): Promise<void> {
  await db.delete(signInFailure).where(lt(signInFailure.at, new Date(nowMs - dayMs)));
  await db.delete(session).where(lt(session.expiresAt, new Date(nowMs - 30 * dayMs)));
}
