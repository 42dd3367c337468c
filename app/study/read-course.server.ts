import type { PendingQuery, Row } from 'postgres';
import type { Sql, SqlTx } from '../../db/client.ts';

/** One lesson of the learner's course version, with the video that she studies and what she has earned of it. */
export type CourseLesson = {
  ordinal: number;
  lessonId: string;
  title: string;
  videoVersionId: string | null;
  ready: boolean;
  /** Approved for a demonstration only, by no office. */
  isDemo: boolean;
  stepPct: number;
  durationMs: number | null;
  contentSha256: string;
  provenMs: number;
  frontierMs: number;
  withheldToMs: number | null;
  withheldReason: string | null;
  completed: boolean;
};

/**
 * The lessons of an enrolment in order. A learner keeps the version she finished or, until it is withdrawn, began; otherwise she
 * gets what her class was given, or the newest published one: a replacement never breaks earned credit nor shortens a lesson
 * in progress (A14).
 */
export async function readCourse(
  tx: Sql | SqlTx,
  learnerId: string,
  enrolmentId: string,
): Promise<CourseLesson[]> {
  return readLessons(tx, tx`en.id = ${enrolmentId} and en.learner_id = ${learnerId}`);
}

/** The lessons of everybody in a class, by enrolment, as `readCourse` has them: one statement. */
export async function readClassCourses(
  tx: Sql | SqlTx,
  classId: string,
): Promise<Map<string, CourseLesson[]>> {
  const courses = new Map<string, CourseLesson[]>();
  for (const { enrolmentId, ...lesson } of await readLessons(tx, tx`en.class_id = ${classId}`)) {
    const course = courses.get(enrolmentId);
    if (course) course.push(lesson);
    else courses.set(enrolmentId, [lesson]);
  }
  return courses;
}

function readLessons(tx: Sql | SqlTx, whose: PendingQuery<Row[]>) {
  return tx<(CourseLesson & { enrolmentId: string })[]>`
    select en.id as "enrolmentId", cl.ordinal, cl.lesson_id as "lessonId", le.title, v.id as "videoVersionId",
      coalesce(v.state = 'published', false) as ready, coalesce(v.approval_document like '%演示%', false) as "isDemo",
      coalesce(v.step_pct, 0) as "stepPct",
      v.duration_ms as "durationMs", coalesce(encode(v.content_sha256, 'hex'), '') as "contentSha256",
      coalesce(p.proven_ms, 0) as "provenMs", coalesce(h.span_to_ms, p.frontier_ms, 0) as "frontierMs",
      p.withheld_to_ms as "withheldToMs", p.withheld_reason as "withheldReason",
      coalesce(done.completed, false) as completed
    from enrolment en
    join training_class c on c.id = en.class_id
    join course_lesson cl on cl.course_version_id = c.course_version_id
    join lesson le on le.id = cl.lesson_id
    left join class_video given on given.class_id = c.id and given.lesson_id = le.id
    left join lateral (
      select v.* from video_version v
      left join lesson_progress own on own.learner_id = en.learner_id and own.video_version_id = v.id
      where v.lesson_id = le.id and (own.completed_at is not null
        or v.state not in ('returned', 'rejected', 'withdrawn'))
      order by (own.completed_at is not null) desc, (own.learner_id is not null and v.state = 'published') desc,
        (v.state = 'published' and v.id = given.video_version_id) desc, (v.state = 'published') desc, v.number desc
      limit 1) v on true
    left join lesson_progress p on p.learner_id = en.learner_id and p.video_version_id = v.id
    left join chain_head h on h.learner_id = p.learner_id and h.span_video_id = p.video_version_id
    left join lateral (
      select bool_or(q.completed_at is not null) as completed from lesson_progress q
      where q.learner_id = en.learner_id and q.lesson_id = le.id) done on true
    where ${whose} order by en.id, cl.ordinal`;
}
