import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { appendDecisions } from '../../app/evidence/append-decisions.server.ts';
import { giveConsent } from '../../app/identity/give-consent.server.ts';
import { enrolFace } from '../../app/identity/enrol-face.server.ts';
import { readClock } from '../../app/platform/clock.server.ts';
import { createFacePool } from '../../app/presence/engine/face-pool.server.ts';
import { judgeTaken } from '../../app/presence/snapshot/judge-snapshot.server.ts';
import { sweepNotices } from '../../app/training/notices/sweep-notices.server.ts';
import { makePhotograph } from '../cheats/make-photograph.ts';
import { said } from '../face/enrol-learner.ts';
import { makeFaceTemplate } from '../face/make-template.ts';
import { houseOf } from '../face/store-face.ts';
import { fixtureLearner, fixtures } from '../harness/fixtures.ts';
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
  const told = async () => {
    const rows = await school.sql<{ kind: string; passed: boolean | null }[]>`
      select kind, (facts ->> 'isPassed')::boolean as passed from notice
      where recipient_id = ${learner.id} and kind like 'test_%' order by seq`;
    return rows.map(({ kind, passed }) => (passed === null ? kind : `${kind} ${passed}`));
  };
  await sweepNotices(school.sql, readClock());
  expect(await told()).toEqual([]);
  await finishLessons(school.sql, learner);
  for (const _ of [1, 2]) await sweepNotices(school.sql, readClock());
  expect(await told()).toEqual(['test_open']);
  const window = new TestWindow(await school.enter(1));
  const opened = await window.open();
  expect(opened.status, opened.text).toBe(201);
  expect(opened.body.questions).toHaveLength(5);
  await window.answerAll(school.sql, 2);
  const failed = await window.finish();
  expect(failed.body).toMatchObject({ right: 2, questions: 5, isPassed: false, endedBy: 'submitted' });

  const again = new TestWindow(await school.enter(1));
  const page = () => again.who.get(`/test/${fixtures.classId}.data`).then(({ text }) => text);
  // What was explained after the first paper is not there during the second.
  expect(await page()).toContain('因为这样最稳');
  expect((await again.open()).body.standing.attempt).toBe(2);
  expect(await page()).not.toContain('因为这样最稳');
  await again.answerAll(school.sql, 3);
  expect((await again.finish()).body).toMatchObject({ right: 3, isPassed: true });
  for (const _ of [1, 2]) await sweepNotices(school.sql, readClock());
  expect(await told()).toEqual(['test_open', 'test_result false', 'test_result true']);
  expect(
    await school.sql`select 1 from notice where kind like 'test_%' and recipient_id <> ${learner.id}`,
  ).toEqual([]);
  const verdict = await verifyLog(school.sql, learner.id);
  expect(verdict.tests.map(({ right, passed, photographs }) => [right, passed, photographs])).toEqual([
    [2, false, 1],
    [3, true, 1],
  ]);
});

it('a photograph on which she is not does not count, and another is asked while the paper is open', async () => {
  const { sql } = school;
  const house = houseOf(school.database);
  const { id: learnerId } = fixtureLearner(2);
  await finishLessons(sql, fixtureLearner(2));
  await giveConsent(house, learnerId, said, readClock());
  const template = makeFaceTemplate(1);
  const frontJpeg = await makePhotograph(900);
  await appendDecisions(sql, learnerId, readClock(), (tx) =>
    enrolFace(house, tx, {
      ...{ learnerId, challengeId: randomUUID(), template, frontJpeg, idPhotoTemplate: template },
      now: readClock(),
    }),
  );
  const window = new TestWindow(await school.enter(2));
  await window.open();
  const first = String((await window.submit()).body.facts['demandId']);
  expect((await window.photograph(first)).status).toBe(201);
  expect((await window.look()).body.photo).toBeNull();
  const pool = createFacePool({ size: 1 });
  await judgeTaken(house, pool, learnerId, first);
  await pool.close();
  const next = (await window.look()).body.photo?.id ?? first;
  expect(next).not.toBe(first);
  expect((await window.photograph(next)).status).toBe(201);
  expect((await window.submit()).status).toBe(200);
  // The second was not looked at yet: it counts until then.
  expect((await verifyLog(sql, learnerId)).tests).toMatchObject([{ photographs: 1 }]);
}, 60_000);
