import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { decideTry, grantTry } from './grant-try.server.ts';
import { grantWire } from './grant.wire.ts';

/** Does what a form of the test's desk page asks. Throws refusals of the verbs, `bad_shape`. */
export async function workOnTests(
  sql: Sql,
  session: Session,
  classId: string,
  form: FormData,
  now: ClockReading,
): Promise<void> {
  const read = grantWire.safeParse(Object.fromEntries(form));
  if (!read.success) throw new Refusal('bad_shape', { field: String(read.error.issues[0]?.path[0] ?? '') });
  const work = read.data;
  if (work.intent === 'grant') return grantTry(sql, session, classId, work, now);
  return decideTry(sql, session, classId, { grantId: work.grantId, isConfirmed: work.answer }, now);
}
