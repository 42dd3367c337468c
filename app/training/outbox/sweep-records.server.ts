import type { Sql } from '../../../db/client.ts';
import { readHours } from './read-hours.server.ts';
import {
  recordApproval,
  recordAssessments,
  recordClosing,
  recordSatisfaction,
} from './record-class.server.ts';
import { recordRecordings, recordSheets } from './record-in-person.server.ts';
import { recordFacts } from './record-facts.server.ts';
import type { SupervisionFact } from './supervision-record.ts';

const batch = 500;

/**
 * Enters into the outbox what the ledger holds and no request entered: finished lessons, hours in person, recognised hours of classes that
 * are over, and whatever was missed. `since`: only lessons finished from then on; null looks at all. Answers how many are new.
 */
export async function sweepRecords(sql: Sql, since: Date | null, nowMs: number): Promise<number> {
  let made = 0;
  for (const { id } of await sql<{ id: string }[]>`
    select c.id from training_class c where c.approved_at is not null
      and not exists (select from supervision_record s where s.kind = 'class_approved' and s.subject = c.id::text)
    limit ${batch}`)
    made += await recordApproval(sql, id, nowMs);
  made += await recordAssessments(sql, { missing: batch }, nowMs);
  made += await recordSatisfaction(sql, { missing: batch }, nowMs);
  made += await recordSheets(sql, { missing: batch }, nowMs);
  made += await recordRecordings(sql, { missing: batch }, nowMs);
  made += await sweepClosed(sql, nowMs);
  for (let found = batch; found === batch;) {
    const facts = await readLessons(sql, since);
    found = facts.length;
    made += await recordFacts(sql, facts, nowMs);
  }
  return made;
}

/** Lessons that somebody finished in a class that the platform knows (P004–P009 hold for every second of them). */
async function readLessons(sql: Sql, since: Date | null): Promise<SupervisionFact[]> {
  return sql<SupervisionFact[]>`
    select 'lesson_earned' as kind, e.class_id as "classId", e.id as "enrolmentId", e.learner_id as "learnerId",
      l.lesson_id as "lessonId", l.video_version_id as "videoVersionId", l.ordinal, n.title,
      l.proven_ms::float8 as "earnedMs", floor(extract(epoch from l.completed_at) * 1000)::float8 as "completedAtMs"
    from lesson_progress l join enrolment e on e.id = l.enrolment_id and e.learner_id = l.learner_id
      join lesson n on n.id = l.lesson_id
    where l.completed_at is not null and (${since}::timestamptz is null or l.completed_at >= ${since}::timestamptz)
      and not exists (select from supervision_record s where s.kind = 'lesson_earned'
        and s.subject = e.id::text || ' ' || l.lesson_id::text)
    order by l.completed_at, l.learner_id, l.video_version_id limit ${batch}`;
}

/** Classes that are over: that they are, and what every learner's hours came to. */
async function sweepClosed(sql: Sql, nowMs: number): Promise<number> {
  const closed = await sql<{ id: string; isTold: boolean }[]>`
    select c.id, exists (select from supervision_record s where s.kind = 'class_closed' and s.subject = c.id::text) as "isTold"
    from training_class c where c.state = 'closed' and (
      not exists (select from supervision_record s where s.kind = 'class_closed' and s.subject = c.id::text)
      or exists (select from enrolment e where e.class_id = c.id and not exists (
        select from supervision_record s where s.kind = 'hours_recognised' and s.subject = e.id::text)))
    order by c.id limit ${batch}`;
  let made = 0;
  for (const { id, isTold } of closed) {
    if (!isTold) made += await recordClosing(sql, id, nowMs);
    const people = await sql<{ enrolmentId: string; learnerId: string }[]>`
      select id as "enrolmentId", learner_id as "learnerId" from enrolment where class_id = ${id} order by id`;
    const hours = await readHours(
      sql,
      people.map(({ enrolmentId }) => enrolmentId),
    );
    const facts = people.flatMap(({ enrolmentId, learnerId }): SupervisionFact[] => {
      const own = hours.get(enrolmentId);
      if (!own) return [];
      const { creditedMs, recognisedHours, classHourMs } = own;
      return [
        {
          kind: 'hours_recognised',
          classId: id,
          enrolmentId,
          learnerId,
          creditedMs,
          recognisedHours,
          classHourMs,
        },
      ];
    });
    made += await recordFacts(sql, facts, nowMs);
  }
  return made;
}
