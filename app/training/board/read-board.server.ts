import type { Sql } from '../../../db/client.ts';
import { maskPhone } from '../../identity/mask-phone.ts';
import { isClassOpen } from '../class-day.ts';
import type { OwnClass } from '../own-class.server.ts';
import type { BoardRow } from './arrange-board.ts';
import { judgeProgress, type ProgressFacts } from './judge-progress.ts';

type Row = ProgressFacts &
  Pick<BoardRow, 'enrolmentId' | 'learnerId' | 'name' | 'elsewhere'> & { phone: string };

/**
 * Everybody of one class, at most the 80 of P031, as the ledger stands: read for `own`, which `requireOwnClass` gave. Cost:
 * one statement for the class and one for its people, each through an index on the class or the learner.
 */
export async function readBoard(
  sql: Sql,
  own: Pick<OwnClass, 'id' | 'institutionId' | 'startsOn' | 'endsOn' | 'courseVersionId'>,
  nowMs: number,
): Promise<BoardRow[]> {
  const [course] = await sql<{ lessons: number; courseMs: number; classHourS: number; approved: boolean }[]>`
    select count(cl.lesson_id)::int as lessons, coalesce(sum(v.duration_ms), 0)::float8 as "courseMs",
      coalesce(min((r.parameters ->> 'class_hour_min_s')::int), 2400) as "classHourS",
      bool_and(c.approved_at is not null) as approved
    from training_class c join rule_profile r on r.id = c.rule_profile_id
      left join course_lesson cl on cl.course_version_id = c.course_version_id
      left join lateral (
        select v.duration_ms from video_version v left join class_video g
          on g.class_id = c.id and g.lesson_id = v.lesson_id and g.video_version_id = v.id
        where v.lesson_id = cl.lesson_id and v.state = 'published'
        order by g.class_id is null, v.number desc limit 1) v on true
    where c.id = ${own.id}`;
  const { lessons = 0, courseMs = 0, classHourS = 2_400, approved = false } = course ?? {};
  const plan = {
    ...{ startsOn: own.startsOn, endsOn: own.endsOn, courseMs, classHourMs: classHourS * 1_000 },
    isOpen: isClassOpen({ approved, startsOn: own.startsOn, endsOn: own.endsOn }, nowMs),
  };
  const rows = await sql<Row[]>`
    select e.id as "enrolmentId", p.id as "learnerId", p.name, p.phone,
      case when p.institution_id <> ${own.institutionId}
        then json_build_object('institution', i.name, 'phone', i.phone) end as elsewhere,
      p.password_hash is not null as "hasPassword", ${lessons}::int as lessons,
      coalesce(lp.credited, 0)::float8 as "creditedMs", coalesce(lp.withheld, 0)::float8 as "withheldMs", coalesce(lp.done, 0)::int as "completedLessons",
      (select max(l.counted_wall_ms)::float8 from lease l
        where l.learner_id = p.id and l.enrolment_id = e.id) as "lastStudiedMs",
      (select f.action from face_consent f where f.learner_id = p.id order by f.at desc, f.id limit 1) as consent,
      (select case when bool_or(r.state = 'active') then 'active'
          when bool_or(r.state in ('waiting_witness', 'waiting_second')) then 'waiting' end
        from face_reference r where r.learner_id = p.id) as face,
      exists (select 1 from face_case k where k.learner_id = p.id and k.kind = 'three_tries'
        and k.decided_at is null) as "needsPerson"
    from enrolment e join person p on p.id = e.learner_id join institution i on i.id = p.institution_id
      left join lateral (
        select sum(own.proven) as credited, sum(own.withheld) as withheld, count(*) filter (where own.done) as done
        from (
          select max(l.proven_ms) as proven, bool_or(l.completed_at is not null) as done,
            max(greatest(l.withheld_to_ms - l.proven_ms, 0)) as withheld
          from lesson_progress l
          where l.learner_id = p.id and l.lesson_id in (
            select cl.lesson_id from course_lesson cl where cl.course_version_id = ${own.courseVersionId})
          group by l.lesson_id) own) lp on true
    where e.class_id = ${own.id}
    order by p.name, e.id`;
  return rows.map((row) => {
    const {
      enrolmentId,
      learnerId,
      name,
      phone,
      creditedMs,
      withheldMs,
      completedLessons,
      lastStudiedMs,
      elsewhere,
    } = row;
    return {
      ...{ enrolmentId, learnerId, name, maskedPhone: maskPhone(phone) },
      ...judgeProgress(row, plan, nowMs),
      ...{ creditedMs, withheldMs, completedLessons, lessons, lastStudiedMs, elsewhere },
    };
  });
}
