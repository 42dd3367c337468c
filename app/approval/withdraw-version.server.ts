import type { Sql, SqlTx } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { lockVersion, stepVersion } from './step-version.server.ts';
import type { StepActor } from './version-life.ts';

/** A class that studies a version: how many of its learners have begun it and not finished. */
export type HitClass = {
  classId: string;
  title: string;
  institution: string;
  learners: number;
  studying: number;
};

/** The classes that a withdrawal of this version hits. */
export async function readHitClasses(sql: Sql | SqlTx, videoVersionId: string): Promise<HitClass[]> {
  return sql<HitClass[]>`
    select c.id as "classId", c.title, i.name as institution,
      (select count(*) from enrolment e where e.class_id = c.id)::int as learners,
      (select count(*) from enrolment e join lesson_progress p
        on p.learner_id = e.learner_id and p.enrolment_id = e.id and p.video_version_id = ${videoVersionId}
        and p.completed_at is null where e.class_id = c.id)::int as studying
    from training_class c join institution i on i.id = c.institution_id
    where exists (select 1 from class_video g where g.class_id = c.id and g.video_version_id = ${videoVersionId})
      or exists (select 1 from enrolment e join lesson_progress p
        on p.learner_id = e.learner_id and p.enrolment_id = e.id and p.video_version_id = ${videoVersionId}
        and p.completed_at is null where e.class_id = c.id)
    order by i.name, c.title`;
}

/**
 * Takes a version back at once: no lease, playlist or key any more; open leases on it are ended by the worker, learner by
 * learner. Classes get the newest other published version of the lesson, if there is one. Earned credit stays. Throws
 * `reason_missing` and what `refuseStep` says.
 */
export async function withdrawVersion(
  house: { sql: Sql; masterKey: Buffer },
  videoVersionId: string,
  reason: string,
  actor: StepActor,
  now: ClockReading,
): Promise<HitClass[]> {
  if (reason.trim().length < 2) throw new Refusal('reason_missing', { field: 'reason' });
  return house.sql.begin(async (tx) => {
    const version = await lockVersion(tx, videoVersionId);
    const hit = await readHitClasses(tx, videoVersionId);
    const words = { reason: reason.trim(), facts: { classes: hit.length } };
    await stepVersion(tx, house.masterKey, version, 'withdraw', actor, now, words);
    await tx`update class_video set video_version_id = other.id, given_at = ${new Date(now.wallMs)}
      from (select id from video_version where lesson_id = ${version.lessonId} and state = 'published'
        order by number desc limit 1) other
      where class_video.video_version_id = ${videoVersionId}`;
    await tx`insert into job (kind, subject, payload, priority)
      values ('end_withdrawn_leases', ${videoVersionId}, '{}', 0)
      on conflict (kind, subject) do nothing`;
    return hit;
  });
}
