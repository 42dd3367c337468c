import type { Sql } from '../../db/client.ts';
import { fixtureLesson } from '../harness/fixtures.ts';

/** What the ledger holds once this much of lesson 1 was proven. */
export async function proveSome(
  sql: Sql,
  learnerId: string,
  enrolmentId: string,
  provenMs: number,
  isCompleted = false,
): Promise<void> {
  const { lessonId, videoVersionId } = fixtureLesson(1);
  await sql`insert into lesson_progress (learner_id, video_version_id, enrolment_id, lesson_id, ordinal, duration_ms,
      proven_ms, frontier_ms, control_gap_ms, completed_at)
    values (${learnerId}, ${videoVersionId}, ${enrolmentId}, ${lessonId}, 1, ${provenMs}, ${provenMs}, ${provenMs}, 90000,
      ${isCompleted ? new Date() : null})`;
}
