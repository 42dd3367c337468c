import { expect, test } from 'vitest';
import { findHourLesson } from '../../app/study/find-hour-lesson.ts';

const lessons = [
  { ordinal: 1, provenMs: 600_000 },
  { ordinal: 2, provenMs: 600_000 },
  { ordinal: 3, provenMs: 300_000 },
  { ordinal: 4, provenMs: 0 },
];

test.each([
  [1, 600_000, 1],
  [2, 600_000, 2],
  [3, 600_000, 3],
  [2, 900_000, 2],
  [1, 2_400_000, 1],
  [4, 600_000, null],
])('class hour %d of %d ms begins in lesson %s', (number, lengthMs, ordinal) => {
  expect(findHourLesson(lessons, number, lengthMs)).toBe(ordinal);
});

test('who has earned nothing has no lesson to make it up in', () => {
  expect(findHourLesson([{ ordinal: 1, provenMs: 0 }], 1, 2_400_000)).toBeNull();
});
