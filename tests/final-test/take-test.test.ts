import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixtureLearner } from '../harness/fixtures.ts';
import { verifyLog } from '../cheats/read-ledger.ts';
import { openSchool, type School } from '../cheats/open-school.ts';
import { finishLessons, putQuestions, TestWindow } from './sit-test.ts';

// The final test from its first paper to its results, by the messages that the page sends.

let school: School;
beforeAll(async () => {
  school = await openSchool({
    final_test: { questions: 5, limit_s: 600, pass_pct: 60, tries: 2, retry_wait_s: 0, face_within_s: 300 },
  });
  await putQuestions(school.sql);
});
afterAll(() => school?.close());

it('draws a paper, takes answers, is judged at once, and the log comes to the same result', async () => {
  const learner = fixtureLearner(1);
  await finishLessons(school.sql, learner);
  const window = new TestWindow(await school.enter(1));
  const opened = await window.open();
  expect(opened.status, opened.text).toBe(201);
  expect(opened.body.questions).toHaveLength(5);
  await window.answerAll(school.sql, 2);
  const failed = await window.finish();
  expect(failed.body).toMatchObject({ right: 2, questions: 5, isPassed: false, endedBy: 'submitted' });

  const again = new TestWindow(await school.enter(1));
  expect((await again.open()).body.standing.attempt).toBe(2);
  await again.answerAll(school.sql, 3);
  expect((await again.finish()).body).toMatchObject({ right: 3, isPassed: true });
  const verdict = await verifyLog(school.sql, learner.id);
  expect(verdict.tests.map(({ right, passed, photographs }) => [right, passed, photographs])).toEqual([
    [2, false, 1],
    [3, true, 1],
  ]);
});
