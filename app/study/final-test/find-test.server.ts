import type { Sql, SqlTx } from '../../../db/client.ts';
import type { ClockReading } from '../../platform/clock.ts';
import { Refusal } from '../../platform/refusal.ts';
import { isClassOpen } from '../../training/class-day.ts';
import { isAssessmentLocked } from '../../training/survey/read-lock.server.ts';
import { readCourse } from '../read-course.server.ts';
import { readEnrolments, type Enrolment } from '../read-enrolment.server.ts';
import { judgeTry } from './judge-try.ts';
import { loadPapers } from './load-paper.server.ts';
import type { TestPaper } from './test-state.ts';

/** A learner's place in the class that she is tested in. */
export type TestPlace = { classId: string; courseVersionId: string; enrolment: Enrolment };

/** The learner's own place in a class. Throws `not_enrolled`. */
export async function findTestPlace(
  sql: Sql | SqlTx,
  learnerId: string,
  classId: string,
): Promise<TestPlace> {
  const [row] = await sql<{ enrolmentId: string; courseVersionId: string }[]>`
    select e.id as "enrolmentId", c.course_version_id as "courseVersionId"
    from enrolment e join training_class c on c.id = e.class_id
    where e.learner_id = ${learnerId} and e.class_id = ${classId}`;
  const [enrolment] = row ? await readEnrolments(sql, learnerId, row.enrolmentId) : [];
  if (!row || !enrolment) throw new Refusal('not_enrolled');
  return { classId, courseVersionId: row.courseVersionId, enrolment };
}

/** When each further try of an enrolment was confirmed, wall clock ms. */
export async function readGrants(
  sql: Sql | SqlTx,
  learnerId: string,
  enrolmentId: string,
): Promise<number[]> {
  const rows = await sql<{ at: Date }[]>`
    select decided_at as at from test_grant
    where learner_id = ${learnerId} and enrolment_id = ${enrolmentId} and is_confirmed order by decided_at`;
  return rows.map(({ at }) => at.getTime());
}

/** That she may take the test now: the lessons of her class and her tries so far. */
export type MayTake = { lessons: string[]; tries: TestPaper[] };

/**
 * Whether a new paper may be drawn: class approved and running, its assessment not locked, every lesson complete, a try
 * left and its wait over. Throws `class_not_open`, `assessment_locked`, `test_lessons_open`, `test_passed`,
 * `test_tries_used`, `test_wait`.
 */
export async function requireTest(
  sql: Sql | SqlTx,
  learnerId: string,
  { classId, enrolment }: TestPlace,
  now: ClockReading,
): Promise<MayTake> {
  const { enrolmentId, startsOn, endsOn, profile } = enrolment;
  const [tries, grantedMs, lock, course] = await Promise.all([
    loadPapers(sql, learnerId, { enrolmentId }),
    readGrants(sql, learnerId, enrolmentId),
    isAssessmentLocked(sql, classId, now.wallMs),
    readCourse(sql, learnerId, enrolmentId),
  ]);
  const { tries: triesMax, retry_wait_s: waitS } = profile.final_test;
  const ended = tries.flatMap(({ end }) => (end ? [{ endedMs: end.atMs, isPassed: end.isPassed }] : []));
  const refused = judgeTry({ triesMax, waitMs: waitS * 1000, tries: ended, grantedMs }, now.wallMs);
  if (refused?.code === 'test_passed') throw new Refusal(refused.code);
  if (!isClassOpen(enrolment, now.wallMs)) throw new Refusal('class_not_open', { startsOn, endsOn });
  if (lock) throw new Refusal('assessment_locked', lock);
  const missing = course.find(({ completed }) => !completed);
  if (missing || course.length === 0)
    throw new Refusal('test_lessons_open', { ordinal: missing?.ordinal ?? 1 });
  if (refused) throw new Refusal(refused.code, refused.facts);
  return { lessons: course.map(({ lessonId }) => lessonId), tries };
}
