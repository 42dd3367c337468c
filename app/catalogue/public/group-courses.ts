import type { PublicLesson } from './catalogue.wire.ts';

/** A lesson's place in a course: of its newest release, or of its modules as they are where none was released. */
export type CoursePlace = {
  courseId: string;
  title: string;
  level: string;
  institution: string;
  standardName: string | null;
  standardYear: number | null;
  standardCode: string | null;
  /** Number of the newest release; null: none. */
  released: number | null;
  moduleName: string;
  lessonId: string;
};

export type PublicCourse = Omit<CoursePlace, 'moduleName' | 'lessonId' | 'courseId'> & {
  id: string;
  durationMs: number;
  modules: { name: string; lessons: PublicLesson[] }[];
};

/**
 * The courses of an occupation as the public sees them: places in order, only lessons of `published`, only courses with at
 * least one lesson of the occupation's `own`. `rest`: own lessons that stand in no course.
 */
export function groupCourses(
  places: readonly CoursePlace[],
  published: ReadonlyMap<string, PublicLesson>,
  own: readonly PublicLesson[],
): { courses: PublicCourse[]; rest: PublicLesson[] } {
  const ownIds = new Set(own.map(({ id }) => id));
  const courses = new Map<string, PublicCourse>();
  const placed = new Set<string>();
  const withOwn = new Set(
    places.filter(({ lessonId }) => ownIds.has(lessonId)).map(({ courseId }) => courseId),
  );
  for (const { courseId, moduleName, lessonId, ...rest } of places) {
    const lesson = published.get(lessonId);
    if (!lesson || !withOwn.has(courseId)) continue;
    const course = courses.get(courseId) ?? { id: courseId, ...rest, durationMs: 0, modules: [] };
    courses.set(courseId, course);
    let module = course.modules.at(-1);
    if (module?.name !== moduleName) course.modules.push((module = { name: moduleName, lessons: [] }));
    module.lessons.push(lesson);
    course.durationMs += lesson.durationMs;
    placed.add(lessonId);
  }
  return { courses: [...courses.values()], rest: own.filter(({ id }) => !placed.has(id)) };
}
