import { z } from 'zod';
import {
  answerTestWire,
  holdTestWire,
  openTestWire,
  testOpenedWire,
  testResultWire,
  testStandingWire,
} from '../study/final-test/final-test.wire.ts';
import { learner, shaped, type Operation } from './operation.ts';

/** The operations of the final theory test. */
export const testOperations: Operation[] = [
  {
    method: 'post',
    path: '/study/tests',
    id: 'openTest',
    summary: 'Draws the paper of a class, or goes on with the open one in this window',
    body: openTestWire,
    answer: testOpenedWire,
    status: 201,
    refusals: [
      ...(['not_enrolled', 'class_not_open', 'test_lessons_open', 'assessment_locked'] as const),
      ...(['test_bank_short', 'test_passed', 'test_tries_used', 'test_wait', 'test_running'] as const),
      ...(['consent_missing', 'face_not_enrolled', 'face_waits', 'face_needs_person'] as const),
      ...(['face_check_due', 'lease_elsewhere', 'too_fast'] as const),
      ...shaped,
      ...learner,
    ],
  },
  {
    method: 'post',
    path: '/study/tests/answers',
    id: 'answerTest',
    summary: 'Answers one question of a paper',
    body: answerTestWire,
    answer: testStandingWire,
    refusals: ['test_over', 'not_found', 'lease_ended', 'too_fast', ...shaped, ...learner],
  },
  {
    method: 'post',
    path: '/study/tests/looks',
    id: 'lookAtTest',
    summary: 'Says that the window lives; answers where the paper stands',
    body: holdTestWire,
    answer: testStandingWire,
    refusals: ['test_over', 'not_found', 'lease_ended', 'too_fast', ...shaped, ...learner],
  },
  {
    method: 'post',
    path: '/study/tests/submit',
    id: 'submitTest',
    summary: 'Hands a paper in; it is judged at once, and once',
    body: holdTestWire,
    answer: testResultWire,
    refusals: ['test_photo_due', 'not_found', 'lease_ended', 'too_fast', ...shaped, ...learner],
  },
  {
    method: 'post',
    path: '/study/tests/{paperId}/photographs/{demandId}',
    id: 'uploadTestPhotograph',
    summary: 'The photograph that was asked for in a test (query: fence)',
    body: { media: 'image/jpeg' },
    answer: z.strictObject({ id: z.uuid() }),
    status: 201,
    refusals: [
      ...(['test_over', 'not_found', 'lease_ended', 'consent_missing'] as const),
      ...(['snapshot_not_asked', 'snapshot_twice', 'not_a_picture', 'picture_too_large'] as const),
      ...(['picture_too_many_pixels', 'picture_too_small', 'picture_with_more', 'bad_shape'] as const),
      ...learner,
    ],
  },
  {
    method: 'get',
    path: '/study/tests/{paperId}/sounds/{place}',
    id: 'getTestSound',
    summary: 'A question of an open paper, spoken with its choices in the order of this paper',
    answer: { media: 'audio/mpeg' },
    refusals: ['not_found', ...learner],
  },
];
