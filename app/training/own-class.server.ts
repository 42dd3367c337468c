import type { Sql, SqlTx } from '../../db/client.ts';
import type { Session } from '../identity/read-session.server.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ClassState } from './class-life.ts';

/** A class as its pages head it. */
export type OwnClass = {
  id: string;
  institutionId: string;
  institution: string;
  title: string;
  state: ClassState;
  revision: number;
  placeCode: string;
  startsOn: string;
  endsOn: string;
  ruleProfileId: string;
  courseVersionId: string;
  /** The rule has cancelled its subsidy and no bureau gave it back (P053). */
  isSubsidyCancelled: boolean;
};

/**
 * The class, for somebody whom it concerns: clerks and head of its institution, its teachers, the bureau of its place, and
 * whoever inspects or audits. To everybody else it is not there (H10). `forUpdate` locks it, inside a transaction. Throws `not_found`.
 */
export async function requireOwnClass(
  sql: Sql | SqlTx,
  session: Session,
  classId: string,
  { forUpdate = false } = {},
): Promise<OwnClass> {
  const found = await sql<OwnClass[]>`
    select c.id, c.institution_id as "institutionId", i.name as institution, c.title, c.state, c.revision,
      c.place_code as "placeCode", c.starts_on::text as "startsOn", c.ends_on::text as "endsOn",
      c.rule_profile_id as "ruleProfileId", c.course_version_id as "courseVersionId",
      coalesce((select f.kind = 'cancelled' from class_subsidy_fact f where f.class_id = c.id order by f.seq desc limit 1),
        false) as "isSubsidyCancelled"
    from training_class c join institution i on i.id = c.institution_id
    where c.id::text = ${classId} and ${mayOwn(sql, session)}
    ${forUpdate ? sql`for update of c` : sql``}`;
  const [own] = found;
  if (!own) throw new Refusal('not_found');
  return own;
}

/** The condition under which class `c` concerns a session: part of every query that lists classes or their people (H10). */
export function mayOwn(sql: Sql | SqlTx, { role, personId, institutionId }: Session) {
  if (role === 'clerk' || role === 'head') return sql`c.institution_id = ${institutionId}`;
  if (role === 'teacher')
    return sql`c.institution_id = ${institutionId} and exists (
      select 1 from class_teacher t where t.class_id = c.id and t.teacher_id = ${personId})`;
  if (role === 'bureau')
    return sql`c.state <> 'draft' and starts_with(c.place_code, (
      select regexp_replace(b.place_code, '(00){1,2}$', '') from institution b where b.id = ${institutionId}))`;
  if (role === 'inspector' || role === 'auditor') return sql`true`;
  return sql`false`;
}
