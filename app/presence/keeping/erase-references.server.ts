import type { Sql, SqlTx } from '../../../db/client.ts';
import { appendDecisions } from '../../evidence/append-decisions.server.ts';
import type { FaceEvent } from '../../evidence/event.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { chinaDay } from '../../training/class-day.ts';
import { defaultParameters } from '../../training/rule-profile.ts';
import { noteErasure, type Erased } from './note-erasure.server.ts';

/** Learners with an enrolled face or ID photograph of whom every class ended more than its retention ago. */
function findFinished(
  sql: Sql | SqlTx,
  nowMs: number,
  max: number,
  learnerId: string | null = null,
): Promise<{ learnerId: string }[]> {
  return sql<{ learnerId: string }[]>`
    select p.id as "learnerId" from person p
    where p.role = 'learner' and (${learnerId}::uuid is null or p.id = ${learnerId}::uuid)
      and (exists (select 1 from face_reference f where f.learner_id = p.id and f.template_sealed is not null)
        or exists (select 1 from id_photo i where i.learner_id = p.id))
      and exists (select 1 from enrolment e where e.learner_id = p.id)
      and not exists (select 1 from enrolment e join training_class t on t.id = e.class_id
        join rule_profile r on r.id = t.rule_profile_id
        where e.learner_id = p.id and (t.ends_on + make_interval(years =>
          coalesce((r.parameters->>'retention_years')::int, ${defaultParameters.retention_years}::int)))::date
          >= ${chinaDay(nowMs)}::date)
      and not exists (select 1 from face_case k where k.learner_id = p.id and k.decided_at is null)
    order by p.id limit ${max}`;
}

/** Faces that were not confirmed: nothing is compared with them, and the appeal window is over. */
function findRefused(sql: Sql | SqlTx, nowMs: number, max: number, learnerId: string | null = null) {
  return sql<{ learnerId: string; id: string; blob: string }[]>`
    select f.learner_id as "learnerId", f.id, f.blob from face_reference f
    where f.state = 'refused' and f.template_sealed is not null
      and (${learnerId}::uuid is null or f.learner_id = ${learnerId}::uuid)
      and coalesce(f.second_at, f.clerk_at, f.created_at) < ${new Date(nowMs)}::timestamptz
        - make_interval(days => coalesce((
          select max(coalesce((r.parameters->>'appeal_days')::int, ${defaultParameters.appeal_days}::int))
          from enrolment e join training_class t on t.id = e.class_id join rule_profile r on r.id = t.rule_profile_id
          where e.learner_id = f.learner_id), ${defaultParameters.appeal_days}::int))
      and not exists (select 1 from face_case k
        where k.learner_id = f.learner_id and k.subject_id = f.id and k.decided_at is null)
    order by f.learner_id, f.id limit ${max}`;
}

/** Removes these faces and, with `photo`, the ID photograph; files first. */
async function eraseRows(
  house: House,
  tx: SqlTx,
  learnerId: string,
  faces: { id: string; blob: string }[],
  photo: boolean,
  why: Erased['why'],
  now: ClockReading,
): Promise<FaceEvent[]> {
  const photos = photo
    ? await tx<{ blob: string }[]>`delete from id_photo where learner_id = ${learnerId} returning blob`
    : [];
  for (const { blob } of [...faces, ...photos]) await house.blobs.remove(blob);
  await tx`update face_reference set state = 'erased', template_sealed = null
    where learner_id = ${learnerId} and id = any(${faces.map(({ id }) => id)}::uuid[])`;
  return noteErasure(tx, learnerId, { what: 'references', count: faces.length + photos.length, why }, now);
}

/**
 * Deletes enrolled faces and ID photographs of learners whose classes' retention is over, and unconfirmed faces after
 * the appeal window. Answers how many learners. For the worker; safe to repeat.
 */
export async function eraseReferences(house: House, now: ClockReading, max = 500): Promise<number> {
  const finished = await findFinished(house.sql, now.wallMs, max);
  for (const { learnerId } of finished) {
    await appendDecisions(house.sql, learnerId, now, async (tx) => {
      if ((await findFinished(tx, now.wallMs, 1, learnerId)).length === 0) return { events: [] };
      const faces = await tx<{ id: string; blob: string }[]>`
        select id, blob from face_reference where learner_id = ${learnerId} and template_sealed is not null`;
      return { events: await eraseRows(house, tx, learnerId, faces, true, 'retention_over', now) };
    });
  }
  const refused = new Set((await findRefused(house.sql, now.wallMs, max)).map((one) => one.learnerId));
  for (const learnerId of refused) {
    await appendDecisions(house.sql, learnerId, now, async (tx) => {
      const faces = await findRefused(tx, now.wallMs, max, learnerId);
      return { events: await eraseRows(house, tx, learnerId, faces, false, 'appeal_over', now) };
    });
  }
  return finished.length + refused.size;
}
