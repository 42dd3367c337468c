import type { Sql } from '../../../db/client.ts';
import type { Session } from '../../identity/read-session.server.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { CaseKind } from '../face-state.ts';

/** One open case in the queue. A list shows no pictures: nobody is looked at in passing. */
export type CaseListed = {
  id: string;
  kind: CaseKind;
  learnerName: string;
  institution: string;
  openedMs: number;
};

/** At most this many are shown; the oldest are the first to be decided. */
const casesShown = 300;

/**
 * Open cases, oldest first: of the own institution for clerk and head, all for reviewer, inspector and auditor. `kind` narrows the
 * list. Throws `forbidden` for every other role.
 */
export async function readCases(
  sql: Sql,
  { role, institutionId }: Pick<Session, 'role' | 'institutionId'>,
  kind: CaseKind | null = null,
): Promise<CaseListed[]> {
  requireDesk(role);
  const rows = await sql<(Omit<CaseListed, 'openedMs'> & { openedAt: Date })[]>`
    select c.id, c.kind, p.name as "learnerName", i.name as institution, c.opened_at as "openedAt"
    from face_case c join person p on p.id = c.learner_id join institution i on i.id = c.institution_id
    where c.decided_at is null
      and (${role !== 'clerk' && role !== 'head'} or (c.institution_id = ${institutionId} and c.kind <> 'duplicate'))
      and (${kind}::text is null or c.kind = ${kind})
    order by c.opened_at, c.id
    limit ${casesShown}`;
  return rows.map(({ openedAt, ...row }) => ({ ...row, openedMs: openedAt.getTime() }));
}

/** How many cases of each kind wait for this desk: its to-do instead of a search. */
export async function countCases(
  sql: Sql,
  { role, institutionId }: Pick<Session, 'role' | 'institutionId'>,
): Promise<{ kind: CaseKind; count: number }[]> {
  requireDesk(role);
  return sql<{ kind: CaseKind; count: number }[]>`
    select c.kind, count(*)::int as count from face_case c
    where c.decided_at is null
      and (${role !== 'clerk' && role !== 'head'} or (c.institution_id = ${institutionId} and c.kind <> 'duplicate'))
    group by c.kind order by min(c.opened_at)`;
}

function requireDesk(role: Session['role']): void {
  if (!['clerk', 'head', 'reviewer', 'inspector', 'auditor'].includes(role)) throw new Refusal('forbidden');
}
