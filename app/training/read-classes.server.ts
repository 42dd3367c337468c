import type { Sql } from '../../db/client.ts';
import type { Session } from '../identity/read-session.server.ts';
import type { ClassState } from './class-life.ts';
import { mayOwn } from './own-class.server.ts';

export type ClassListed = {
  id: string;
  title: string;
  institution: string;
  course: string;
  state: ClassState;
  startsOn: string;
  endsOn: string;
  learners: number;
  totalHours: number;
};

const pageRows = 200;

/** The classes that concern somebody: what waits for the bureau first, then the newest. */
export async function readClasses(sql: Sql, session: Session): Promise<ClassListed[]> {
  return sql<ClassListed[]>`
    select c.id, c.title, i.name as institution, co.title as course, c.state,
      c.starts_on::text as "startsOn", c.ends_on::text as "endsOn",
      (select count(*)::int from enrolment e where e.class_id = c.id) as learners,
      c.online_theory_hours + c.in_person_theory_hours + c.practice_hours as "totalHours"
    from training_class c join institution i on i.id = c.institution_id
      join course_version v on v.id = c.course_version_id join course co on co.id = v.course_id
    where ${mayOwn(sql, session)}
    order by c.state = 'applied' and ${session.role === 'bureau'} desc, c.starts_on desc, c.id
    limit ${pageRows}`;
}

/** How many classes wait for the decision of somebody's bureau. */
export async function countApplied(sql: Sql, session: Session): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from training_class c where ${mayOwn(sql, session)} and c.state = 'applied'`;
  return row?.count ?? 0;
}
