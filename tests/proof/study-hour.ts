import { randomUUID } from 'node:crypto';
import { appendEvidence, lockChains } from '../../app/evidence/append.server.ts';
import type { EvidenceEvent } from '../../app/evidence/event.ts';
import type { ClockReading } from '../../app/platform/clock.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import type { Sql } from '../../db/client.ts';
import { fixtureLesson, fixtures } from '../harness/fixtures.ts';
import type { ProofGroup } from './open-proofs.ts';

/** Seconds of a class hour in these logs: the fixture lessons are shorter than 40 minutes. */
export const shortHourMs = 30_000;

/**
 * One lesson as an honest learner's log and ledger hold it, the class hour in it full and photographed: `number` is the
 * lesson and the hour, `witnessed` on a clerk's word.
 */
export async function studyHour(
  sql: Sql,
  { learnerId, enrolmentId }: ProofGroup['learners'][number],
  number: 1 | 2,
  face: 'not_asked' | 'witnessed',
  fence: number = number,
): Promise<void> {
  const { lessonId, videoVersionId } = fixtureLesson(number);
  const [video] = await sql<{ durationMs: number; contentSha256: string }[]>`
    select duration_ms as "durationMs", encode(content_sha256, 'hex') as "contentSha256" from video_version
    where id = ${videoVersionId}`;
  if (!video) throw new Error('no fixture lesson');
  const { durationMs } = video;
  const hour = number - 1;
  const [controlId, demandId, faceId] = [randomUUID(), randomUUID(), randomUUID()];
  const lessonsBefore = fixtures.lessons.slice(0, hour).map((lesson) => lesson.lessonId);
  const witnessed = face === 'witnessed';
  const at = (monoMs: number): ClockReading => ({ wallMs: readClock().wallMs, monoMs, boot: 'studied' });
  const before: EvidenceEvent[] = witnessed
    ? [
        { kind: 'consent', fence: 0, action: 'given', version: '1', channel: 'own_device' },
        {
          ...{ kind: 'face_witnessed', fence: 0, witnessId: faceId, clerkId: fixtures.clerk.id },
          ...{ untilWallMs: readClock().wallMs + 3_600_000, reasonSha256: '0'.repeat(64) },
        },
      ]
    : [];
  const opened: EvidenceEvent = {
    ...{ kind: 'lease_opened', fence, enrolmentId, lessonId, videoVersionId, ...video, ordinal: number },
    ...{ baseMs: hour * durationMs, provenMs: 0, frontierMs: 0 },
    ...{ controlGapMaxMs: 270_000, controlAnswerMs: 90_000, beatGapMaxMs: 600_000, classHourMs: shortHourMs },
    ...{ snapshotAnswerMs: 90_000, snapshotsPerHour: 1, faceChecksPerHour: 0, faceControlMs: 90_000 },
    ...{ face, faceId: witnessed ? faceId : null, lessonsBefore, windowId: 'w-studied' },
  };
  const later: EvidenceEvent[] = [
    { kind: 'snapshot_asked', fence, demandId, classHour: hour },
    { kind: 'snapshot_taken', fence, demandId, classHour: hour, sha256: '1'.repeat(64), likenessOf: null },
    { kind: 'earned', fence, beatSeq: 1, elapsedMs: durationMs, fromMs: 0, earnedMs: durationMs },
    { kind: 'control_asked', fence, controlId, controlKind: 'picture', attempt: 1, frontierMs: durationMs },
    {
      ...{ kind: 'control_answered', fence, controlId, result: 'right', tookMs: 0 },
      ...{ provenMs: durationMs, gainedMs: durationMs, carryMs: 0 },
    },
    { kind: 'lesson_completed', fence, lessonId, ordinal: number, durationMs },
    { kind: 'lease_ended', fence, reason: 'closed' },
  ];
  await sql.begin(async (tx) => {
    for (const [events, monoMs] of [
      [[...before, opened], hour * 600_000],
      [later, hour * 600_000 + durationMs],
    ] as const) {
      const head = (await lockChains(tx, [learnerId])).get(learnerId);
      if (head) await appendEvidence(tx, [{ head, at: at(monoMs), events: [...events] }]);
    }
    await tx`insert into lesson_progress (learner_id, video_version_id, enrolment_id, lesson_id, ordinal, duration_ms,
        proven_ms, frontier_ms, control_gap_ms, completed_at)
      values (${learnerId}, ${videoVersionId}, ${enrolmentId}, ${lessonId}, ${number}, ${durationMs}, ${durationMs},
        ${durationMs}, 90000, now())`;
    await tx`insert into enrolment_study (learner_id, enrolment_id, credited_ms, photographed_hours, witnessed_hours)
      values (${learnerId}, ${enrolmentId}, ${durationMs}, ${[hour]}, ${witnessed ? [hour] : []})
      on conflict (learner_id, enrolment_id) do update set credited_ms = enrolment_study.credited_ms + ${durationMs},
        photographed_hours = enrolment_study.photographed_hours || ${[hour]},
        witnessed_hours = enrolment_study.witnessed_hours || ${witnessed ? [hour] : []}::int[]`;
  });
}
