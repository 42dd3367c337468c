import type { Sql } from '../../db/client.ts';
import type { House } from '../platform/house.server.ts';
import { isOpen } from './check-order.ts';
import { readCourse, type CourseLesson } from './read-course.server.ts';
import { readEnrolments, type Enrolment } from './read-enrolment.server.ts';
import { readHourProofs } from './read-hour-proofs.server.ts';
import { recogniseClassHours } from './recognise-class-hours.ts';
import type { Credit } from './study.wire.ts';

function showLesson(course: CourseLesson[], lesson: CourseLesson): Credit['lessons'][number] {
  const { ordinal, title, durationMs, provenMs, frontierMs, completed, ready, isDemo } = lesson;
  const toMs = lesson.withheldToMs;
  return {
    ordinal,
    title,
    durationMs,
    provenMs,
    waitingMs: frontierMs - provenMs,
    withheld: toMs === null ? null : { fromMs: provenMs, toMs, reason: lesson.withheldReason ?? 'late' },
    completed,
    open: isOpen(course, ordinal),
    ready,
    isDemo,
  };
}

/** Everything a learner has earned in one class, and what keeps the rest from being recognised. */
export async function readEnrolmentCredit(
  sql: Sql,
  learnerId: string,
  enrolment: Enrolment,
): Promise<Credit> {
  const { enrolmentId, profile } = enrolment;
  const [course, proofs] = await Promise.all([
    readCourse(sql, learnerId, enrolmentId),
    readHourProofs(sql, learnerId, enrolment),
  ]);
  return {
    enrolmentId,
    creditedTotalMs: course.reduce((sum, lesson) => sum + lesson.provenMs, 0),
    lessons: course.map((lesson) => showLesson(course, lesson)),
    classHours: recogniseClassHours(course, profile.class_hour_min_s * 1000, proofs),
  };
}

/** The credit of the learner's newest class; empty when she has none. */
export async function readCredit({ sql }: Pick<House, 'sql'>, learnerId: string): Promise<Credit> {
  const [enrolment] = await readEnrolments(sql, learnerId);
  if (enrolment) return readEnrolmentCredit(sql, learnerId, enrolment);
  return { enrolmentId: null, creditedTotalMs: 0, lessons: [], classHours: [] };
}
