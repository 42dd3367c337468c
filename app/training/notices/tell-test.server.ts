import type { Sql, SqlTx } from '../../../db/client.ts';
import { chinaDay } from '../class-day.ts';
import { isAssessmentLocked } from '../survey/read-lock.server.ts';
import { isTold, type Told } from './told.server.ts';

/** Tells a learner what came of a try at the final theory test, and nobody else. `learnerId`: of the one thing that is told. */
export async function tellTestResults(tx: Sql | SqlTx, told: Told, learnerId?: string): Promise<void> {
  await tx`
    insert into notice (recipient_id, kind, subject, facts, at)
    select t.learner_id, 'test_result', t.id::text,
      jsonb_build_object('classId', c.id, 'class', c.title, 'isPassed', t.is_passed), t.ended_at
    from test_paper t join enrolment e on e.id = t.enrolment_id join training_class c on c.id = e.class_id
    where t.ended_at is not null and ${isTold(tx, told, 't.id', 't.ended_at')}
      ${learnerId === undefined ? tx`` : tx`and t.learner_id = ${learnerId}`}
    on conflict do nothing`;
}

type Ready = { classId: string; class: string; learnerId: string; subject: string };

/**
 * Tells learners that the final theory test stands open to them: every lesson of a running class is complete and no paper
 * was drawn, or a further try was confirmed and not used. While the assessment is locked nobody is told (P057).
 */
export async function tellTestsOpen(sql: Sql, since: Date, nowMs: number): Promise<void> {
  const today = chinaDay(nowMs);
  const ready = await sql<Ready[]>`
    with finished as (
      select distinct e.id from lesson_progress l join enrolment e on e.id = l.enrolment_id
      where l.completed_at >= ${since}
    ), due as (
      select e.id, e.class_id, e.learner_id, e.id::text as subject from finished f join enrolment e on e.id = f.id
        where not exists (select from test_paper t where t.enrolment_id = e.id)
      union all
      select e.id, e.class_id, e.learner_id, g.id::text from test_grant g join enrolment e on e.id = g.enrolment_id
        where g.is_confirmed and g.decided_at >= ${since} and not exists (
          select from test_paper t where t.enrolment_id = e.id and (t.is_passed or t.opened_wall_ms
            >= extract(epoch from g.decided_at) * 1000))
    )
    select d.class_id as "classId", c.title as class, d.learner_id as "learnerId", d.subject
    from due d join training_class c on c.id = d.class_id
    where c.state = 'approved' and ${today}::date between c.starts_on and c.ends_on
      and exists (select from course_lesson cl where cl.course_version_id = c.course_version_id)
      and not exists (select from course_lesson cl where cl.course_version_id = c.course_version_id and not exists (
        select from lesson_progress l where l.learner_id = d.learner_id and l.lesson_id = cl.lesson_id
          and l.completed_at is not null))
      and not exists (select from notice n where n.recipient_id = d.learner_id and n.kind = 'test_open'
        and n.subject = d.subject)
    order by d.class_id`;
  for (const classId of new Set(ready.map((one) => one.classId))) {
    if (await isAssessmentLocked(sql, classId, nowMs)) continue;
    const told = ready
      .filter((one) => one.classId === classId)
      .map(({ learnerId, subject, class: title }) => ({
        ...{ recipient_id: learnerId, kind: 'test_open' as const, subject, at: new Date(nowMs) },
        facts: sql.json({ classId, class: title }),
      }));
    await sql`insert into notice ${sql(told)} on conflict do nothing`;
  }
}
