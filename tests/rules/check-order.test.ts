import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOpen } from '../../app/study/check-order.ts';

// P008, I5: a lesson is open when every lesson before it is complete.

const course = fc
  .array(fc.boolean(), { maxLength: 12 })
  .map((done) => done.map((completed, i) => ({ ordinal: i + 1, lessonId: `l${i}`, completed })));

test('open lessons are the first incomplete one and everything before it', () => {
  fc.assert(
    fc.property(course, (lessons) => {
      const first = lessons.find((lesson) => !lesson.completed)?.ordinal ?? lessons.length;
      const open = lessons
        .filter((lesson) => isOpen(lessons, lesson.ordinal))
        .map((lesson) => lesson.ordinal);
      expect(open).toEqual(lessons.map((lesson) => lesson.ordinal).filter((ordinal) => ordinal <= first));
    }),
  );
});

test('what is not in the course is never open, whatever is complete', () => {
  fc.assert(
    fc.property(course, fc.constantFrom(0, -1, 0.5, 99, Number.NaN), (lessons, ordinal) => {
      expect(isOpen(lessons, ordinal)).toBe(false);
    }),
  );
});

test('a lesson that is put before a complete one does not become complete, and shuts what follows', () => {
  const lessons = [
    { ordinal: 1, lessonId: 'new', completed: false },
    { ordinal: 2, lessonId: 'old', completed: true },
    { ordinal: 3, lessonId: 'next', completed: false },
  ];
  expect(lessons.map((lesson) => isOpen(lessons, lesson.ordinal))).toEqual([true, false, false]);
});
