import type { SqlTx } from '../../../db/client.ts';
import { appendDecisions } from '../../evidence/append-decisions.server.ts';
import type { FaceEvent } from '../../evidence/event.ts';
import { readActiveTemplate } from '../../identity/read-reference.server.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { readClock } from '../../platform/clock.server.ts';
import type { House } from '../../platform/house.server.ts';
import { faceThresholds } from '../engine/compare-faces.ts';
import type { FacePool } from '../engine/face-pool.server.ts';
import { modelId } from '../engine/models.ts';
import { gradePresence, presenceWindow, type GradedPhotograph } from './grade-presence.ts';
import { judgeSnapshot, type SnapshotJudged } from './judge-snapshot.ts';
import { openCase } from '../review/open-case.server.ts';
import { openPictures } from '../review/open-picture.server.ts';
import { picturePurpose } from '../review/picture-purpose.ts';

/** How long a photograph waits for an enrolled face that is being read anew. */
const renewalWaitMs = 60_000;

type Photograph = {
  learnerId: string;
  id: string;
  enrolmentId: string;
  classHour: number;
  takenAt: Date;
  blob: string;
};

/** A photograph that waits for its verdict; null: judged or deleted already. */
async function readPhotograph(house: House, learnerId: string, id: string): Promise<Photograph | null> {
  const [row] = await house.sql<Photograph[]>`
    select learner_id as "learnerId", id, enrolment_id as "enrolmentId", class_hour as "classHour",
      taken_at as "takenAt", blob
    from snapshot where learner_id = ${learnerId} and id = ${id} and verdict is null and erased_at is null`;
  return row ?? null;
}

/** Whether she had said that somebody helps her when it was taken. */
async function hadHelper(house: House, { learnerId, takenAt }: Photograph): Promise<boolean> {
  const rows = await house.sql`select id from helper_notice
    where learner_id = ${learnerId} and said_at <= ${takenAt} and until >= ${takenAt} limit 1`;
  return rows.length > 0;
}

/** Photographs that a test may ask at most because those before did not count. */
const testPhotosMax = 3;

/**
 * Takes the photograph out of its class hour, so that another one is drawn there; one of a test that is under way is asked
 * again at once. A doubt asks for a live check.
 */
async function follow(tx: SqlTx, one: Photograph, { counts, leavesDoubt }: SnapshotJudged): Promise<void> {
  const { learnerId, enrolmentId, classHour } = one;
  if (!counts)
    await tx`update test_paper set photo_id = gen_random_uuid(), photo_due_ms = 0, photo_due_answers = 0
      where learner_id = ${learnerId} and enrolment_id = ${enrolmentId} and ended_at is null and photo_id is null
        and photos_taken < ${testPhotosMax} and opened_wall_ms <= ${one.takenAt.getTime()}`;
  if (!counts)
    await tx`update enrolment_study e set photographed_hours =
        e.photographed_hours[:array_position(e.photographed_hours, ${classHour}::int) - 1]
        || e.photographed_hours[array_position(e.photographed_hours, ${classHour}::int) + 1:]
      where learner_id = ${learnerId} and enrolment_id = ${enrolmentId}
        and array_position(e.photographed_hours, ${classHour}::int) is not null`;
  if (leavesDoubt)
    await tx`update enrolment_study set face_doubt = true
      where learner_id = ${learnerId} and enrolment_id = ${enrolmentId}`;
}

/** Weighs the last photographs of the class; a person looks when several are unclear, once at a time (D07). */
async function grade(tx: SqlTx, one: Photograph, now: ClockReading): Promise<FaceEvent[]> {
  const { learnerId, enrolmentId, takenAt } = one;
  const rows = await tx<GradedPhotograph[]>`
    select id, verdict, counts from snapshot
    where learner_id = ${learnerId} and enrolment_id = ${enrolmentId} and verdict is not null
      and taken_at <= ${takenAt}
    order by taken_at desc, id limit ${presenceWindow}`;
  const graded = gradePresence([...rows].reverse());
  if (!graded) return [];
  const event: FaceEvent = { kind: 'presence_graded', fence: 0, ...graded };
  if (graded.grade === 'notice') return [event];
  const [open] = await tx`select id from face_case
    where learner_id = ${learnerId} and kind = 'sustained' and decided_at is null limit 1`;
  if (open) return [event];
  const subject = { learnerId, kind: 'sustained', subjectKind: 'snapshot', subjectId: one.id } as const;
  const opened = await openCase(tx, subject, now.wallMs);
  return opened ? [event, opened] : [event];
}

async function settle(
  house: House,
  one: Photograph,
  judged: SnapshotJudged,
  referenceId: string,
): Promise<void> {
  const { learnerId, id, enrolmentId, classHour } = one;
  const { verdict, counts, distance, faces, brightness, contrast } = judged;
  const now = readClock();
  const numbers = { distance, faces, brightness, contrast, modelId, thresholds: faceThresholds };
  await appendDecisions(house.sql, learnerId, now, async (tx) => {
    const settled = await tx`
      update snapshot set verdict = ${verdict}, verdict_numbers = ${tx.json(numbers)}, counts = ${counts},
        judged_at = ${new Date(now.wallMs)}
      where learner_id = ${learnerId} and id = ${id} and verdict is null returning id`;
    if (settled.length === 0) return { events: [] as FaceEvent[] };
    await follow(tx, one, judged);
    const event: FaceEvent = {
      ...{ kind: 'snapshot_judged', fence: 0, enrolmentId, demandId: id, classHour, verdict, counts },
      ...{ distance, matchAtMost: faceThresholds.match * 1_000, faces, modelId, referenceId },
    };
    return { events: [event, ...(await grade(tx, one, now))] };
  });
}

/**
 * The worker's look at one photograph (P009): a single frame, one face, this person? Without an enrolled face there is
 * nobody to compare with and no look is taken: nobody has agreed to one. While her face waits to be read by the nets of
 * a new release it answers when to look again. Safe to repeat.
 */
export async function judgeTaken(
  house: House,
  pool: FacePool,
  learnerId: string,
  id: string,
): Promise<{ againMs: number } | void> {
  const one = await readPhotograph(house, learnerId, id);
  const reference = one && (await readActiveTemplate(house.sql, house, learnerId));
  if (!reference) return;
  if (reference.template.modelId !== modelId) return { againMs: renewalWaitMs };
  const open = openPictures(house.sql, house);
  const jpeg = await open(learnerId, picturePurpose.snapshot(id), one.blob);
  if (!jpeg) return;
  const [seen, hasHelper] = await Promise.all([pool.observe(jpeg, { embed: 'all' }), hadHelper(house, one)]);
  await settle(house, one, judgeSnapshot(seen, reference.template, hasHelper), reference.referenceId);
}
