import type { SqlTx } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import type { KnownFace } from '../presence/require-face.server.ts';
import { endOfChinaDay } from '../training/class-day.ts';
import { drawGap } from './draw-gap.ts';
import { secureDraw } from './draw.server.ts';
import type { FoundLesson, Opener } from './find-lesson.server.ts';
import type { CourseLesson } from './read-course.server.ts';
import { nextFence } from './next-fence.server.ts';
import { pinRules, studyRules } from './study-rules.ts';
import type { OpenLease } from './study.wire.ts';

/** A lease that is about to be opened: who, what was asked, what was found, by what she is known, when. */
export type Opening = {
  opener: Opener;
  request: OpenLease;
  found: FoundLesson;
  known: KnownFace;
  now: ClockReading;
};

/** Media time of the finished lessons before `lesson`: where it begins in the course. */
async function readBase(
  tx: SqlTx,
  learnerId: string,
  course: CourseLesson[],
  lesson: CourseLesson,
): Promise<number> {
  const before = course.filter((l) => l.ordinal < lesson.ordinal).map((l) => l.lessonId);
  const [row] = await tx<{ base: number }[]>`
    select coalesce(sum(duration_ms), 0)::bigint as base from lesson_progress
    where learner_id = ${learnerId} and lesson_id = any(${before}::uuid[]) and completed_at is not null`;
  return row?.base ?? 0;
}

/** Stores the lease with the rules it is pinned to; answers its fence. */
export async function insertLease(
  tx: SqlTx,
  { opener, request, found, known, now }: Opening,
): Promise<number> {
  const { enrolment, course, lesson } = found;
  const { learnerId } = opener;
  const rules = pinRules(studyRules(enrolment.profile, endOfChinaDay(enrolment.endsOn)), known);
  const at = new Date(now.wallMs);
  const gapMs = drawGap(rules, secureDraw.drawInt);
  await tx`insert into enrolment_study (learner_id, enrolment_id) values (${learnerId}, ${request.enrolmentId})
    on conflict do nothing`;
  // Of a lesson whose version was replaced under way only the new one counts.
  const creditedMs = course.reduce((sum, one) => sum + one.provenMs, 0);
  await tx`update enrolment_study set credited_ms = ${creditedMs}
    where learner_id = ${learnerId} and enrolment_id = ${request.enrolmentId}`;
  await tx`insert into lesson_progress
      (learner_id, video_version_id, enrolment_id, lesson_id, ordinal, duration_ms, control_gap_ms)
    values (${learnerId}, ${lesson.videoVersionId}, ${request.enrolmentId}, ${lesson.lessonId}, ${lesson.ordinal},
      ${lesson.durationMs}, ${gapMs}) on conflict do nothing`;
  // From its first lease on the class keeps this version (A14).
  await tx`insert into class_video (class_id, lesson_id, video_version_id, given_at)
    select class_id, ${lesson.lessonId}, ${lesson.videoVersionId}, ${at} from enrolment where id = ${request.enrolmentId}
    on conflict do nothing`;
  const baseMs = await readBase(tx, learnerId, course, lesson);
  const fence = await nextFence(tx, learnerId);
  const [row] = await tx<{ fence: number }[]>`
    insert into lease (learner_id, fence, enrolment_id, lesson_id, video_version_id, ordinal, base_ms, rules, face, face_id, window_id, opening_id,
      user_agent, opened_at, last_seen_at, media_ms, counted_wall_ms, counted_mono_ms, counted_boot)
    select ${learnerId}, ${fence}::bigint, ${request.enrolmentId}::uuid, ${lesson.lessonId}, ${lesson.videoVersionId}, ${lesson.ordinal}, ${baseMs},
      ${tx.json(rules)}, ${known.face}, ${known.faceId}, ${request.windowId},
      ${request.openingId ?? null}, ${opener.userAgent.slice(0, 200)}, ${at}, ${at}, ${lesson.frontierMs},
      ${now.wallMs}, ${now.monoMs}, ${now.boot}
    returning fence`;
  if (!row) throw new Error('lease was not stored');
  return row.fence;
}
