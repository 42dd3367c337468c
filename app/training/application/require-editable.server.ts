import type { SqlTx } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import { isClassEditable } from '../class-life.ts';
import { requireOwnClass, type OwnClass } from '../own-class.server.ts';

/** The class of a clerk, locked, while its application may change. Throws `not_found`, `forbidden`, `class_fixed`. */
export async function requireEditable(tx: SqlTx, session: Session, classId: string): Promise<OwnClass> {
  const own = await requireOwnClass(tx, session, classId, { forUpdate: true });
  if (session.role !== 'clerk') throw new Refusal('forbidden');
  if (!isClassEditable(own.state)) throw new Refusal('class_fixed');
  return own;
}
