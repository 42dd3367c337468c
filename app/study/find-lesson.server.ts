import type { Sql, SqlTx } from '../../db/client.ts';
import type { ClockReading } from '../platform/clock.ts';
import { Refusal } from '../platform/refusal.ts';
import { isClassOpen } from '../training/class-day.ts';
import { isOpen } from './check-order.ts';
import { readCourse, type CourseLesson } from './read-course.server.ts';
import { readEnrolments, type Enrolment } from './read-enrolment.server.ts';
import type { OpenLease } from './study.wire.ts';

/** Who opens, from which browser. */
export type Opener = { learnerId: string; sessionHash: Buffer; userAgent: string };

/** The lesson that may be studied, in its course and class. */
export type FoundLesson = {
  enrolment: Enrolment;
  course: CourseLesson[];
  lesson: CourseLesson & { videoVersionId: string };
};

/** The lesson that may be studied now, or the refusal that says why not (P008, P011, P019). */
export async function findLesson(
  tx: Sql | SqlTx,
  opener: Opener,
  request: OpenLease,
  now: ClockReading,
): Promise<FoundLesson> {
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
