import type { Sql, SqlTx } from '../../../db/client.ts';
import { appendDecisions } from '../../evidence/append-decisions.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { defaultParameters } from '../../training/rule-profile.ts';
import { noteErasure } from './note-erasure.server.ts';
import { pictureFolders } from '../review/picture-purpose.ts';

type Due = { learnerId: string; id: string };

/**
 * Challenges whose frames nobody may appeal with any more: the verdict (or the asking, when there was none) is older
 * than the longest appeal window of the learner's classes, and no case about them is open. Of a learner with three
 * tries before a person all frames stay.
 */
function findDue(
  sql: Sql | SqlTx,
  nowMs: number,
  max: number,
  learnerId: string | null = null,
): Promise<Due[]> {
  return sql<Due[]>`
    select c.learner_id as "learnerId", c.id from face_challenge c
    where c.frames_erased_at is null and (${learnerId}::uuid is null or c.learner_id = ${learnerId}::uuid)
      and coalesce(c.judged_at, to_timestamp(c.asked_wall_ms / 1000.0)) < ${new Date(nowMs)}::timestamptz
        - make_interval(days => coalesce((
          select max(coalesce((r.parameters->>'appeal_days')::int, ${defaultParameters.appeal_days}::int))
          from enrolment e join training_class t on t.id = e.class_id join rule_profile r on r.id = t.rule_profile_id
          where e.learner_id = c.learner_id), ${defaultParameters.appeal_days}::int))
      and not exists (select 1 from face_case k where k.learner_id = c.learner_id and k.decided_at is null
        and (k.kind = 'three_tries' or k.subject_id = c.id or k.subject_id in (
          select r.id from face_reference r where r.learner_id = c.learner_id and r.challenge_id = c.id)))
    order by c.learner_id, c.id limit ${max}`;
}

/** Deletes the frames of one learner that are due now, judged again under the lock; files first, so that a crash repeats it. */
async function eraseFramesOf(house: House, learnerId: string, now: ClockReading, max: number) {
  return appendDecisions(house.sql, learnerId, now, async (tx) => {
    const ids = (await findDue(tx, now.wallMs, max, learnerId)).map(({ id }) => id);
    const frames = await tx<{ blob: string }[]>`
      select blob from face_frame where learner_id = ${learnerId} and challenge_id = any(${ids}::uuid[])`;
    for (const { blob } of frames) await house.blobs.remove(blob);
    for (const id of ids) await house.blobs.remove(pictureFolders.frames(learnerId, id));
    await tx`update face_challenge set frames_erased_at = ${new Date(now.wallMs)}
      where learner_id = ${learnerId} and id = any(${ids}::uuid[])`;
    const erased = { what: 'frames', count: frames.length, why: 'appeal_over' } as const;
    return { events: await noteErasure(tx, learnerId, erased, now), challenges: ids.length };
  });
}

/**
 * Deletes the frames of challenges after verdict and appeal window; hashes, likenesses and verdicts stay. Answers how
 * many challenges were done. For the worker; safe to repeat.
 */
export async function eraseFrames(house: House, now: ClockReading, max = 500): Promise<number> {
  const due = await findDue(house.sql, now.wallMs, max);
  let done = 0;
  for (const learnerId of new Set(due.map((one) => one.learnerId)))
    done += (await eraseFramesOf(house, learnerId, now, max)).challenges;
  return done;
}
