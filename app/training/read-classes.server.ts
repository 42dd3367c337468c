import type { PendingQuery, Row } from 'postgres';
import type { Sql } from '../../db/client.ts';
import type { Session } from '../identity/read-session.server.ts';
import type { ClassState } from './class-life.ts';
import { mayOwn } from './own-class.server.ts';

/** Who stands where in a running class, as it was counted last. */
export type ClassCounts = { stuck: number; behind: number; never: number };

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
  /** Null: it does not run, or was not counted yet. */
  counts: ClassCounts | null;
};

/** One page of classes; `next` is where the following one begins, null on the last. */
export type ClassPage = { waiting: ClassListed[]; classes: ClassListed[]; next: string | null };

export const classesOnPage = 50;
const waitingMost = 100;

/**
 * One page of the classes that concern somebody, the newest first, from `after` on; what waits for a bureau is apart and
 * first. A page costs the same however many classes there are: it is one range of one index.
 */
export async function readClasses(
  sql: Sql,
  session: Session,
  after: string | null = null,
): Promise<ClassPage> {
  const isBureau = session.role === 'bureau';
  const area = await readArea(sql, session);
  const from = readCursor(after);
  const listed = (where: PendingQuery<Row[]>, limit: number) => sql<ClassListed[]>`
    select c.id, c.title, i.name as institution, co.title as course, c.state,
      c.starts_on::text as "startsOn", c.ends_on::text as "endsOn",
      (select count(*)::int from enrolment e where e.class_id = c.id) as learners,
      c.online_theory_hours + c.in_person_theory_hours + c.practice_hours as "totalHours",
      case when n.class_id is not null and c.state = 'approved'
        then json_build_object('stuck', n.stuck, 'behind', n.behind, 'never', n.never) end as counts
    from training_class c join institution i on i.id = c.institution_id
      join course_version v on v.id = c.course_version_id join course co on co.id = v.course_id
      left join class_count n on n.class_id = c.id
    where ${mayOwn(sql, session)} and ${inArea(sql, area)} and ${where}
    order by c.starts_on desc, c.id desc
    limit ${limit}`;
  const onward = from ? sql`(c.starts_on, c.id) < (${from.startsOn}::date, ${from.id}::uuid)` : sql`true`;
  const [waiting, classes] = await Promise.all([
    isBureau && !from ? listed(sql`c.state = 'applied'`, waitingMost) : [],
    listed(isBureau ? sql`c.state <> 'applied' and ${onward}` : onward, classesOnPage + 1),
  ]);
  const shown = classes.slice(0, classesOnPage);
  const last = shown.at(-1);
  return {
    waiting,
    classes: shown,
    next: classes.length > classesOnPage && last ? `${last.startsOn}.${last.id}` : null,
  };
}

function readCursor(after: string | null): { startsOn: string; id: string } | null {
  const read = /^(\d{4}-\d\d-\d\d)\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after ?? '');
  return read?.[1] && read[2] && !Number.isNaN(Date.parse(read[1]))
    ? { startsOn: read[1], id: read[2] }
    : null;
}

/** The beginning of the place codes of a bureau's area; null: not a bureau's session. */
export async function readArea(sql: Sql, { role, institutionId }: Session): Promise<string | null> {
  if (role !== 'bureau') return null;
  const [bureau] = await sql<{ placeCode: string }[]>`
    select place_code as "placeCode" from institution where id = ${institutionId}`;
  return (bureau?.placeCode ?? '').replace(/(?:00){1,2}$/, '');
}

/** The area as the indexes spell it; `mayOwn` stays the guard. */
export function inArea(sql: Sql, area: string | null) {
  if (area === null) return sql`true`;
  if (area.length === 2) return sql`left(c.place_code, 2) = ${area}`;
  if (area.length === 4) return sql`left(c.place_code, 4) = ${area}`;
  return sql`c.place_code = ${area}`;
}

/** How many classes wait for the decision of somebody's bureau. */
export async function countApplied(sql: Sql, session: Session): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from training_class c where ${mayOwn(sql, session)} and c.state = 'applied'`;
  return row?.count ?? 0;
}
