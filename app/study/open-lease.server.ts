import type { Sql, SqlTx } from '../../db/client.ts';
import { lockChains, type ChainHead } from '../evidence/append.server.ts';
import type { EvidenceEvent } from '../evidence/event.ts';
import type { ClockReading } from '../platform/clock.ts';
import { readClock } from '../platform/clock.server.ts';
import { Refusal } from '../platform/refusal.ts';
import { endOfChinaDay, isClassOpen } from '../training/class-day.ts';
import type { ControlPools } from './control-pool.server.ts';
import { requireFace, type KnownFace } from '../presence/require-face.server.ts';
import { isOpen } from './check-order.ts';
import { asksFaces } from './draw-face-control.ts';
import { drawGap } from './draw-gap.ts';
import { secureDraw } from './draw.server.ts';
import { endLiveLease } from './end-live-lease.server.ts';
import { swapControl } from './judge-answer.ts';
import { limitLeases } from './limit-leases.server.ts';
import { loadStudies } from './load-study.server.ts';
import { readCourse, type CourseLesson } from './read-course.server.ts';
import { readEnrolments, type Enrolment } from './read-enrolment.server.ts';
import type { ClosedControl } from './save-control.server.ts';
import { saveStudies } from './save-study.server.ts';
import { showStanding } from './show-standing.ts';
import { pinRules, studyRules } from './study-rules.ts';
import type { StudyState } from './study-state.ts';
import type { LeaseOpened, OpenLease } from './study.wire.ts';
import { withholdLate, type Step } from './withhold.ts';

/** Who opens, from which browser. */
export type Opener = { learnerId: string; sessionHash: Buffer; userAgent: string };

/** The lesson that may be studied, in its course and class. */
type Found = {
  enrolment: Enrolment;
  course: CourseLesson[];
  lesson: CourseLesson & { videoVersionId: string };
};

/** The lesson that may be studied now, or the refusal that says why not (P008, P011, P019). */
async function findLesson(
  tx: Sql | SqlTx,
  opener: Opener,
  request: OpenLease,
  now: ClockReading,
): Promise<Found> {
  const [enrolment] = await readEnrolments(tx, opener.learnerId, request.enrolmentId);
  if (!enrolment) throw new Refusal('not_enrolled');
  if (!isClassOpen(enrolment, now.wallMs)) {
    throw new Refusal('class_not_open', { startsOn: enrolment.startsOn, endsOn: enrolment.endsOn });
  }
  const course = await readCourse(tx, opener.learnerId, request.enrolmentId);
  const lesson = course.find((l) => l.ordinal === request.ordinal);
  if (!lesson) throw new Refusal('not_found');
  if (!isOpen(course, request.ordinal)) {
    throw new Refusal('lesson_locked', { firstOrdinal: course.find((l) => !l.completed)?.ordinal ?? 1 });
  }
  const { ready, videoVersionId, stepPct } = lesson;
  if (!ready || videoVersionId === null) throw new Refusal('lesson_not_ready', { pct: stepPct });
  return { enrolment, course, lesson: { ...lesson, videoVersionId } };
}

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

async function insertLease(
  tx: SqlTx,
  opener: Opener,
  request: OpenLease,
  found: Found,
  known: KnownFace,
  now: ClockReading,
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
  const baseMs = await readBase(tx, learnerId, course, lesson);
  const [row] = await tx<{ fence: number }[]>`
    insert into lease (learner_id, fence, enrolment_id, lesson_id, video_version_id, ordinal, base_ms, rules, face, face_id, window_id,
      user_agent, opened_at, last_seen_at, media_ms, counted_wall_ms, counted_mono_ms, counted_boot)
    select ${learnerId}, coalesce((select max(fence) from lease where learner_id = ${learnerId}), 0) + 1,
      ${request.enrolmentId}, ${lesson.lessonId}, ${lesson.videoVersionId}, ${lesson.ordinal}, ${baseMs},
      ${tx.json(rules)}, ${known.face}, ${known.faceId}, ${request.windowId}, ${opener.userAgent.slice(0, 200)}, ${at}, ${at}, ${lesson.frontierMs},
      ${now.wallMs}, ${now.monoMs}, ${now.boot}
    returning fence`;
  if (!row) throw new Error('lease was not stored');
  return row.fence;
}

/** A face control that was left open cannot be answered under a clerk's witness: another kind takes its place. */
async function swapFaceControl(
  pools: ControlPools,
  state: StudyState,
  now: ClockReading,
): Promise<Step & { swapped: boolean }> {
  const { control, lease } = state;
  if (control?.kind !== 'face' || asksFaces(lease.rules)) return { state, events: [], swapped: false };
  const pool = await pools.of(lease.videoVersionId);
  return { ...swapControl(state, 'picture', pool, now, secureDraw), swapped: true };
}

/** Reads the new lease back, withholds what an overdue control left unproven, and writes both into the log. */
async function beginLease(
  tx: SqlTx,
  pools: ControlPools,
  key: { learnerId: string; fence: number },
  head: ChainHead,
  request: OpenLease,
  found: Found,
  known: KnownFace,
  ended: EvidenceEvent[],
  now: ClockReading,
) {
  const study = (await loadStudies(tx, [key])).get(key.learnerId);
  if (!study) throw new Error('lease cannot be read back');
  const { state: before } = study;
  const { rules, ...lease } = before.lease;
  const { fence, enrolmentId, lessonId, videoVersionId, ordinal, baseMs } = lease;
  const { durationMs, provenMs, frontierMs } = before.progress;
  const { controlGapMaxMs, controlAnswerMs, beatGapMaxMs, classHourMs, snapshotAnswerMs, snapshotsPerHour } =
    rules;
  const { faceChecksPerHour, faceControlMs } = rules;
  const opened: EvidenceEvent = {
    kind: 'lease_opened',
    ...{ fence, enrolmentId, lessonId, videoVersionId, ordinal, baseMs, durationMs, provenMs, frontierMs },
    ...{ controlGapMaxMs, controlAnswerMs, beatGapMaxMs, classHourMs, snapshotAnswerMs, snapshotsPerHour },
    ...{ ...known, faceChecksPerHour, faceControlMs },
    lessonsBefore: found.course.filter((l) => l.ordinal < ordinal).map((l) => l.lessonId),
    contentSha256: found.lesson.contentSha256,
    windowId: request.windowId,
  };
  const late = withholdLate(before, now, drawGap(rules, secureDraw.drawInt));
  const asked = await swapFaceControl(pools, late.state, now);
  const events = [...ended, opened, ...late.events, ...asked.events];
  const closed: ClosedControl | undefined = asked.swapped ? { state: 'swapped', given: null } : undefined;
  await saveStudies(tx, [{ head, before, after: asked.state, events, lastAnswer: null, closed }], now);
  return asked.state;
}

/**
 * Opens a lease after class, dates, order, content and face are checked, and ends the learner's other one (I4, I5). A live
 * lease of another window asks first, unless that window has been silent. Answers the standing and where the media is.
 */
export async function openLease(
  sql: Sql,
  pools: ControlPools,
  opener: Opener,
  request: OpenLease,
): Promise<LeaseOpened> {
  const { lesson, enrolment } = await findLesson(sql, opener, request, readClock());
  await requireFace(sql, opener, enrolment.profile, readClock().wallMs);
  // Without its controls a lesson cannot be studied lawfully (P006).
  await pools.of(lesson.videoVersionId).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new Refusal('lesson_not_ready', { pct: 99 }) : error;
  });
  return sql.begin(async (tx) => {
    const { learnerId } = opener;
    const head = (await lockChains(tx, [learnerId])).get(learnerId);
    if (!head) throw new Error('chain is not locked');
    const now = readClock();
    const found = await findLesson(tx, opener, request, now);
    await limitLeases(tx, learnerId, found.enrolment.profile.leases_per_hour_max, now);
    const known = await requireFace(tx, opener, found.enrolment.profile, now.wallMs);
    const ended = await endLiveLease(tx, learnerId, request, now);
    const fence = await insertLease(tx, opener, request, found, known, now);
    const state = await beginLease(tx, pools, { learnerId, fence }, head, request, found, known, ended, now);
    const base = `/study/leases/${fence}`;
    return {
      standing: showStanding(state, now),
      title: found.lesson.title,
      manifestUrl: `${base}/master.m3u8`,
      subtitlesUrl: `${base}/subtitles.vtt`,
      posterUrl: `${base}/poster.jpg`,
    };
  });
}
