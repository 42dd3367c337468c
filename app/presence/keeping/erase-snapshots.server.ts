import type { Sql, SqlTx } from '../../../db/client.ts';
import { appendDecisions } from '../../evidence/append-decisions.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import type { House } from '../../platform/house.server.ts';
import { chinaDay } from '../../training/class-day.ts';
import { defaultParameters } from '../../training/rule-profile.ts';
import { noteErasure } from './note-erasure.server.ts';

type Due = { learnerId: string; id: string; blob: string };

/** Photographs of classes that ended more than their profile's retention ago, none of them in an open case. */
function findDue(
  sql: Sql | SqlTx,
  nowMs: number,
  max: number,
  learnerId: string | null = null,
): Promise<Due[]> {
  return sql<Due[]>`
    select s.learner_id as "learnerId", s.id, s.blob from snapshot s
    join enrolment e on e.id = s.enrolment_id and e.learner_id = s.learner_id
    join training_class t on t.id = e.class_id
    join rule_profile r on r.id = t.rule_profile_id
    where s.erased_at is null and (${learnerId}::uuid is null or s.learner_id = ${learnerId}::uuid)
      and (t.ends_on + make_interval(years =>
        coalesce((r.parameters->>'retention_years')::int, ${defaultParameters.retention_years}::int)))::date
        < ${chinaDay(nowMs)}::date
      and not exists (select 1 from face_case k
        where k.learner_id = s.learner_id and k.subject_id = s.id and k.decided_at is null)
    order by s.learner_id, s.id limit ${max}`;
}

async function eraseSnapshotsOf(house: House, learnerId: string, now: ClockReading, max: number) {
  return appendDecisions(house.sql, learnerId, now, async (tx) => {
    const due = await findDue(tx, now.wallMs, max, learnerId);
    for (const { blob } of due) await house.blobs.remove(blob);
    await tx`update snapshot set erased_at = ${new Date(now.wallMs)}
      where learner_id = ${learnerId} and id = any(${due.map(({ id }) => id)}::uuid[])`;
    const erased = { what: 'snapshots', count: due.length, why: 'retention_over' } as const;
    return { events: await noteErasure(tx, learnerId, erased, now), count: due.length };
  });
}

/**
 * Deletes photographs `retention_years` after their class ended (P049); hash and verdict stay in row and log. Answers
 * how many. Files go before the rows are marked: a crash between repeats it. For the worker.
 */
export async function eraseSnapshots(house: House, now: ClockReading, max = 2000): Promise<number> {
  const due = await findDue(house.sql, now.wallMs, max);
  let done = 0;
  for (const learnerId of new Set(due.map((one) => one.learnerId)))
    done += (await eraseSnapshotsOf(house, learnerId, now, max)).count;
  return done;
}
