import type { Sql } from '../../db/client.ts';
import type { Session } from '../identity/read-session.server.ts';
import type { ClockReading } from '../platform/clock.ts';
import { chinaDay } from '../training/class-day.ts';
import { mayOwn } from '../training/own-class.server.ts';

export const taskKinds = ['stuck', 'behind', 'never', 'rows', 'returned', 'survey'] as const;
export type TaskKind = (typeof taskKinds)[number];

/** One thing that waits: how many, and where it is done. */
export type Task = { kind: TaskKind; count: number; to: string };

type Counted = { count: number; classes: number; classId: string | null };

/**
 * What waits for a clerk or a teacher in their own classes, so that nothing has to be searched: learners who are held up,
 * behind or have not begun (as counted last), rows of rosters to correct, classes that came back, classes to be asked.
 */
export async function readTasks(sql: Sql, session: Session, now: ClockReading): Promise<Task[]> {
  if (session.role !== 'clerk' && session.role !== 'teacher') return [];
  const today = chinaDay(now.wallMs);
  const own = mayOwn(sql, session);
  const ofClasses = (column: 'stuck' | 'behind' | 'never') => sql<Counted[]>`
    select coalesce(sum(n.${sql(column)}), 0)::int as count, count(*)::int as classes, min(c.id::text) as "classId"
    from training_class c join class_count n on n.class_id = c.id
    where ${own} and c.state = 'approved' and n.${sql(column)} > 0`;
  const isClerk = session.role === 'clerk';
  const [stuck, behind, never, rows, returned, survey] = await Promise.all([
    ofClasses('stuck'),
    ofClasses('behind'),
    ofClasses('never'),
    isClerk
      ? sql<Counted[]>`
        select coalesce(sum(r.rows_left), 0)::int as count, count(*)::int as classes, min(c.id::text) as "classId"
        from roster_import r join training_class c on c.id = r.class_id
        where ${own} and r.created_by = ${session.personId} and r.state = 'open'`
      : [],
    isClerk
      ? sql<Counted[]>`
        select count(*)::int as count, count(*)::int as classes, min(c.id::text) as "classId"
        from training_class c where ${own} and c.state = 'returned'`
      : [],
    isClerk
      ? sql<Counted[]>`
        select count(*)::int as count, count(*)::int as classes, min(c.id::text) as "classId"
        from training_class c where ${own} and c.state = 'approved' and c.ends_on <= ${today}
          and not exists (select from survey_round s where s.class_id = c.id)`
      : [],
  ]);
  const page = {
    ...{ stuck: '/board?show=stuck', behind: '/board?show=behind', never: '/board?show=never' },
    ...{ rows: '/roster', returned: '/application', survey: '/ending' },
  };
  const counted = { stuck, behind, never, rows, returned, survey };
  return taskKinds.flatMap((kind): Task[] => {
    const [found] = counted[kind];
    if (!found || found.count === 0) return [];
    // Several classes: their list says how many in each.
    const to = found.classes === 1 ? `/desk/classes/${found.classId}${page[kind]}` : '/desk/classes';
    return [{ kind, count: found.count, to }];
  });
}
