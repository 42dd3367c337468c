/** One lesson of the course version that a learner is enrolled in, in order. */
export type OrderedLesson = { ordinal: number; lessonId: string; completed: boolean };

/** Whether lesson `ordinal` is open: it exists and every lesson before it is complete (P008, I5). */
export function isOpen(lessons: OrderedLesson[], ordinal: number): boolean {
  return (
    lessons.some((l) => l.ordinal === ordinal) && lessons.every((l) => l.ordinal >= ordinal || l.completed)
  );
}
