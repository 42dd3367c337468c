import { afterAll, beforeAll, expect, it } from 'vitest';
import { spokenKey } from '../../app/study/final-test/spoken-key.ts';
import { speakTests } from '../../media-pipeline/speak-tests.server.ts';
import { splitFrames } from '../../media-pipeline/split-mp3.ts';
import { openSchool, type School } from '../cheats/open-school.ts';
import { houseOf } from '../face/store-face.ts';
import { fixtureLearner } from '../harness/fixtures.ts';
import { finishLessons, putQuestions, readPaper, TestWindow } from './sit-test.ts';

// Who hardly reads hears each question with its choices, in the order of her own paper; nobody else does.

let school: School;
beforeAll(async () => {
  school = await openSchool({
    final_test: { questions: 2, limit_s: 600, pass_pct: 60, tries: 2, retry_wait_s: 0, face_within_s: 300 },
  });
  await putQuestions(school.sql, 1);
});
afterAll(() => school?.close());

it('the worker speaks every question once, and the paper plays it in its own order while it is open', async () => {
  const house = houseOf(school.database);
  const learner = fixtureLearner(1);
  await finishLessons(school.sql, learner);
  const window = new TestWindow(await school.enter(1));
  await window.open();
  const path = `/study/tests/${window.paperId}/sounds/1`;
  const { questions } = await readPaper(school.sql, window.paperId);
  const [question] = questions;
  if (!question) throw new Error('no question');
  for (const { sha256 } of questions) await house.blobs.remove(`tests/spoken/${sha256}`);
  expect((await window.who.get(path)).status).toBe(404);
  expect(await speakTests(house, undefined, 1)).toBe(1);
  expect(await speakTests(house)).toBe(1);
  expect(await speakTests(house)).toBe(0);
  const heard = await fetch(school.server.url + path, { headers: { Cookie: window.who.cookie } });
  expect(heard.status).toBe(200);
  const mp3 = Buffer.from(await heard.arrayBuffer());
  const parts = await Promise.all(
    [0, ...question.order.map((choice) => choice + 1)].map((part) =>
      house.blobs.get(spokenKey(question.sha256, part)),
    ),
  );
  expect(mp3.equals(Buffer.concat(parts))).toBe(true);
  expect(splitFrames(mp3).length).toBeGreaterThan(100);
  const stranger = await school.enter(2);
  expect((await stranger.get(path)).status).toBe(404);
  expect((await window.who.get(`/study/tests/${window.paperId}/sounds/3`)).status).toBe(404);
  await window.finish();
  expect((await window.who.get(path)).status).toBe(404);
});
