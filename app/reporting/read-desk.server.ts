import type { Sql } from '../../db/client.ts';
import type { Role } from '../../db/schema/identity.ts';
import type { Session } from '../identity/read-session.server.ts';
import type { CaseKind } from '../presence/face-state.ts';
import { countCases } from '../presence/review/read-cases.server.ts';

/** Who sits at a desk, and what waits there. Authors review nothing. */
export type DeskSeen = { role: Exclude<Role, 'learner'>; todo: { kind: CaseKind; count: number }[] };

/** Reads the to-do of a desk: what waits comes to the person, nothing has to be searched. */
export async function readDesk(
  sql: Sql,
  { institutionId }: Session,
  role: DeskSeen['role'],
): Promise<DeskSeen> {
  return { role, todo: role === 'author' ? [] : await countCases(sql, { role, institutionId }) };
}
