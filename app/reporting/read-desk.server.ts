import type { Sql } from '../../db/client.ts';
import type { Role } from '../../db/schema/identity.ts';
import { countWaiting } from '../approval/read-queue.server.ts';
import type { Session } from '../identity/read-session.server.ts';
import { countUnread } from '../training/notices/read-notices.server.ts';
import { countApplied } from '../training/read-classes.server.ts';
import type { CaseKind } from '../presence/face-state.ts';
import { countCases } from '../presence/review/read-cases.server.ts';

/** Who sits at a desk, and what waits there. Authors review nothing; versions wait for a reviewer's word. */
export type DeskSeen = {
  role: Exclude<Role, 'learner'>;
  todo: { kind: CaseKind; count: number }[];
  approvals: number;
  /** Classes that wait for this bureau. */
  classes: number;
  /** Notices that this person has not read, counted to 100. */
  unread: number;
};

/** Reads the to-do of a desk: what waits comes to the person, nothing has to be searched. */
export async function readDesk(sql: Sql, session: Session, role: DeskSeen['role']): Promise<DeskSeen> {
  const [todo, approvals, classes, unread] = await Promise.all([
    ['author', 'teacher', 'bureau', 'operator'].includes(role)
      ? []
      : countCases(sql, { role, institutionId: session.institutionId }),
    role === 'reviewer' ? countWaiting(sql, session) : 0,
    role === 'bureau' ? countApplied(sql, session) : 0,
    countUnread(sql, session.personId),
  ]);
  return { role, todo, approvals, classes, unread };
}
